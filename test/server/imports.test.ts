import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ImportSessions } from "../../server/import/import-sessions.ts";
import { places } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { entries } from "../support/app.ts";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { asAt, cases, outcomes } from "../support/import-files.ts";
import { formOf, serveHome } from "../support/served-home.ts";

const ownCases = [
  "Occurrence Ref;Dt Rec;Offence Desc;LPA",
  ...Array.from({ length: 30 }, (_, n) => `A${n};0${1 + (n % 9)}/01/2026;Rape â€“ woman 16+;North`),
].join("\n");
const ownOutcomes = [
  "Occurrence Ref,Disposal,Disp Dt",
  "A1,b. Charged/summonsed (OC1),20/02/2026",
  ...Array.from(
    { length: 24 },
    (_, n) => `A${n + 2},Suspect identified - victim does not support,21/02/2026`,
  ),
  '"=cmd|x",16,21/02/2026',
].join("\n");

test("an import that nobody goes on with is thrown away, and the next may begin", async () => {
  const home = openHome(temporaryFolder());
  const sessions = new ImportSessions(home, places.queries, places.importWorker, { waitsFor: 50 });
  const request = () =>
    new Request("http://127.0.0.1/", { method: "POST", body: formOf({ "cases.csv": cases }) });
  const waiting = await sessions.receive(request(), "First Analyst", new Date());
  const ended = new Promise((resolve) =>
    sessions.watch(waiting.id, ({ event }) => event === "end" && resolve(event)),
  );
  await ended;
  expect(sessions.current()).toBeNull();
  expect(readdirSync(home.building)).toEqual([]);
  expect((await sessions.receive(request(), "Second Analyst", new Date())).by).toBe("Second Analyst");
  await sessions.close();
});

test("an export with a force's own words is recognised, mapped, tried, published, and read by the same mapping next time", async () => {
  const { home, url, ask } = await serveHome(temporaryFolder());
  const { status, body: received } = await ask(
    "POST",
    "/imports",
    formOf({ "b outcomes.csv": ownOutcomes, "a cases.csv": ownCases }),
  );
  expect(status).toBe(201);
  const [second, first] = received.files;
  expect(first).toMatchObject({ name: "a cases.csv", role: "cases", delimiter: ";", rows: 30, missing: [] });
  expect(second).toMatchObject({ name: "b outcomes.csv", role: "outcomes", delimiter: ",", rows: 26 });
  const columnsOf = (file: { columns: { header: string; column: string }[] }) =>
    Object.fromEntries(file.columns.map(({ header, column }) => [header, column]));
  expect(columnsOf(first)).toEqual({
    "Occurrence Ref": "crime_ref",
    "Dt Rec": "recorded_date",
    "Offence Desc": "offence_text",
    LPA: "district",
  });
  expect(first.columns[3]).toMatchObject({ samples: ["North"], mapped: false });
  expect(second.texts).toMatchObject([
    {
      kind: "outcome",
      text: "Suspect identified - victim does not support",
      rows: 24,
      code: "16",
      read: false,
    },
    { kind: "outcome", text: "b. Charged/summonsed (OC1)", rows: 1, code: "1", confidence: 0.99 },
    { kind: "outcome", text: "16", rows: 1, code: "16", read: true },
  ]);
  expect(first.texts).toMatchObject([{ kind: "offence", text: "Rape â€“ woman 16+", rows: 30 }]);

  const value = {
    columns: { cases: columnsOf(first), outcomes: columnsOf(second) },
    codes: {
      offence: { "Rape - woman 16+": "19C" },
      outcome: Object.fromEntries(
        second.texts.slice(0, 2).map(({ text, code }: Record<string, string>) => [text, code]),
      ),
    },
  };
  expect((await ask("PUT", "/mappings/niche-monthly", { over: 0, value })).body).toMatchObject({
    version: 1,
  });
  expect((await ask("PUT", "/mappings/niche-monthly", { over: 0, value })).status).toBe(409);
  expect((await ask("GET", "/mappings")).body.mappings).toMatchObject([
    { name: "niche-monthly", version: 1 },
  ]);

  const events = watch(`${url}/api/imports/${received.id}/events`);
  const named = { mappingName: "niche-monthly", asAt };
  const tried = await ask("POST", `/imports/${received.id}/dry-run`, named);
  expect(tried.status).toBe(200);
  expect(tried.body).toMatchObject({
    ok: true,
    files: [
      { name: "a cases.csv", read: 30, accepted: 30, repeated: 0, rejected: 0 },
      { name: "b outcomes.csv", read: 26, accepted: 25, repeated: 0, rejected: 1 },
    ],
    changes: { against: null, rows: [{ role: "cases", before: null, after: 30 }, { after: 26 }] },
  });
  expect(tried.body.problems[0]).toMatchObject({
    check: "no-such-crime",
    count: 1,
    examples: [expect.anything()],
  });
  const withdrawn = tried.body.changes.kpis.find(({ id }: { id: string }) => id === "victim-withdrawal");
  expect(withdrawn).toMatchObject({
    served: null,
    again: null,
    newest: { month: "2026-02", numerator: 24, denominator: 25, value: 0.96 },
    moved: { months: 0, of: 0 },
  });
  expect((await ask("GET", "/health")).body.snapshot).toBeNull();
  const rejected = await ask("GET", `/imports/${received.id}/rejected.csv`);
  expect(rejected.text).toBe(
    `file,line,column,rule,reason,raw\r\nb outcomes.csv,27,crime_ref,no-such-crime,no such crime,"""=cmd|x"",16,21/02/2026"\r\n`,
  );

  const published = await ask("POST", `/imports/${received.id}/publish`);
  expect(published.status).toBe(200);
  expect((await ask("GET", "/health")).body.snapshot).toBe(tried.body.snapshot.id);
  const seen = await events;
  expect(seen.map(({ event }) => event)).toContain("progress");
  expect(seen.at(-1)).toEqual({ event: "end", data: { outcome: "published" } });
  expect(readdirSync(home.building)).toEqual([]);
  const { snapshots, current } = (await ask("GET", "/imports")).body;
  expect(current).toBeNull();
  expect(snapshots).toMatchObject([
    { id: tried.body.snapshot.id, served: true, mapping: "niche-monthly", override: null, crimes: 30 },
  ]);
  expect(snapshots[0].by).toMatch(/^local:/);
  expect((await ask("GET", `/imports/${snapshots[0].id}/rejected.csv`)).text).toBe(rejected.text);
  expect(entries.filter(({ what }) => what.endsWith("rejected.csv"))).toMatchObject([
    { action: "disclosure", rows: 1, what: `GET /api/imports/${received.id}/rejected.csv` },
    { action: "disclosure", rows: 1, snapshot: snapshots[0].id },
  ]);

  const folder = temporaryFolder();
  const again = runImportCommand(home.folder, [
    "--cases",
    fileIn(folder, "c.csv", ownCases),
    "--outcomes",
    fileIn(folder, "o.csv", ownOutcomes),
    "--as-at",
    asAt,
    "--mapping",
    "niche-monthly",
    "--json",
  ]);
  expect(JSON.parse(again.stdout)).toMatchObject({
    ok: true,
    files: [{ accepted: 30 }, { accepted: 25, rejected: 1 }],
  });
});

