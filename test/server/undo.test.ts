import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ImportSessions } from "../../server/import/import-sessions.ts";
import { places } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { removeOldSnapshots } from "../../server/store/retention.ts";
import { entries, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";
import { asAt, cases, outcomes } from "../support/import-files.ts";
import { formOf, serveHome } from "../support/served-home.ts";

const files = () => formOf({ "c.csv": cases, "o.csv": outcomes });
const noMapping = { columns: { cases: {}, outcomes: {} }, codes: {}, dates: {} };

test("an import that was thrown away is brought back by anybody who may import, with its files, its dry run and what was typed", async () => {
  const { home, ask } = await serveHome(temporaryFolder());
  const { id, files: sent } = (await ask("POST", "/imports", files())).body;
  const tried = await ask("POST", `/imports/${id}/dry-run`, { asAt });
  const typed = {
    tab: "one",
    roles: { "1": null },
    asAt: "2026-09-30",
    reason: "The move to the new system.",
  };
  expect((await ask("PUT", `/imports/${id}/choices`, { ...typed, mapping: noMapping })).status).toBe(204);
  expect((await ask("PUT", `/imports/${id}/choices`, { tab: "two" })).status).toBe(204);

  expect((await ask("DELETE", `/imports/${id}`)).status).toBe(204);
  const { current, thrownAway } = (await ask("GET", "/imports")).body;
  expect(current).toBeNull();
  expect(thrownAway).toMatchObject([{ id, by: expect.stringMatching(/^local:/), files: ["c.csv", "o.csv"] }]);
  expect(Date.parse(thrownAway[0].until) - Date.parse(thrownAway[0].at)).toBe(10 * 60_000);
  expect(readdirSync(home.building)).toEqual([]);

  const other = (await ask("POST", "/imports", formOf({ "other.csv": cases }))).body;
  expect(await ask("POST", `/imports/${id}/bring-back`)).toMatchObject({
    status: 409,
    body: { error: { code: "import-running", message: expect.stringContaining("wait for it, or end it") } },
  });
  await ask("DELETE", `/imports/${other.id}`);

  const back = await ask("POST", `/imports/${id}/bring-back`);
  expect(back).toMatchObject({
    status: 200,
    body: { id, state: "ready", files: sent, choices: [{ tab: "two" }, typed] },
  });
  expect(back.body.dryRun).toEqual(tried.body);
  expect((await ask("GET", "/imports")).body).toMatchObject({
    current: {
      id,
      choices: [
        { tab: "two", reason: "" },
        { ...typed, mapping: { columns: { cases: {} } } },
      ],
    },
    thrownAway: [{ id: other.id }],
  });
  expect((await ask("POST", `/imports/${id}/bring-back`)).status).toBe(404);
  expect((await ask("POST", `/imports/${id}/publish`)).status).toBe(200);
  expect(entries.filter(({ what }) => what.includes(id)).map(({ action, what }) => [action, what])).toEqual(
    expect.arrayContaining([
      ["erasure", `DELETE /api/imports/${id}`],
      ["collection", `POST /api/imports/${id}/bring-back`],
    ]),
  );
});

test("a dry run that is cancelled can be brought back and tried again; an upload that is cancelled leaves nothing", async () => {
  const { home, ask } = await serveHome(temporaryFolder());
  const sample = (name: string) => readFileSync(join(places.sample, name), "utf8");
  const form = formOf({ "cases.csv": sample("cases.csv"), "outcomes.csv": sample("outcomes.csv") });
  const { id } = (await ask("POST", "/imports", form)).body;
  const trying = ask("POST", `/imports/${id}/dry-run`, {});
  await expect.poll(async () => (await ask("GET", `/imports/${id}`)).body.state).toBe("building");
  await ask("DELETE", `/imports/${id}`);
  expect((await trying).body.error.code).toBe("cancelled");
  expect((await ask("POST", `/imports/${id}/bring-back`)).body).toMatchObject({
    state: "waiting",
    dryRun: null,
  });
  expect((await ask("POST", `/imports/${id}/dry-run`, {})).status).toBe(200);
  expect(readdirSync(home.thrownAway)).toEqual([]);
});

test("what was thrown away is erased when its time is over, and when the server ends", async () => {
  const home = openHome(temporaryFolder());
  const sessions = new ImportSessions(home, places.queries, places.importWorker, { keptFor: 50 });
  const request = () => new Request("http://127.0.0.1/", { method: "POST", body: files() });
  const { id } = await sessions.receive(request(), "ann", new Date());
  await sessions.discard(id, "bob", new Date());
  expect(sessions.thrownAway()).toMatchObject([{ id, by: "bob" }]);
  await expect.poll(() => readdirSync(home.thrownAway)).toEqual([]);
  expect(sessions.thrownAway()).toEqual([]);
  await expect(sessions.bringBack(id, new Date())).rejects.toThrow("not kept any more");

  const patient = new ImportSessions(home, places.queries, places.importWorker);
  const second = await patient.receive(request(), "ann", new Date());
  await patient.discard(second.id, "ann", new Date());
  expect(existsSync(join(home.thrownAway, second.id))).toBe(true);
  await patient.close();
  expect(readdirSync(home.thrownAway)).toEqual([]);
});

test("a publish is undone with one click for 24 hours, but never over what somebody else has published since", async () => {
  const clock = { now: new Date("2026-11-02T09:00:00Z") };
  const { home, ask } = await serveHome(temporaryFolder(), { now: () => clock.now });
  const publish = async () => {
    const { id } = (await ask("POST", "/imports", files())).body;
    await ask("POST", `/imports/${id}/dry-run`, { asAt });
    clock.now = new Date(clock.now.getTime() + 60_000);
    return (await ask("POST", `/imports/${id}/publish`)).body.snapshot.id;
  };
  const change = async () => (await ask("GET", "/imports")).body.change;
  expect(await change()).toBeNull();
  const first = await publish();
  expect(await change()).toMatchObject({ snapshot: first, how: "published", undo: null });
  const second = await publish();
  expect(await change()).toEqual({
    snapshot: second,
    how: "published",
    by: expect.stringMatching(/^local:/),
    at: "2026-11-02T09:02:00.000Z",
    undo: { snapshot: first, asAt, until: "2026-11-03T09:02:00.000Z" },
  });
  expect((await ask("POST", `/snapshots/${first}/restore?instead=${second}`)).status).toBe(204);
  expect((await ask("GET", "/health")).body.snapshot).toBe(first);
  expect(await change()).toMatchObject({ snapshot: first, how: "restored", undo: { snapshot: second } });
  expect(entries.at(-1)).toMatchObject({
    action: "alteration",
    what: `POST /api/snapshots/${first}/restore`,
  });

  const third = await publish();
  expect(await ask("POST", `/snapshots/${second}/restore?instead=${first}`)).toMatchObject({
    status: 409,
    body: {
      error: { code: "served-meanwhile", message: expect.stringContaining("Look at what is served now") },
    },
  });
  expect((await ask("GET", "/health")).body.snapshot).toBe(third);
  await removeOldSnapshots(home, 1);
  expect(readdirSync(home.snapshots).sort()).toEqual([first, third].sort());
  clock.now = new Date("2026-11-04T09:00:00Z");
  expect(await change()).toMatchObject({ snapshot: third, undo: null });
});

test("people who may only watch imports cannot undo anything, nor keep choices", async () => {
  const folder = temporaryFolder();
  let person = personWith("importer");
  const { ask } = await serveHome(folder, { identify: () => person });
  const { id } = (await ask("POST", "/imports", files())).body;
  await ask("DELETE", `/imports/${id}`);
  person = personWith("analyst");
  expect((await ask("GET", "/imports")).body.thrownAway).toHaveLength(1);
  expect((await ask("POST", `/imports/${id}/bring-back`)).status).toBe(403);
  expect((await ask("PUT", `/imports/${id}/choices`, { tab: "one" })).status).toBe(403);
  person = personWith("viewer");
  expect((await ask("GET", "/imports")).status).toBe(403);
});
