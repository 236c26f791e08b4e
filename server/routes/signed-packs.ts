import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { answerOf } from "../packs/answer.ts";
import { markedAsApproved } from "../packs/make-model.ts";
import { approvePack, freezePack, readPack, readToChange, readToFreeze, sendBack } from "../packs/packs.ts";
import { refuseApprover } from "../packs/rights.ts";
import { readServed } from "../store/open-store.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { approve, freeze, returned } from "./packs-paths.ts";

/** The routes by which packs are approved, sent back and frozen, in the served mode by a person who did not write them. */
export function signedPackRoutes(dependencies: Dependencies) {
  const { store, home, mode, now } = dependencies;
  const { modelOf, release } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(approve, (context) =>
      readServed(store, async (snapshot) => {
        const person = context.get("person");
        const { id } = context.req.valid("param");
        const { version, reason } = context.req.valid("json");
        const { value } = await readToChange(home, id, version);
        const isOwn = refuseApprover(person, value.writers, mode);
        const at = now();
        const approval = { by: person.name, at, isOwn };
        const model = markedAsApproved(await modelOf(snapshot, value), approval);
        const saving = { over: version, person, at, isOwn, reason };
        return context.json(answerOf(await approvePack(home, id, model, saving), person), 200);
      }),
    )
    .openapi(returned, async (context) => {
      const person = context.get("person");
      const { id } = context.req.valid("param");
      const { version, reason } = context.req.valid("json");
      const { value } = await readToChange(home, id, version);
      refuseApprover(person, value.writers, mode);
      const saving = { over: version, person, at: now() };
      return context.json(answerOf(await sendBack(home, id, reason, saving), person), 200);
    })
    .openapi(freeze, (context) =>
      readServed(store, async ({ manifest }) => {
        const person = context.get("person");
        const saving = { over: context.req.valid("json").version, person, at: now() };
        const { id } = context.req.valid("param");
        refuseApprover(person, (await readPack(home, id)).value.writers, mode);
        const { pack } = await readToFreeze(home, id, manifest.snapshot.id);
        await release(context, pack, manifest);
        return context.json(answerOf(await freezePack(home, id, manifest.snapshot.id, saving), person), 200);
      }),
    );
}