test("next month's files are read by the saved mapping whose headers they have, which is named; by none that reads another header", async () => {
  const { ask } = await serveHome(temporaryFolder());
  const cases = { "Occurrence Ref": "crime_ref", "Dt Rec": "recorded_date", "Offence Desc": "offence_text" };
  const save = (name: string, columns: object) =>
    ask("PUT", `/mappings/${name}`, {
      over: 0,
      value: { columns, codes: { offence: { "Rape - woman 16+": "19C" } } },
    });
  await save("other-force", { cases: { ...cases, Ward: "district" } });
  await save("few-columns", { cases: { "Occurrence Ref": "crime_ref" } });
  await save("monthly", { cases: { ...cases, LPA: null }, outcomes: { disposal: "outcome_code" } });
  const files = formOf({ "c.csv": ownCases, "o.csv": ownOutcomes });
  const { body } = await ask("POST", "/imports", files);
  expect(body).toMatchObject({ fitting: { name: "monthly" }, mappingName: "monthly" });
  expect(body.fitting.savedBy).toMatch(/^local:/);
  expect(body.files[0].columns).toMatchObject([
    { column: "crime_ref", mapped: true },
    { column: "recorded_date" },
    { column: "offence_text" },
    { header: "LPA", column: null, mapped: true },
  ]);
  expect(body.files[0].texts).toMatchObject([{ code: "19C", mapped: true }]);
  await ask("DELETE", `/imports/${body.id}`);
  const renamed = ownCases.replace("Offence Desc", "Offence Text").replace("Occurrence Ref", "Occ Ref");
  const { body: other } = await ask("POST", "/imports", formOf({ "c.csv": renamed, "o.csv": ownOutcomes }));
  expect(other).toMatchObject({ fitting: null, mappingName: null });
});

