import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import type { PackFormat } from "../contract/pack.ts";
import type { savedPackSchema } from "../contract/packs.ts";
import { Problem } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { disclosureOf } from "../packs/disclosed.ts";
import {
  approvePack,
  beginPack,
  changePack,
  freezePack,
  packHistory,
  packsAndFaults,
  readKept,
  readToChange,
  readToFreeze,
  type SavedPack,
} from "../packs/packs.ts";
import { comparePacks, revisedSince } from "../packs/revised.ts";
import { mayReadPack, refuseWriter } from "../packs/rights.ts";
import { refuseInvalid } from "./errors.ts";
import { PackFigures } from "./pack-figures.ts";
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
  const figures = new PackFigures(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .route("/", readingRoutes(dependencies, figures))
    .route("/", revisedRoute(dependencies, figures))
    .route("/", writingRoutes(dependencies, figures))
    .route("/", fileRoute(dependencies, figures));
}

/** The routes by which packs are listed, read and compared. */
function readingRoutes({ home }: Dependencies, figures: PackFigures) {
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
    .openapi(one, async (context) =>
      context.json(
        answerOf(await figures.packFor(context.get("person"), context.req.valid("param").id)),
        200,
      ),
    )
    .openapi(preview, async (context) => {
      const pack = await figures.packFor(context.get("person"), context.req.valid("param").id);
      const isAsServed = context.req.valid("query").figures === "served";
      return context.json(await (isAsServed ? figures.asServed(pack) : figures.shown(pack)), 200);
    })
    .openapi(history, async (context) => {
      const { id } = await figures.packFor(context.get("person"), context.req.valid("param").id);
      const versions = await packHistory(home, id);
      return context.json(
        { versions: versions.map(({ value, ...saved }) => ({ ...saved, state: value.state })) },
        200,
      );
    })
    .openapi(compare, async (context) => {
      const person = context.get("person");
      const after = await figures.packFor(person, context.req.valid("param").id);
      const before = await figures.packFor(person, context.req.valid("query").with);
      const kpis = comparePacks(await figures.shown(before), await figures.shown(after));
      return context.json({ before: before.id, after: after.id, kpis }, 200);
    });
}

/** The route that says what has changed since a pack was approved. */
function revisedRoute({ home }: Dependencies, figures: PackFigures) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(revised, (context) =>
    figures.withFigures(async (snapshot) => {
      const pack = await figures.packFor(context.get("person"), context.req.valid("param").id);
      const kept = await readKept(home, pack);
      if (!kept)
        throw new Problem(
          409,
          "not-approved",
          "A draft keeps no figures that could differ from those served.",
        );
      const known = new Set(snapshot.manifest.kpis.map(({ definition }) => definition.id));
      const kpis = pack.value.kpis.filter(({ id }) => known.has(id));
      const served = await figures.modelOf(snapshot, { ...pack.value, kpis });
      return context.json(
        { kept: kept.snapshot.id, served: served.snapshot.id, ...revisedSince(kept, served) },
        200,
      );
    }),
  );
}

/** The route by which a pack leaves as a file. */
function fileRoute({ renderPack, accessLog }: Dependencies, figures: PackFigures) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(file, async (context) => {
    const pack = await figures.packFor(context.get("person"), context.req.valid("param").id);
    const { format, recipient } = context.req.valid("query");
    const model = await figures.given(pack);
    if (pack.value.state !== "frozen")
      await figures.withFigures(({ manifest }) => figures.release(context, pack, manifest));
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
}

/** The routes by which a pack is begun, changed, approved and frozen. */
function writingRoutes({ home, now }: Dependencies, figures: PackFigures) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(begin, (context) =>
      figures.withFigures(async ({ manifest }) => {
        refuseWriter(context.get("person"));
        const saving = { person: context.get("person"), at: now() };
        return context.json(
          answerOf(await beginPack(home, manifest, context.req.valid("json"), saving)),
          200,
        );
      }),
    )
    .openapi(change, (context) =>
      figures.withFigures(async (snapshot) => {
        const person = context.get("person");
        refuseWriter(person);
        const { id } = context.req.valid("param");
        const { version, pack } = context.req.valid("json");
        await readToChange(home, id, version);
        await figures.modelOf(snapshot, pack);
        const saving = { over: version, person, at: now() };
        return context.json(answerOf(await changePack(home, id, pack, saving)), 200);
      }),
    )
    .openapi(approve, (context) =>
      figures.withFigures(async (snapshot) => {
        const person = context.get("person");
        refuseWriter(person);
        const { id } = context.req.valid("param");
        const { version } = context.req.valid("json");
        const model = await figures.modelOf(snapshot, (await readToChange(home, id, version)).value);
        const saving = { over: version, person, at: now() };
        return context.json(answerOf(await approvePack(home, id, model, saving)), 200);
      }),
    )
    .openapi(freeze, (context) =>
      figures.withFigures(async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const saving = { over: context.req.valid("json").version, person, at: now() };
        const { id } = context.req.valid("param");
        const { pack } = await readToFreeze(home, id, manifest.snapshot.id);
        await figures.release(context, pack, manifest);
        return context.json(answerOf(await freezePack(home, id, manifest.snapshot.id, saving)), 200);
      }),
    );
}

function answerOf({ value, ...saved }: SavedPack): z.infer<typeof savedPackSchema> {
  return { ...saved, pack: value };
}
