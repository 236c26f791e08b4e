import { OpenAPIHono } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { beginPack, offeredTo } from "../packs/begin-pack.ts";
import { readOfMonth } from "../packs/month-snapshot.ts";
import { changePack, packsAndFaults, readToChange } from "../packs/packs.ts";
import { mayReadPack, refuseWriter } from "../packs/rights.ts";
import { refuseInvalid } from "./errors.ts";
import { packModels } from "./pack-models.ts";
import { begin, change, list, offered, one } from "./packs-paths.ts";

/** The routes by which packs are found and written. */
export function packRoutes(dependencies: Dependencies) {
  const { home, now } = dependencies;
  const { packFor, modelOf, answersTo, answerTo } = packModels(dependencies);
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const person = context.get("person");
      const { packs, faults } = await packsAndFaults(home);
      const read = packs.filter(({ value }) => mayReadPack(person, value));
      return context.json(
        {
          packs: await answersTo(person, read),
          faults: may(person, "make-packs") ? faults : [],
        },
        200,
      );
    })
    .openapi(begin, (context) => {
      const asked = context.req.valid("json");
      return readOfMonth(dependencies, asked.month, async ({ manifest }) => {
        const person = context.get("person");
        refuseWriter(person);
        const begun = await beginPack(home, manifest, asked, { person, at: now() });
        return context.json(await answerTo(person, begun), 200);
      });
    })
    .openapi(offered, (context) => {
      const asked = context.req.valid("query");
      return readOfMonth(dependencies, asked.month, async ({ manifest }) => {
        refuseWriter(context.get("person"));
        return context.json(await offeredTo(home, manifest, asked), 200);
      });
    })
    .openapi(one, async (context) => {
      const person = context.get("person");
      return context.json(await answerTo(person, await packFor(person, context.req.valid("param").id)), 200);
    })
    .openapi(change, (context) => {
      const person = context.get("person");
      refuseWriter(person);
      const { id } = context.req.valid("param");
      const { version, pack } = context.req.valid("json");
      return readOfMonth(dependencies, pack.month, async (snapshot) => {
        await readToChange(home, id, version);
        await modelOf(snapshot, pack);
        const saving = { over: version, person, at: now() };
        return context.json(await answerTo(person, await changePack(home, id, pack, saving)), 200);
      });
    });
}
