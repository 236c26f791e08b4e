/** A synthetic export, invented, of 240 crimes and their outcomes, in which a test plants one fault. */

export type Table = { header: string[]; rows: string[][] };
export type Export = { cases: Table; outcomes: Table };

const offences = ["19C", "20A", "19D", "17A", "19F"];
const codes = ["18", "16", "1", "14", "15", "16"];

/** Ten crimes a month for two years from January 2024; seven of ten have an outcome, some after advice and a submission. */
export function cleanExport(): Export {
  const crimes = Array.from({ length: 240 }, (_, n) => n);
  return {
    cases: {
      header: [
        ...["crime_ref", "recorded_date", "offence_code", "offence_date", "force", "district"],
        ...["victim_age", "victim_sex", "suspect_identified", "cancelled_code", "early_advice_date"],
        ...["early_advice_sought", "submission_date"],
      ],
      rows: crimes.map(caseOf),
    },
    outcomes: {
      header: ["crime_ref", "outcome_code", "outcome_date", "charge_date"],
      rows: crimes.filter((n) => n % 10 < 7 && n < 200).map(outcomeOf),
    },
  };
}

function caseOf(n: number): string[] {
  const recorded = recordedOn(n);
  const district = ["North", "South", "Harbourside"][n % 3] ?? "";
  return [
    ...[referenceOf(n), written(recorded), offences[n % 5] ?? "", written(recorded, -20)],
    ...["Testshire (synthetic)", district, String(16 + (n % 50)), n % 7 ? "Female" : "Male"],
    ...[
      n % 5 === 0 ? "no" : "yes",
      n % 40 === 39 ? "C3" : "",
      n % 3 === 0 && n < 200 ? written(recorded, 12) : "",
    ],
    ...["", n % 4 === 0 && n < 200 ? written(recorded, 40) : ""],
  ];
}

function outcomeOf(n: number): string[] {
  const code = codes[n % 6] ?? "";
  const recorded = recordedOn(n);
  const charged = code === "1" ? written(recorded, 50 + (n % 90)) : "";
  return [referenceOf(n), code, written(recorded, 60 + (n % 90)), charged];
}

function referenceOf(n: number): string {
  return `55${240_000_000 + n}`;
}

function recordedOn(n: number): Date {
  return new Date(Date.UTC(2024, Math.floor(n / 10), 1 + ((n * 7) % 28)));
}

/** A day as dd/mm/yyyy, so many days after another. */
function written(day: Date, after = 0): string {
  const moved = new Date(day.getTime() + after * 86_400_000);
  return moved.toISOString().slice(0, 10).split("-").reverse().join("/");
}

/** The same tables with each cell of some columns changed. */
export function changed(
  given: Export,
  columns: string[],
  change: (cell: string, row: number) => string,
  tables: (keyof Export)[] = ["cases", "outcomes"],
): Export {
  const changedTable = ({ header, rows }: Table): Table => ({
    header,
    rows: rows.map((row, index) =>
      row.map((cell, place) => (columns.includes(header[place] ?? "") ? change(cell, index) : cell)),
    ),
  });
  return {
    cases: tables.includes("cases") ? changedTable(given.cases) : given.cases,
    outcomes: tables.includes("outcomes") ? changedTable(given.outcomes) : given.outcomes,
  };
}

/** A table as CSV, with commas. */
export function csvOf({ header, rows }: Table): string {
  return [header, ...rows]
    .map((row) =>
      row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","),
    )
    .join("\n");
}
