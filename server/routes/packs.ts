import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import type { PackFormat, PackText } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";
import type { savedPackSchema } from "../contract/packs.ts";
import { noData, Problem } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { disclosureOf } from "../packs/disclosed.ts";
import { readFigures } from "../packs/figures.ts";
import { makeModel, markedAsDraft } from "../packs/make-model.ts";
import {
  approvePack,
  beginPack,
  changePack,
  freezePack,
  packHistory,
  packsAndFaults,
  readKept,
  readPack,
  readSigned,
  readToChange,
  readToFreeze,
  type SavedPack,
} from "../packs/packs.ts";
import { refuseLeaks } from "../packs/release.ts";
import { comparePacks, revisedSince } from "../packs/revised.ts";
import { mayReadPack, refuseReader, refuseWriter } from "../packs/rights.ts";
import { places } from "../places.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { refuseInvalid } from "./errors.ts";
import {
  approve,
  begin,
  change,
  compare,
  file,
  freeze,
  history,
  list,
  one,
  preview,
  revised,
} from "./packs-paths.ts";

const types: Record<PackFormat, string> = {
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export function packRoutes(dependencies: Dependencies) {
  const { store, queries, settings, home, now, renderPack, accessLog } = dependencies;
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const person = context.get("person");
      const { packs, faults } = await packsAndFaults(home);
      const read = packs.filter(({ value }) => mayReadPack(person, value.audience));
      return context.json(
        { packs: read.map(answerOf), faults: may(person, "make-packs") ? faults : [] },
        200,
      );
    })
    .openapi(begin, (context) =>
      withFigures(async ({ manifest }) => {
        refuseWriter(context.get("person"));
        const saving = { person: context.get("person"), at: now() };
        return context.json(
          answerOf(await beginPack(home, manifest, context.req.valid("json"), saving)),
          200,
        );
      }),
    )
    .openapi(one, async (context) =>
      context.json(answerOf(await packFor(context.get("person"), context.req.valid("param").id)), 200),
    )
    .openapi(change, (context) =>
      withFigures(async (snapshot) => {
        const person = context.get("person");
        refuseWriter(person);
        const { id } = context.req.valid("param");
        const { version, pack } = context.req.valid("json");
        await readToChange(home, id, version);
        await modelOf(snapshot, pack);
        const saving = { over: version, person, at: now() };
        return context.json(answerOf(await changePack(home, id, pack, saving)), 200);
      }),
    )
    .openapi(approve, (context) =>
      withFigures(async (snapshot) => {
        const person = context.get("person");
        refuseWriter(person);
        const { id } = context.req.valid("param");
        const { version } = context.req.valid("json");
        const model = await modelOf(snapshot, (await readToChange(home, id, version)).value);
        const saving = { over: version, person, at: now() };
        return context.json(answerOf(await approvePack(home, id, model, saving)), 200);
      }),
    )
    .openapi(freeze, (context) =>
      withFigures(async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const saving = { over: context.req.valid("json").version, person, at: now() };
        const { id } = context.req.valid("param");
        const { pack } = await readToFreeze(home, id, manifest.snapshot.id);
        await release(context, pack, manifest);
        return context.json(answerOf(await freezePack(home, id, manifest.snapshot.id, saving)), 200);
      }),
    )
    .openapi(preview, async (context) => {
      const pack = await packFor(context.get("person"), context.req.valid("param").id);
      const isAsServed = context.req.valid("query").figures === "served";
      return context.json(await (isAsServed ? asServed(pack) : shown(pack)), 200);
    })
    .openapi(history, async (context) => {
      const { id } = await packFor(context.get("person"), context.req.valid("param").id);
      const versions = await packHistory(home, id);
      return context.json(
        { versions: versions.map(({ value, ...saved }) => ({ ...saved, state: value.state })) },
        200,
      );
    })
    .openapi(revised, (context) =>
      withFigures(async (snapshot) => {
        const pack = await packFor(context.get("person"), context.req.valid("param").id);
        const kept = await readKept(home, pack);
        if (!kept)
          throw new Problem(
            409,
            "not-approved",
            "A draft keeps no figures that could differ from those served.",
          );
        const known = new Set(snapshot.manifest.kpis.map(({ definition }) => definition.id));
        const kpis = pack.value.kpis.filter(({ id }) => known.has(id));
        const served = await modelOf(snapshot, { ...pack.value, kpis });
        return context.json(
          { kept: kept.snapshot.id, served: served.snapshot.id, ...revisedSince(kept, served) },
          200,
        );
      }),
    )
    .openapi(compare, async (context) => {
      const person = context.get("person");
      const after = await packFor(person, context.req.valid("param").id);
      const before = await packFor(person, context.req.valid("query").with);
      const kpis = comparePacks(await shown(before), await shown(after));
      return context.json({ before: before.id, after: after.id, kpis }, 200);
    })
    .openapi(file, async (context) => {
      const pack = await packFor(context.get("person"), context.req.valid("param").id);
      const { format, recipient } = context.req.valid("query");
      const model = await given(pack);
      if (pack.value.state !== "frozen")
        await withFigures(({ manifest }) => release(context, pack, manifest));
      const rendered = await renderPack(model, format);
      await accessLog.append({
        ...disclosureOf(model, recipient),
        person: context.get("person"),
        what: `${context.req.method} ${context.req.path} as ${format}`,
      });
      return context.body(rendered, 200, {
        "Content-Type": types[format],
        "Content-Disposition": `attachment; filename="${pack.id}.${format}"`,
      });
    });

  async function packFor(person: AppEnv["Variables"]["person"], id: string): Promise<SavedPack> {
    const pack = await readPack(home, id);
    refuseReader(person, pack.value.audience);
    return pack;
  }

  /** Throws unless the attack finds that nobody can work out a small count from an external pack. */
  async function release(context: Context<AppEnv>, { value }: SavedPack, manifest: Manifest): Promise<void> {
    const person = context.get("person");
    await refuseLeaks(value, manifest, {
      home,
      queries: places.queries,
      attacker: dependencies.attacker,
      rule: (await settings()).small_numbers,
      by: person.name,
      at: now(),
      what: `${context.req.method} ${context.req.path}`,
      record: (entry) => accessLog.append({ ...entry, person }),
    });
  }

  /** Reads the kept model of an approved or frozen pack, or makes a draft's model from the current figures. */
  async function shown(pack: SavedPack): Promise<PackModel> {
    return (await readKept(home, pack)) ?? asServed(pack);
  }

  /** Reads the model for a file. Refuses an approved pack if the figures have changed since. A draft says on every page that it is
   * one. */
  function given(pack: SavedPack): Promise<PackModel> {
    return store.read(
      async (served) =>
        (await readSigned(home, pack, served?.manifest.snapshot.id ?? null)) ??
        markedAsDraft(await asServed(pack)),
    );
  }

  function asServed({ value }: SavedPack): Promise<PackModel> {
    return withFigures((snapshot) => modelOf(snapshot, value));
  }

  async function modelOf(snapshot: Snapshot, text: PackText): Promise<PackModel> {
    const inForce = await settings();
    return makeModel(await readFigures(snapshot, queries, inForce, text), inForce, text);
  }

  function withFigures<Answer>(reader: (snapshot: Snapshot) => Promise<Answer>): Promise<Answer> {
    return store.read((served) => {
      if (!served) throw noData();
      return reader(served);
    });
  }
}

function answerOf({ value, ...saved }: SavedPack): z.infer<typeof savedPackSchema> {
  return { ...saved, pack: value };
}
