import { afterAll, beforeAll, expect, test } from "vitest";
import { readComparatorRows } from "../../server/import/read/read-comparators.ts";
import type { Definition } from "../../server/model/definition.ts";
import { loadCatalogue } from "../../server/model/load-kpis.ts";
import { places } from "../../server/places.ts";
import { readReference } from "../../server/reference.ts";
import { openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver } from "../support/app.ts";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { snapshotOf } from "../support/snapshot.ts";

const header = "measure,scope,area,period,value,basis,source,as_at";

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  const crime = { crime_ref: "A1", recorded_date: "2026-01-10", offence_code: "19C", district: "North" };
  snapshot = await snapshotOf({ cases: [crime], outcomes: [], asAt: "2026-04-30" });
});
afterAll(() => snapshot.close());

test("published figures stand beside a KPI only where scope and basis match", async () => {
  const app = appOver(snapshot);
  const read = async (path: string) => (await app.request(`/api/${path}`)).json();
  const rape = await read("kpis/time-to-charge/comparators?scope=rape&district=North");
  expect(rape).toMatchObject({
    kpi: "time-to-charge",
    measure: "median-days-to-charge",
    basis: "C",
    scope: "rape",
  });
  expect(rape.comparators).toHaveLength(6);
  expect(rape.comparators.at(-1)).toMatchObject({
    area: "England and Wales",
    period: "year to September 2023",
    value: 426,
    source: "Home Office, written answer HL2028",
    as_at: "2024-02-13",
    origin: "published",
  });
  const rasso = await read("kpis/time-to-charge/comparators");
  expect(rasso.comparators).toEqual([]);
  expect(rasso.left_out[0]).toMatchObject({ reason: "It is of the scope rape." });
  expect((await read("kpis/time-to-charge/comparators?scope=rape&domestic=yes")).comparators).toEqual([]);
  expect(
    (await read("kpis/victim-withdrawal-within-90-days/comparators?scope=adult-rape")).comparators,
  ).toEqual([]);
  const sentence = async (query: string) => {
    const { tiles } = await read(`flight-deck${query}`);
    const tile = tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === "time-to-charge");
    return tile.comparator;
  };
  expect(await sentence("?scope=rape")).toBe(
    "England and Wales, year to September 2023: 426 days (Home Office, written answer HL2028, 2024-02-13).",
  );
  expect(await sentence("")).toBeNull();
});

test("every published figure is of a measure and basis that a KPI has", () => {
  const { definitions, faults } = loadCatalogue([`${places.queries}/kpis`]);
  expect(faults).toEqual([]);
  const matches = (measure: string, basis: string) =>
    definitions.some((kpi: Definition) => kpi.comparator_measure === measure && kpi.basis === basis);
  const { comparators } = readReference(places.queries);
  expect(comparators.length).toBeGreaterThan(5);
  expect(comparators.filter(({ measure, basis }) => !matches(measure, basis))).toEqual([]);
});

test("a force's own file is taken over whole, and one of another basis is kept and never shown", async () => {
  const home = temporaryFolder();
  const file = fileIn(
    home,
    "similar.csv",
    `${header},note\nmedian-days-to-charge,rasso,"Similar forces, mean",2025/26,310,C,Peer group,2026-06-30,\n` +
      "median-days-to-charge,rasso,Elsewhere,2025/26,200,R,Peer group,2026-06-30,by month recorded\n",
  );
  const { status, stdout } = runImportCommand(home, ["--comparators", file]);
  expect([status, stdout]).toEqual([
    0,
    "2 comparators from similar.csv.\nNever shown: Elsewhere, 2025/26, as no KPI has the measure median-days-to-charge on the basis R.\n",
  ]);
  const app = appOver(snapshot, {}, undefined, openHome(home));
  const answer = await (await app.request("/api/kpis/time-to-charge/comparators")).json();
  expect(answer.comparators).toEqual([
    expect.objectContaining({ area: "Similar forces, mean", value: 310, origin: "imported" }),
  ]);
  expect(answer.left_out).toContainEqual(
    expect.objectContaining({ area: "Elsewhere", reason: "It is not counted by month charged." }),
  );

  const broken = fileIn(home, "broken.csv", `${header}\nx,rasso,A,2025/26,about 300,C,Peers,2026-06-30\n`);
  const refused = runImportCommand(home, ["--comparators", broken]);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("broken.csv, line 2: value must be a number");
  const lost = fileIn(home, "lost.csv", `${header}\nx,rapes,A,2025/26,300,C,Peers,2026-06-30\n`);
  expect(runImportCommand(home, ["--comparators", lost]).stderr).toContain(
    "lost.csv: A, 2025/26 has the scope “rapes”, which is none. Write one of rape, adult-rape, rasso",
  );
  expect((await (await app.request("/api/kpis/time-to-charge/comparators")).json()).comparators).toHaveLength(
    1,
  );
});

test.each([
  ["no column as_at", "measure,scope,area,period,value,basis,source\n", "no column as_at"],
  ["a column too many", `${header},colour\n`, "colour"],
  ["a column twice", `${header},area\n`, "stand twice"],
  ["no rows", `${header}\n`, "no rows"],
  ["a short row", `${header}\na,rasso,b\n`, "line 2: it has 3 fields where the header has 8"],
  ["another basis", `${header}\na,rasso,b,c,1,X,d,2026-01-01\n`, "basis must be one of R, O, C, E, S"],
  ["no scope", `${header}\na,,b,c,1,C,d,2026-01-01\n`, "scope is no name of a scope"],
  ["a percent sign", `${header}\na,rasso,b,c,61%,C,d,2026-01-01\n`, "value must be a number"],
  ["an American date", `${header}\na,rasso,b,c,1,C,d,01/02/2026\n`, "as_at must be a date or a month"],
  ["text after a quote", `${header}\na,rasso,"b"x,c,1,C,d,2026-01-01\n`, "text after a closing quote"],
])("%s is refused with its reason", (_, text, reason) => {
  expect(() => readComparatorRows(text, "given.csv")).toThrow(reason);
});
