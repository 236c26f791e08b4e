import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import type { PackFormat } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { disclosureOf } from "../packs/disclosed.ts";
import { readOfMonth } from "../packs/month-snapshot.ts";
import { packHistory, readKept } from "../packs/packs.ts";
import { comparePacks, packRevisions } from "../packs/revisions.ts";
import { mayReadPack, refuseDrafts } from "../packs/rights.ts";
import { readServed } from "../store/open-store.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { compare, file, history, preview, revisions } from "./packs-paths.ts";

const types: Record<PackFormat, string> = {
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The routes of what a pack shows: on pages, beside other packs, and as files. */
export function shownPackRoutes(dependencies: Dependencies) {
  const { store, home, renderPack, accessLog } = dependencies;
  const { packFor, release, shown, given, asNow, modelOf } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(preview, async (context) => {
      const person = context.get("person");
      const pack = await packFor(person, context.req.valid("param").id);
      const isAsServed = context.req.valid("query").figures === "served";
      if (isAsServed) refuseDrafts(person);
      return context.json(await (isAsServed ? asNow(pack) : shown(pack)), 200);
    })
    .openapi(history, async (context) => {
      const person = context.get("person");
      const { id } = await packFor(person, context.req.valid("param").id);
      const versions = (await packHistory(home, id)).filter(({ value }) => mayReadPack(person, value));
      return context.json(
        { versions: versions.map(({ value, ...saved }) => ({ ...saved, state: value.state })) },
        200,
      );
    })
    .openapi(revisions, async (context) => {
      const pack = await packFor(context.get("person"), context.req.valid("param").id);
      const kept = await readKept(home, pack);
      if (!kept) throw notApproved();
      const revisedIn = async (snapshot: Snapshot) => {
        const known = new Set(snapshot.manifest.kpis.map(({ definition }) => definition.id));
        const kpis = pack.value.kpis.filter(({ id }) => known.has(id));
        const served = await modelOf(snapshot, { ...pack.value, kpis });
        return context.json(
          { kept: kept.snapshot.id, served: served.snapshot.id, ...packRevisions(kept, served) },
          200,
        );
      };
      return pack.value.state === "frozen"
        ? readServed(store, revisedIn)
        : readOfMonth(dependencies, pack.value.month, revisedIn);
    })
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
        await readOfMonth(dependencies, pack.value.month, ({ manifest }) => release(context, pack, manifest));
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

function notApproved(): Problem {
  const message = "A draft keeps no figures that could differ from those served.";
  return new Problem(409, "not-approved", message);
}
