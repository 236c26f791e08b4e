import type { Changes, Kpi, Limits, Point, Snapshot, Tile, Verdict } from "../../web/types.ts";

/** Answers of the API in small, for tests of what is drawn from them. */

export function givenKpi(changes: Partial<Kpi> = {}): Kpi {
  return {
    id: "victim-withdrawal",
    title: "Victim does not support further action",
    counts: "crimes",
    words: { one: "crime", many: "crimes" },
    family: "victim-support",
    kind: "share",
    unit: "share",
    better: "lower",
    basis: "R",
    basis_title: "month recorded",
    matures_after_days: 90,
    ramp_up_months: 0,
    definition: "Of the crimes recorded in the month, the share closed with outcome 14 or 16.",
    numerator: "Crimes closed with outcome 14 or 16",
    denominator: "Crimes recorded in the month",
    traps: ["A victim’s choice not to support is not a failure of the victim."],
    settings: {},
    source: "Crime system export",
    owner: "RASSO performance lead",
    reviewed_on: "2026-11-24",
    headline: true,
    flight_deck_ref: "",
    changelog: [],
    query: "select 1",
    comparator_measure: null,
    version: { hash: "1a2b3c4d", reviewed_on: "2026-11-24", changed_on: null },
    pending: null,
    available: true,
    reason: null,
    ...changes,
  };
}

export function givenPoint(month: string, changes: Partial<Point> = {}): Point {
  return {
    month,
    split: null,
    numerator: 54,
    denominator: 154,
    value: 54 / 154,
    p75: null,
    p90: null,
    undated: 0,
    mature: true,
    ramp_up: false,
    complete: true,
    suppressed: false,
    parts: null,
    spc: null,
    ...changes,
  };
}

export const limits: Limits = { mean: 0.446, lower: 0.336, upper: 0.557, from: "2024-11" };

const values = [
  44, 46, 43, 45, 52, 41, 47, 45, 46, 42, 48, 44, 43, 46, 57, 38, 37, 39, 36, 38, 37, 35, 34, 33,
];

/** Two years with limits; the last `maturing` months have not aged, and the run before them lies below the average. */
export function givenYears(maturing = 0): Point[] {
  return values.map((percent, index) => {
    const month = `${2024 + Math.floor((index + 10) / 12)}-${String(((index + 10) % 12) + 1).padStart(2, "0")}`;
    const mature = index < values.length - maturing;
    const signal = index === 14 ? "outside" : index > 14 ? "shift" : "none";
    const { mean, lower, upper } = limits;
    return givenPoint(month, {
      numerator: percent,
      denominator: 100,
      value: percent / 100,
      mature,
      spc: mature
        ? { mean, lower, upper, signal, direction: index === 14 ? "up" : index > 14 ? "down" : null }
        : null,
    });
  });
}

export const improvement: Verdict = {
  variation: "improvement",
  signal: "shift",
  direction: "down",
  month: "2026-10",
  since: "2026-02",
  months: 9,
  assurance: "hit-and-miss",
  words: "9 months below average",
  reading: "Below average for 9 months running. Latest 33.0%; average was 44.6%.",
};

/** One measure named as changed, another compared and quiet. */
export const givenChanges: Changes = {
  rule: "A measure is named here only by the rule.",
  signals: [
    {
      kpi: "victim-withdrawal",
      since: "2026-02",
      month: "2026-10",
      months: 9,
      variation: "improvement",
      direction: "down",
      sentence:
        "Lower over 9 months (Feb to Oct 2026): 36.3%, against 45.4% in the 15 months before. Latest 33.0%.",
      rank: 1,
    },
  ],
  quiet: ["charges"],
};

export const nothingCompared: Changes = { rule: givenChanges.rule, signals: [], quiet: [] };

export function givenTile(changes: Partial<Tile> = {}): Tile {
  const points = givenYears();
  return {
    kpi: givenKpi(),
    latest: points.at(-1) ?? null,
    points,
    maturing: 0,
    limits,
    verdict: improvement,
    target: 0.4,
    comparator: null,
    error: null,
    ...changes,
  };
}

export function givenSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const one: string[] = ["unknown"];
  return {
    id: "2026-11-02-7f3a9c",
    asAt: "2026-10-31",
    importedAt: "2026-11-02T09:14:00Z",
    lastCompleteMonth: "2026-10",
    firstMonth: "2021-11",
    begins: { isSet: false, crimesBefore: 0 },
    synthetic: true,
    force: "Avonshire Constabulary (synthetic)",
    notice: null,
    marking: "OFFICIAL-SENSITIVE",
    handling: "Not for onward release",
    files: [
      {
        role: "cases",
        name: "cases.csv",
        sha256: "ab".repeat(32),
        read: 100,
        accepted: 95,
        repeated: 2,
        rejected: 3,
      },
    ],
    scopes: ["rape", "rasso", "all"],
    dimensions: {
      force: one,
      district: ["North", "South", "East"],
      team: one,
      offence: one,
      victim_age_band: one,
      victim_sex: one,
      relationship: one,
      domestic: ["yes", "no", "unknown"],
      non_recent: one,
      suspect_identified: one,
    },
    units: [
      {
        id: "crimes",
        one: "crime",
        many: "crimes",
        is_followed: true,
        dimensions: [
          { name: "district", title: "District", is_place: true, whole: "Whole force", is_holder: false },
          { name: "team", title: "Team", is_place: true, is_holder: true },
        ],
        scopes: [
          { id: "rape", title: "Rape", level: 3, usual: false },
          { id: "rasso", title: "Rape and serious sexual offences", level: 2, usual: true },
          { id: "all", title: "Every crime in the files", level: 0, usual: false },
        ],
      },
    ],
    labels: {
      dimension: { district: "District", domestic: "Domestic abuse" },
      scope: { rasso: "RASSO", rape: "Rape" },
    },
    ...changes,
  };
}
