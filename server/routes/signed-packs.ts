import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { markedAsApproved } from "../packs/make-model.ts";
import { readOfMonth } from "../packs/month-snapshot.ts";
import { approvePack, freezePack, readPack, readToChange, readToFreeze, sendBack } from "../packs/packs.ts";
import { refuseApprover } from "../packs/rights.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { approve, freeze, returned } from "./packs-paths.ts";

/** The routes by which packs are approved, sent back and frozen, in the served mode by a person who did not write them. */
export function signedPackRoutes(dependencies: Dependencies) {
  const { home, mode, now } = dependencies;
  const { asNow, answerTo, release } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(approve, async (context) => {
      const person = context.get("person");
      const { id } = context.req.valid("param");
      const { version, reason } = context.req.valid("json");
      const pack = await readToChange(home, id, version);
      const isOwn = refuseApprover(person, pack.value.writers, mode);
      const at = now();
      const model = markedAsApproved(await asNow(pack), { by: person.name, at, isOwn });
      const saving = { over: version, person, at, isOwn, reason };
      return context.json(await answerTo(person, await approvePack(home, id, model, saving)), 200);
    })
    .openapi(returned, async (context) => {
      const person = context.get("person");
      const { id } = context.req.valid("param");
      const { version, reason } = context.req.valid("json");
      const { value } = await readToChange(home, id, version);
      refuseApprover(person, value.writers, mode);
      const saving = { over: version, person, at: now() };
      return context.json(await answerTo(person, await sendBack(home, id, reason, saving)), 200);
    })
    .openapi(freeze, async (context) => {
      const person = context.get("person");
      const { id } = context.req.valid("param");
      const { value } = await readPack(home, id);
      refuseApprover(person, value.writers, mode);
      return readOfMonth(dependencies, value.month, async ({ manifest }) => {
        const saving = { over: context.req.valid("json").version, person, at: now() };
        const { pack } = await readToFreeze(home, id, manifest.snapshot.id);
        await release(context, pack, manifest);
        const frozen = await freezePack(home, id, manifest.snapshot.id, saving);
        return context.json(await answerTo(person, frozen), 200);
      });
    });
}
