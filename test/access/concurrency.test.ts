import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import {
  type ConcurrencyLimits,
  limitConcurrency,
  type Stopping,
  usualLimits,
} from "../../server/access/concurrency.ts";
import type { AppEnv } from "../../server/access/person.ts";
import { createDatabase } from "../../server/engine/database.ts";
import { answerError } from "../../server/routes/errors.ts";
import type { Manifest } from "../../server/store/manifest.ts";
import { databaseName } from "../../server/store/publish.ts";
import { openSnapshot } from "../../server/store/snapshots.ts";
import { temporaryFolder } from "../support/command.ts";
import { patience } from "../support/patience.ts";
import { serveApp } from "../support/serve-app.ts";

const slow = "select sum(a.i * b.i) from range(1000000) as a(i), range(1000000) as b(i)";
const quick = "select 42 as answer";

test("two heavy requests run, sixteen wait, and the next is told when to come back", async () => {
  const held: (() => void)[] = [];
  const app = appWith(usualLimits, () => new Promise((resolve) => held.push(() => resolve("done"))));
  const asked = Array.from({ length: 20 }, () => app.request("/api/funnel"));
  await expect.poll(() => held.length).toBe(2);
  const refused = await Promise.all(asked.slice(18));
  for (const response of refused) {
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    expect((await response.json()).error.code).toBe("busy");
  }
  const light = await app.request("/api/health");
  expect(light.status, "what is not heavy passes by").toBe(200);
  for (let answered = 0; answered < 18; answered++) {
    await expect.poll(() => held.length).toBeGreaterThan(answered);
    held[answered]?.();
  }
  expect((await Promise.all(asked.slice(0, 18))).map(({ status }) => status)).toEqual(Array(18).fill(200));
  expect(held).toHaveLength(18);
});

test("a query beyond the deadline is stopped in the database, and its connection serves the next", async () => {
  const database = await databaseOf();
  const app = appWith({ ...usualLimits, deadlineMs: 200 }, () => database.ask(slow));
  const late = await app.request("/api/funnel");
  expect(late.status).toBe(503);
  expect(late.headers.get("retry-after")).toBe("5");
  expect((await late.json()).error.code).toBe("too-slow");
  expect(await database.ask(quick)).toBe("42");
});

test("a query whose asker goes away is stopped, and so is one that still waits", async () => {
  const database = await databaseOf();
  const outcomes: string[] = [];
  const app = appWith({ ...usualLimits, atOnce: 1, deadlineMs: patience.ofTest }, async () => {
    const outcome = await database.ask(slow).then(
      () => "answered",
      (error) => error.code,
    );
    outcomes.push(outcome);
    return outcome;
  });
  const { url } = await serveApp(app);
  const leaving = new AbortController();
  const asked = [1, 2].map(() => fetch(`${url}/api/funnel`, { signal: leaving.signal }).catch(() => "gone"));
  await expect.poll(() => came.get(app)).toBe(2);
  leaving.abort();
  expect(await Promise.all(asked)).toEqual(["gone", "gone"]);
  await expect.poll(() => outcomes).toEqual(["too-slow"]);
  const next = appWith(usualLimits, () => database.ask(quick));
  expect((await next.request("/api/funnel")).status).toBe(200);
});

test("a server that is told to stop refuses who waits or comes, and at last stops what runs", async () => {
  const database = await databaseOf();
  const [stopRequested, stopNow] = [new AbortController(), new AbortController()];
  const stopping = { stopRequested: stopRequested.signal, stopNow: stopNow.signal };
  const app = appWith(
    { ...usualLimits, atOnce: 1, deadlineMs: patience.ofTest },
    () => database.ask(slow),
    stopping,
  );
  const [running, waiting] = [app.request("/api/funnel"), app.request("/api/funnel")];
  await expect.poll(() => came.get(app)).toBe(2);
  stopRequested.abort();
  for (const refused of [await waiting, await app.request("/api/funnel")]) {
    expect(refused.status).toBe(503);
    expect((await refused.json()).error.code).toBe("closing");
  }
  stopNow.abort();
  expect((await running).status).toBe(503);
});

/** How many heavy requests have come to an app, whether they run or wait. */
const came = new WeakMap<Hono<AppEnv>, number>();

function appWith(limits: ConcurrencyLimits, answer: () => Promise<string>, stopping?: Stopping) {
  const app = new Hono<AppEnv>();
  app.onError(answerError(() => undefined));
  app.use("/api/funnel", (_, next) => {
    came.set(app, (came.get(app) ?? 0) + 1);
    return next();
  });
  app.use("/api/*", limitConcurrency(limits, stopping));
  app.get("/api/funnel", async (context) => context.text(await answer()));
  app.get("/api/health", (context) => context.text("well"));
  return app;
}

/** A database file as the server opens it, and what it answers to a statement of one value. */
async function databaseOf(): Promise<{ ask: (sql: string) => Promise<string> }> {
  const folder = temporaryFolder();
  const made = await createDatabase(`${folder}/${databaseName}`);
  made.closeSync();
  const { snapshot, shut } = await openSnapshot(folder, {} as Manifest, null);
  onTestFinished(shut);
  return {
    ask: (sql) =>
      snapshot.use(async (connection) => {
        const answer = await connection.runAndReadAll(sql);
        return String(Object.values(answer.getRowObjectsJson()[0] ?? {})[0]);
      }),
  };
}
