import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import type { savedPackSchema } from "../contract/packs.ts";
import type { Dependencies } from "../dependencies.ts";
import {
  approvePack,
  beginPack,
  changePack,
  freezePack,
  packsAndFaults,
  readToChange,
  readToFreeze,
  type SavedPack,
} from "../packs/packs.ts";
import { mayReadPack, refuseWriter } from "../packs/rights.ts";
import { readServed } from "../store/open-store.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { approve, begin, change, freeze, list, one } from "./packs-paths.ts";

/** The routes by which packs are found, written, approved and frozen. */
export function packRoutes(dependencies: Dependencies) {
  const { store, home, now } = dependencies;
  const { packFor, modelOf, release } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const person = context.get("person");
      const { packs, faults } = await packsAndFaults(home);
      const read = packs.filter(({ value }) => mayReadPack(person, value));
      return context.json(
        { packs: read.map(answerOf), faults: may(person, "make-packs") ? faults : [] },
        200,
      );
    })
    .openapi(begin, (context) =>
      readServed(store, async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const saving = { person, at: now() };
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
      readServed(store, async (snapshot) => {
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
      readServed(store, async (snapshot) => {
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
      readServed(store, async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const saving = { over: context.req.valid("json").version, person, at: now() };
        const { id } = context.req.valid("param");
        const { pack } = await readToFreeze(home, id, manifest.snapshot.id);
        await release(context, pack, manifest);
        return context.json(answerOf(await freezePack(home, id, manifest.snapshot.id, saving)), 200);
      }),
    );
}

function answerOf({ value, ...saved }: SavedPack): z.infer<typeof savedPackSchema> {
  return { ...saved, pack: value };
}
