import { OpenAPIHono } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { answerOf } from "../packs/answer.ts";
import { beginPack, changePack, packsAndFaults, readToChange } from "../packs/packs.ts";
import { mayReadPack, refuseWriter } from "../packs/rights.ts";
import { readServed } from "../store/open-store.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { begin, change, list, one } from "./packs-paths.ts";

/** The routes by which packs are found and written. */
export function packRoutes(dependencies: Dependencies) {
  const { store, home, now } = dependencies;
  const { packFor, modelOf } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const person = context.get("person");
      const { packs, faults } = await packsAndFaults(home);
      const read = packs.filter(({ value }) => mayReadPack(person, value));
      return context.json(
        {
          packs: read.map((pack) => answerOf(pack, person)),
          faults: may(person, "make-packs") ? faults : [],
        },
        200,
      );
    })
    .openapi(begin, (context) =>
      readServed(store, async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const saving = { person, at: now() };
        return context.json(
          answerOf(await beginPack(home, manifest, context.req.valid("json"), saving), person),
          200,
        );
      }),
    )
    .openapi(one, async (context) => {
      const person = context.get("person");
      return context.json(answerOf(await packFor(person, context.req.valid("param").id), person), 200);
    })
    .openapi(change, (context) =>
      readServed(store, async (snapshot) => {
        const person = context.get("person");
        refuseWriter(person);
        const { id } = context.req.valid("param");
        const { version, pack } = context.req.valid("json");
        await readToChange(home, id, version);
        await modelOf(snapshot, pack);
        const saving = { over: version, person, at: now() };
        return context.json(answerOf(await changePack(home, id, pack, saving), person), 200);
      }),
    );
}
