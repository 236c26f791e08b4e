import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { type Attacker, attackerIn } from "../../server/attack/start-attack.ts";
import type { AttackTask } from "../../server/attack/task.ts";
import { makePack } from "../../server/commands/make-pack.ts";
import { readArguments } from "../../server/commands/pack-arguments.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { places } from "../../server/places.ts";

import { openHome } from "../../server/store/home.ts";
import { weakened } from "../faults/access-attack.ts";
import { entries } from "../support/app.ts";
import {
  fileIn,
  lastingFolder,
  runImportCommand,
  runPackCommand,
  temporaryFolder,
} from "../support/command.ts";
import { serveHome } from "../support/served-home.ts";
import type { Row } from "../support/snapshot.ts";

const folder = lastingFolder();
const home = join(folder.path, "home");
const settings = settingsSchema.parse({});
/** No settings say this: they can only be stricter than the default. */
const weaker = { ...settings, small_numbers: weakened };

beforeAll(() => importForce("2025-06-30"));
afterAll(folder.remove);

describe("before an external pack leaves the force it is attacked", () => {
  test("and released if no count can be worked out, alone and then with what was released before", async () => {
    const { attacker, tasks } = watched();
    const { ask } = await serveHome(home, { attacker });
    const first = await approved(ask, "2025-04");
    expect(await ask("POST", `/packs/${first}/freeze`, { version: 3 })).toMatchObject({
      status: 200,
      body: { pack: { state: "frozen" } },
    });
    expect(tasks).toMatchObject([{ before: null, dimensions: ["district"] }]);
    importForce("2025-07-31");
    const second = await approved(ask, "2025-05");
    expect(await ask("POST", `/packs/${second}/freeze`, { version: 3 })).toMatchObject({ status: 200 });
    expect(tasks[1]).toMatchObject({ before: tasks[0]?.now, dimensions: ["district"] });
    expect(tasks[1]?.now.snapshot).not.toBe(tasks[0]?.now.snapshot);
  });

  test("and kept back with what to do where one could, as it is: no file, not frozen, and recorded", async () => {
    const { ask } = await serveHome(home, { settings: async () => weaker });
    const id = await approved(ask, "2025-03");
    entries.length = 0;
    const refused = await ask("POST", `/packs/${id}/freeze`, { version: 3 });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "small-numbers" } } });
    const { message } = refused.body.error;
    expect(message).toContain("Leave out the breakdown by district of “Crimes charged”.");
    expect(message.replace("fewer than 10 people", "")).not.toMatch(/\d+ (people|crimes)/);
    expect(await ask("GET", `/packs/${id}`)).toMatchObject({ body: { pack: { state: "approved" } } });
    expect(existsSync(join(home, "documents/frozen-packs", id))).toBe(false);
    expect(await ask("GET", `/packs/${id}/file?format=pdf`)).toMatchObject({ status: 409 });
    expect(entries.map(({ action, what }) => [action, what])).toEqual([
      ["refused", `POST /api/packs/${id}/freeze: small counts could be worked out`],
      ["refused", `GET /api/packs/${id}/file: small counts could be worked out`],
    ]);
  });

  test("so it is by the command; what stays in the force is not", async () => {
    const place = temporaryFolder();
    const out = join(place, "pack.xlsx");
    const words = (audience: string) => [
      ...["--month", "2025-06", "--format", "xlsx", "--out", out, "--audience", audience],
    ];
    const attacker = attackerIn(places.attackWorker);
    const making = { home: openHome(home), settings: weaker, attacker };
    await expect(makePack(readArguments(words("external")), making)).rejects.toMatchObject({ status: 409 });
    const log = readFileSync(join(home, "access/access.jsonl"), "utf8");
    expect(log).toContain("npm run pack, external pack of 2025-06: small counts could be worked out");
    expect((await makePack(readArguments(words("internal")), making)).length).toBeGreaterThan(1000);
    expect(runPackCommand(home, words("external"))).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("a KPI of a force's own that counts what another counts", () => {
  test("is not released until its kpi.json says so, in the words of the refusal", async () => {
    const own = temporaryFolder();
    writeOwnKpi(own, []);
    importForce("2025-06-30", own);
    const { ask } = await serveHome(own);
    const silent = await approved(ask, "2025-04");
    entries.length = 0;
    const refused = await ask("POST", `/packs/${silent}/freeze`, { version: 3 });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "small-numbers" } } });
    const { message } = refused.body.error;
    expect(message).toContain("the numerator of “Recorded again” equals the ");
    expect(message).toContain("in the kpi.json of “recorded-again”");
    expect(entries).toMatchObject([{ action: "refused", what: expect.stringContaining("equal its own") }]);
    const [, relation = ""] = /Add (\{.*\}) to the/.exec(message) ?? [];
    writeOwnKpi(own, [JSON.parse(relation)]);
    importForce("2025-06-30", own);
    const stated = await approved(ask, "2025-05");
    expect(await ask("POST", `/packs/${stated}/freeze`, { version: 3 })).toMatchObject({ status: 200 });
  });
});

