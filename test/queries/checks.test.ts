import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { places } from "../../server/places.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

type Input = Parameters<typeof snapshotOf>[0];

const asAt = "2026-10-31";

/** Every seventh day of a year. */
const daysOfYear = Array.from({ length: 52 }, (_, week) =>
  new Date(Date.UTC(2025, 0, 1 + week * 7)).toISOString().slice(0, 10),
);

/** The midnight with which one of these days begins in Britain, as a clock in UTC shows it, without saying so. */
function utcMidnight(week: number): string {
  const day = new Date(`${daysOfYear[week]}T00:00:00Z`);
  const name = day.toLocaleString("en-GB", { timeZone: "Europe/London", timeZoneName: "short" });
  const shown = new Date(day.getTime() - (name.endsWith("BST") ? 3_600_000 : 0));
  return shown.toISOString().slice(0, 19).replace("T", " ");
}

/** For each check, rows in which it finds something, what it then shows, and rows so like them in which it must not. */
const proofs: Record<
  string,
  { fires: Partial<Input>; found: string[]; says?: RegExp; silent: Partial<Input> }
> = {
  "before-the-data": {
    fires: { cases: [crime("OLD", { recorded_date: "01/01/2015" }), ...crimesIn(["2026-01"], 30)] },
    found: ["OLD, recorded 01/01/2015"],
    silent: {
      cases: [
        crime("OLD", { recorded_date: "01/01/2015", cancelled_code: "C1" }),
        ...crimesIn(["2025-09", "2026-01"], 30),
      ],
    },
  },
  "cancelled-with-outcome": {
    fires: { cases: [crime("A", { cancelled_code: "C3" })], outcomes: [outcome("A", "16")] },
    found: ["C3 with outcome 16: A"],
    silent: {
      cases: [crime("A", { cancelled_code: "C3" }), crime("B")],
      outcomes: [outcome("A", "0"), outcome("B", "16")],
    },
  },
  "charged-again": {
    fires: {
      cases: [crime("A"), crime("B"), crime("C"), crime("D")],
      outcomes: [
        outcome("A", "1", "01/02/2026"),
        outcome("A", "0", "02/02/2026"),
        outcome("A", "1", "03/02/2026"),
        outcome("B", "1", "01/02/2026", { suspect_key: "S1" }),
        outcome("B", "16", "03/02/2026", { suspect_key: "S1" }),
        outcome("B", "1", "02/02/2026", { suspect_key: "S2" }),
      ],
    },
    found: ["A", "B"],
    silent: {
      cases: [crime("A"), crime("B"), crime("C")],
      outcomes: [
        outcome("A", "1", "01/02/2026"),
        outcome("A", "1", "03/02/2026"),
        outcome("B", "1", "01/02/2026", { suspect_key: "S1" }),
        outcome("B", "16", "03/02/2026", { suspect_key: "S2" }),
        outcome("C", "1", "01/02/2026"),
        outcome("C", "16", "03/02/2026"),
      ],
    },
  },
  "charges-kept": {
    fires: {
      chargeStands: true,
      cases: [crime("A"), crime("B")],
      outcomes: [
        outcome("A", "1", "01/02/2026"),
        outcome("A", "16", "02/02/2026"),
        outcome("B", "1", "01/02/2026"),
      ],
    },
    found: ["A"],
    silent: {
      cases: [crime("A"), crime("B")],
      outcomes: [
        outcome("A", "1", "01/02/2026"),
        outcome("A", "16", "02/02/2026"),
        outcome("B", "1", "01/02/2026", { suspect_key: "S1" }),
        outcome("B", "16", "02/02/2026", { suspect_key: "S2" }),
      ],
    },
  },
  "conflicting-repeats": {
    fires: {
      cases: [
        crime("A", { district: "North", suspect_identified: "", early_advice_date: "" }),
        crime("A", { district: "North", offence_code: "20A", victim_key: "V2" }),
        crime("A", { suspect_identified: "yes", early_advice_date: "20/01/2026" }),
        crime("B"),
        crime("B", { recorded_date: "02/01/2026", district: "South" }),
      ],
    },
    found: [
      "district in 2 rows, first of A",
      "early_advice_date in 1 row, first of A",
      "offence_code in 1 row, first of A",
      "recorded_date in 1 row, first of B",
      "suspect_identified in 1 row, first of A",
    ],
    silent: {
      cases: [crime("A", { victim_key: "V1" }), crime("A", { victim_key: "V2", offence_code: "019c" })],
    },
  },
  "default-dates": {
    fires: {
      cases: [crime("A", { early_advice_date: "01/01/1900", submission_date: "31/12/9999" })],
      outcomes: [outcome("A", "16", "never")],
    },
    says: /such as “01\/01\/1900”/,
    found: ["early_advice_date: “01/01/1900”", "outcome_date: “never”", "submission_date: “31/12/9999”"].map(
      (found) => `1 of ${found}`,
    ),
    silent: { cases: [crime("A", { early_advice_date: "02/01/2026", submission_date: "unknown" })] },
  },
  "early-advice-before-recorded": {
    fires: { cases: [crime("A", { early_advice_date: "31/12/2025" })] },
    found: ["A"],
    silent: { cases: [crime("A", { early_advice_date: "01/01/2026" })] },
  },
  "fewer-rows": {
    fires: { cases: [crime("A")], outcomes: [outcome("A", "0")], previousRows: { cases: 2, outcomes: 1 } },
    found: ["cases: 1 rows, 2 in the last snapshot"],
    silent: { cases: [crime("A")], previousRows: { cases: 1, outcomes: 0 } },
  },
  "garbled-labels": {
    fires: { cases: [crime("A", { district: "St Oswinâ€™s" }), crime("B", { team: "CafÃ©" })] },
    found: ["“CafÃ©” in team", "“St Oswinâ€™s” in district"],
    silent: { cases: [crime("A", { district: "St Oswin’s" }), crime("B", { team: "Café Â" })] },
  },
  "look-alike-references": {
    fires: { cases: [crime("ab1"), crime("AB1"), crime("0042")], outcomes: [outcome("42", "1")] },
    says: /only in capital letters, leading zeros or signs, such as “42”/,
    found: ["“42” of the outcomes files and “0042”", "“ab1” of the cases files and “AB1”"],
    silent: { cases: [crime("ab1"), crime("AB2"), crime("042")], outcomes: [outcome("ab1", "1")] },
  },
  "months-missing": {
    fires: { cases: crimesIn(["2026-01", "2026-02", "2026-04", "2026-05", "2026-09", "2026-10"], 12) },
    found: ["March", "June", "July", "August"].map((month) => `no crime recorded in ${month} 2026`),
    silent: {
      cases: crimesIn(["2026-05", "2026-06", "2026-08", "2026-09"], 8),
      outcomes: [outcome("2026-05/0", "16", "01/06/2026")],
    },
  },
  "no-such-crime": {
    fires: { cases: [crime("A"), crime("", {})], outcomes: [outcome("a", "1"), outcome("B", "")] },
    found: ["1 of a", "0 of B"],
    silent: { cases: [crime("A")], outcomes: [outcome("A", "1")] },
  },
  "open-without-event": {
    fires: { cases: [crime("A", { recorded_date: "30/10/2024" })] },
    found: ["A, recorded 30/10/2024"],
    silent: {
      cases: [
        crime("A", { recorded_date: "31/10/2024" }),
        crime("B", { recorded_date: "01/01/2020" }),
        crime("C", { recorded_date: "01/01/2020", cancelled_code: "C1" }),
      ],
      outcomes: [outcome("B", "0", "")],
    },
  },
  "outcome-after-as-at": {
    fires: { cases: [crime("A", { outcome_code: "16", outcome_date: "01/11/2026" })] },
    found: ["16 of A"],
    silent: { cases: [crime("A", { outcome_code: "16", outcome_date: "31/10/2026" })] },
  },
  "outcome-before-recorded": {
    fires: { cases: [crime("A")], outcomes: [outcome("A", "18", "31/12/2025")] },
    found: ["18 of A"],
    silent: { cases: [crime("A")], outcomes: [outcome("A", "18", "01/01/2026")] },
  },
  "outcomes-disagree": {
    fires: { cases: [crime("A", { outcome_code: "16" }), crime("A", { outcome_code: "1" }), crime("B")] },
    found: ["A: 1, 16"],
    silent: { cases: [crime("A", { outcome_code: "16" }), crime("A", { outcome_code: "016" }), crime("A")] },
  },
  "outcomes-of-nobody": {
    fires: {
      cases: [crime("A"), crime("B")],
      outcomes: [
        outcome("A", "0"),
        outcome("A", "16", "01/02/2026", { suspect_key: "S1" }),
        outcome("B", "0"),
        outcome("B", "16"),
      ],
    },
    found: ["0 of A"],
    silent: { cases: [crime("A")], outcomes: [outcome("A", "16", "01/02/2026", { suspect_key: "S1" })] },
  },
  "replaced-charges": {
    fires: {
      cases: [crime("A"), crime("B")],
      outcomes: [
        outcome("A", "1", "01/03/2026"),
        outcome("A", "16", "01/04/2026"),
        outcome("B", "1A", "01/03/2026"),
        outcome("B", "0", "01/04/2026"),
      ],
    },
    found: ["A: charged, then 16", "B: charged, then 0"],
    silent: {
      cases: [crime("A")],
      outcomes: [outcome("A", "16", "01/03/2026"), outcome("A", "1", "01/04/2026")],
    },
  },
  "rows-per-crime": {
    fires: {
      cases: [
        crime("A", { victim_key: "V1", suspect_key: "S1" }),
        crime("B", { victim_key: "V2", suspect_key: "S2" }),
        crime("A", { victim_key: "V1", suspect_key: "S3" }),
        crime("B", { victim_key: "V4", suspect_key: "S2" }),
        crime("A", { victim_key: "V1", suspect_key: "N/A" }),
        crime("C", { victim_key: "V5" }),
      ],
    },
    found: ["A: 3 rows", "B: 2 rows"],
    silent: { cases: [crime("A", { victim_key: "V1" }), crime("A", { victim_key: " V1" }), crime("A")] },
  },
  "shared-references": {
    fires: {
      cases: [
        crime("A", { force: "North" }),
        crime("A", { force: "South" }),
        crime("B", { force: "North" }),
        crime("B", { force: "" }),
      ],
    },
    found: ["A: North, South"],
    silent: { cases: [crime("A", { force: "North" }), crime("A", { force: "North" }), crime("A")] },
  },
  "suspect-not-dated": {
    fires: {
      cases: [
        crime("A", { suspect_identified_date: "" }),
        crime("B", { suspect_identified_date: "02/03/2026" }),
        crime("C", { suspect_identified_date: "01/03/2026" }),
      ],
      outcomes: [outcome("A", "16"), outcome("B", "16"), outcome("C", "16")],
    },
    found: ["16 of A", "16 of B"],
    silent: {
      cases: [
        crime("A", { suspect_identified_date: "01/03/2026" }),
        crime("B", { suspect_identified_date: "", submission_date: "01/03/2026" }),
        crime("C", { suspect_identified_date: "" }),
        crime("D", { suspect_identified_date: "" }),
      ],
      outcomes: [outcome("A", "16"), outcome("B", "16"), outcome("C", "14"), outcome("D", "15")],
    },
  },
  "suspect-unknown": {
    fires: { cases: [crime("A", { suspect_identified: "" }), crime("B", { suspect_identified: "yes" })] },
    found: ["A"],
    silent: { cases: [crime("A", { suspect_identified: "no" })] },
  },
  "undated-closures": {
    fires: {
      cases: [crime("A"), crime("B")],
      outcomes: [outcome("A", "16", ""), outcome("B", "1", "01/12/2025")],
    },
    found: ["A", "B"],
    silent: {
      cases: [crime("A"), crime("B")],
      outcomes: [outcome("A", "1", "", { charge_date: "01/02/2026" }), outcome("B", "Filed")],
    },
  },
  "unexpected-outcomes": {
    fires: {
      cases: ["2", "3", "6", "7", "8", "19", "22"].map((code) => crime(`A${code}`)),
      outcomes: ["2", "3", "6", "7", "8", "19", "22"].map((code) => outcome(`A${code}`, code)),
    },
    found: ["2 of A2", "3 of A3", "6 of A6", "7 of A7", "8 of A8"],
    silent: {
      cases: [crime("A"), crime("B", { offence_code: "88E" })],
      outcomes: [outcome("A", "16"), outcome("B", "8")],
    },
  },
  "unknown-cancelled-codes": {
    fires: { cases: [crime("A", { cancelled_code: "C9" })] },
    found: ["C9 of A"],
    silent: { cases: [crime("A", { cancelled_code: "c4" }), crime("B", { cancelled_code: "N100/2" })] },
  },
  "unknown-outcomes": {
    fires: {
      cases: [crime("A"), crime("B")],
      outcomes: [outcome("A", "Filed"), outcome("B", "X1", "01/02/2026"), outcome("B", "16")],
    },
    found: ["“FILED” of A", "“X1” of B"],
    silent: {
      cases: [crime("A"), crime("B"), crime("C")],
      outcomes: [outcome("A", "99"), outcome("B", "1a"), outcome("C", "Charged or summonsed")],
    },
  },
  "unmapped-offences": {
    fires: { cases: [crime("A", { offence_code: "11A" })] },
    found: ["11A of A"],
    silent: { cases: [crime("A", { offence_code: "88e" })] },
  },
  "unmapped-outcomes": {
    fires: { cases: [crime("A")], outcomes: [outcome("A", "99")] },
    found: ["99 of A"],
    silent: {
      cases: [crime("A"), crime("B")],
      outcomes: [outcome("A", "016"), outcome("B", "Filed")],
    },
  },
  "unreadable-values": {
    fires: { cases: [crime("A", { victim_age: "old", domestic: "perhaps" })] },
    found: ["victim_age of A", "domestic of A"],
    silent: { cases: [crime("A", { victim_age: "N/A", domestic: "no" })] },
  },
  "utc-midnights": {
    fires: { cases: daysOfYear.map((_, n) => crime(`A${n}`, { recorded_date: utcMidnight(n) })) },
    found: ["recorded_date of the cases files"],
    says: /such as “2025-0[4-9]-\d\d 23:00:00”/,
    silent: {
      cases: daysOfYear.map((day, n) =>
        crime(`A${n}`, {
          recorded_date: `${utcMidnight(n)}Z`,
          reported_date: `${day} 23:00`,
          offence_date: n === 0 ? `${day} 10:00` : utcMidnight(n),
        }),
      ),
    },
  },
  "volume-jump": {
    fires: {
      cases: [...crimesIn(["2025-08", "2025-09", "2025-10"], 10), ...crimesIn(["2026-08", "2026-09"], 40)],
    },
    found: ["the whole force: 80 crimes, 30 a year before", "North: 80 crimes, 30 a year before"],
    silent: {
      cases: [...crimesIn(["2025-08", "2025-09", "2025-10"], 10), ...crimesIn(["2026-08", "2026-09"], 26)],
    },
  },
};