test("a column of names of people is refused by name; flags in words are offered yes and no, and blanks stay blank", async () => {
  const { ask } = await serveHome(temporaryFolder());
  const rows = Array.from({ length: 30 }, (_, n) => {
    const da = n % 3 === 0 ? "DA" : "";
    const known = n % 2 === 0 ? "Known" : "Not known";
    return `A${n},0${1 + (n % 9)}/01/2026,19C,Jane Doe,PC Ann Other,${known},${da},Current partner`;
  });
  const header =
    "crime_ref,recorded_date,offence_code,victim name,oic,Susp ID?,DA Marker,Victim Relationship";
  const { body } = await ask("POST", "/imports", formOf({ "c.csv": [header, ...rows].join("\n") }));
  const [file] = body.files;
  const refused = file.columns.filter(({ refused }: { refused: string | null }) => refused !== null);
  expect(refused).toMatchObject([
    { header: "victim name", column: null, refused: "it holds names of people" },
    { header: "oic", column: null, refused: "it holds names of people" },
  ]);

  const mapping = {
    columns: {
      cases: { "Susp ID?": "suspect_identified", "DA Marker": "domestic", "victim name": "victim_key" },
    },
  };
  const { body: mapped } = await ask("POST", `/imports/${body.id}/recognise`, { mapping });
  expect(mapped.files[0].columns[3]).toMatchObject({ column: null, refused: "it holds names of people" });
  const texts = mapped.files[0].texts.map(
    ({ column, text, rows: count, read, code }: Record<string, unknown>) => [column, text, count, read, code],
  );
  expect(texts).toEqual([
    ["suspect_identified", "Known", 15, false, "yes"],
    ["domestic", "DA", 10, false, "yes"],
    ["offence_code", "19C", 30, true, "19C"],
    ["domestic", "", 20, true, null],
    ["suspect_identified", "Not known", 15, true, "unknown"],
  ]);
});

test("one import runs at a time: a second is told so over HTTP and on the command line, until the first is thrown away", async () => {
  const { home, ask } = await serveHome(temporaryFolder());
  const files = formOf({ "c.csv": cases, "o.csv": outcomes });
  const { id } = (await ask("POST", "/imports", files)).body;
  expect(await ask("POST", "/imports", files)).toMatchObject({
    status: 409,
    body: { error: { code: "import-running" } },
  });
  const words = ["--cases", fileIn(home.folder, "c.csv", cases), "--outcomes"];
  words.push(fileIn(home.folder, "o.csv", outcomes), "--as-at", asAt);
  const refused = runImportCommand(home.folder, words);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("One import runs at a time");
  expect((await ask("GET", "/imports")).body.current).toMatchObject({ id, state: "waiting" });
  expect((await ask("DELETE", `/imports/${id}`)).status).toBe(204);
  expect(readdirSync(home.building)).toEqual([]);
  expect((await ask("GET", `/imports/${id}`)).status).toBe(404);
  expect(runImportCommand(home.folder, words).status).toBe(0);
});

test("an import is cancelled in the middle of its dry run: the child is killed and nothing is left behind", async () => {
  const { home, url, ask } = await serveHome(temporaryFolder());
  const sample = (name: string) => readFileSync(join(places.sample, name), "utf8");
  const files = formOf({ "cases.csv": sample("cases.csv"), "outcomes.csv": sample("outcomes.csv") });
  const { id } = (await ask("POST", "/imports", files)).body;
  const events = watch(`${url}/api/imports/${id}/events`, async ({ event }) => {
    if (event === "progress") await ask("DELETE", `/imports/${id}`);
  });
  const tried = await ask("POST", `/imports/${id}/dry-run`, {});
  expect(tried).toMatchObject({ status: 409, body: { error: { code: "cancelled" } } });
  expect((await events).at(-1)).toEqual({ event: "end", data: { outcome: "discarded" } });
  expect(readdirSync(home.building)).toEqual([]);
  expect(readdirSync(home.snapshots)).toEqual([]);
  expect((await ask("POST", "/imports", formOf({ "c.csv": cases }))).status).toBe(201);
});

type Event = { event: string; data: unknown };

/** Every event that the server sends until it ends the stream. */
async function watch(
  url: string,
  onEvent: (event: Event) => void | Promise<void> = () => undefined,
): Promise<Event[]> {
  const response = await fetch(url);
  const events: Event[] = [];
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const whole = text.split("\n\n");
    text = whole.pop() ?? "";
    for (const each of whole) {
      const [, event = "", data = ""] = /^event: (.*)\ndata: (.*)$/m.exec(each) ?? [];
      events.push({ event, data: JSON.parse(data) });
      await onEvent({ event, data });
    }
  }
  return events;
}