describe("an attack that does not end", () => {
  const task = (): AttackTask => ({
    home,
    queries: places.queries,
    before: null,
    now: { snapshot: JSON.parse(readFileSync(join(home, "current.json"), "utf8")).id, rule: weakened },
    dimensions: ["district"],
  });

  test("in time is stopped, and says so; the next begins anew", async () => {
    const attacker = attackerIn(places.attackWorker, 50);
    for (const _ of [1, 2])
      await expect(attacker.attack(task())).rejects.toMatchObject({ status: 503, code: "attack-too-slow" });
  });

  test("is ended when the server stops", async () => {
    const attacker = attackerIn(places.attackWorker);
    const attack = attacker.attack(task());
    setTimeout(attacker.close, 300);
    await expect(attack).rejects.toMatchObject({ status: 503, code: "closing" });
    await expect(attacker.attack(task())).rejects.toMatchObject({ status: 503, code: "closing" });
  });

  test("because its snapshot is gone releases nothing", async () => {
    const attacker = attackerIn(places.attackWorker);
    const gone = { ...task(), now: { ...task().now, snapshot: "none" } };
    await expect(attacker.attack(gone)).rejects.toThrow("ended before it was done");
  });
});

/** A real attacker, and what it was asked. */
function watched(): { attacker: Attacker; tasks: AttackTask[] } {
  const tasks: AttackTask[] = [];
  const attacker = attackerIn(places.attackWorker);
  onTestFinished(attacker.close);
  return {
    tasks,
    attacker: {
      ...attacker,
      attack(task) {
        tasks.push(task);
        return attacker.attack(task);
      },
    },
  };
}

/** An external pack of two KPIs, one of them by district, approved as version 3. */
async function approved(ask: Ask, month: string): Promise<string> {
  const begun = await ask("POST", "/packs", { month, audience: "external" });
  const { state: _, approved: __, frozen: ___, ...text } = begun.body.pack;
  const plain = { headline: "", commentary: "" };
  const kpis = [
    { id: "charges", breakdown: "district", ...plain },
    { id: "attrition", breakdown: null, ...plain },
  ];
  const { id } = begun.body;
  expect(await ask("PUT", `/packs/${id}`, { version: 1, pack: { ...text, kpis } })).toMatchObject({
    status: 200,
  });
  expect(await ask("POST", `/packs/${id}/approve`, { version: 2 })).toMatchObject({ status: 200 });
  return id;
}

type Ask = Awaited<ReturnType<typeof serveHome>>["ask"];

/** Imports a small force as at a day, its first months the same each time. */
function importForce(asAt: string, into = home): void {
  const months = Number(asAt.slice(5, 7)) + 12;
  const { cases, outcomes } = forceRows({ seed: 4, crimesPerMonth: 30, firstMonth: "2024-01", months, asAt });
  const files = [
    ...["--cases", fileIn(folder.path, "cases.csv", csvOf(cases))],
    ...["--outcomes", fileIn(folder.path, "outcomes.csv", csvOf(outcomes))],
  ];
  expect(runImportCommand(into, [...files, "--as-at", asAt]).status).toBe(0);
}

/** A KPI in the folder of the force that counts the recorded crimes again, with these relations. */
function writeOwnKpi(own: string, relations: object[]): void {
  const folder = join(own, "kpis/recorded-again");
  cpSync(join(places.queries, "kpis/recorded-crimes"), folder, { recursive: true });
  const json = join(folder, "kpi.json");
  const said = JSON.parse(readFileSync(json, "utf8"));
  writeFileSync(json, JSON.stringify({ ...said, title: "Recorded again", relations }));
}

function csvOf(rows: Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (texts: string[]) => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? "")))].join("\n");
}