describe.each(Object.entries(proofs))("the check %s", (name, { fires, found, says = /\d/, silent }) => {
  test("finds what is wrong, with examples and the number in words", async () => {
    const check = await checkOver(name, fires);
    expect(check?.examples).toEqual(found.slice(0, 5));
    expect(check?.count).toBeGreaterThan(0);
    expect(check?.message).toMatch(says);
    expect(check?.message).not.toMatch(/[{}[\]|]/);
  });

  test("says that it passed where nothing is wrong", async () => {
    expect(await checkOver(name, silent)).toMatchObject({
      count: 0,
      examples: [],
      message: expect.not.stringMatching(/[{}[\]|]/),
    });
  });
});

test("every check is proved, and names only KPIs that there are", async () => {
  const names = readdirSync(join(places.queries, "checks")).map((file) => file.replace(/\.sql$/, ""));
  expect(names).toEqual(Object.keys(proofs));
  const kpis = readdirSync(join(places.queries, "kpis"));
  const checks = await checksOver({
    cases: [crime("A", { suspect_identified: "", suspect_identified_date: "", early_advice_date: "" })],
  });
  expect(checks.map(({ check }) => check)).toEqual(names);
  for (const { kpis: affected } of checks) expect(kpis).toEqual(expect.arrayContaining(affected));
});

test("says how many rows were put together into how many crimes, and by which keys", async () => {
  expect((await checkOver("rows-per-crime", proofs["rows-per-crime"]?.fires ?? {}))?.message).toBe(
    "6 rows are 3 crimes: up to 3 rows a crime, by victim and suspect keys. Each crime counts once, with the values of its first row.",
  );
});

test("a check whose column the files lack says nothing, not even that it passed", async () => {
  expect(await checkOver("suspect-unknown", { cases: [crime("A")] })).toBeUndefined();
});

async function checkOver(name: string, input: Partial<Input>) {
  return (await checksOver(input)).find(({ check }) => check === name);
}

async function checksOver(input: Partial<Input>) {
  const snapshot = await snapshotOf({ cases: [], outcomes: [], asAt, kpiFolders: [], ...input });
  snapshot.close();
  return snapshot.manifest.checks;
}

function crime(crime_ref: string, more: Row = {}): Row {
  return { crime_ref, recorded_date: "01/01/2026", offence_code: "19C", ...more };
}

function outcome(crime_ref: string, outcome_code: string, outcome_date = "01/03/2026", more: Row = {}): Row {
  return { crime_ref, outcome_code, outcome_date, ...more };
}

/** So many crimes in each of the months, all in the district North. */
function crimesIn(months: string[], each: number): Row[] {
  return months.flatMap((month) =>
    Array.from({ length: each }, (_, number) =>
      crime(`${month}/${number}`, { recorded_date: `${month}-15`, district: "North" }),
    ),
  );
}
