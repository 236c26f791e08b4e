import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openReadOnly, select } from "../../server/engine/database.ts";
import { openHome } from "../../server/store/home.ts";
import { pointedTo } from "../../server/store/pointer.ts";
import { databaseName } from "../../server/store/publish.ts";
import { fileIn, lastingFolder, temporaryFolder } from "../support/command.ts";
import { importHere } from "../support/import-here.ts";
import { changed, cleanExport, csvOf, type Export } from "../support/planted.ts";

/** What an import must come to: the figures of the clean export, but for those named; or a refusal. */
type Expected = {
  figures?: "as clean" | { unlike: string[] };
  refused?: RegExp;
  says?: RegExp;
  unavailable?: string[];
};
type Trial = {
  name: string;
  files: () => { cases: string; outcomes: string; mapping?: object };
  comes: Expected;
};

const dates = [
  "recorded_date",
  "offence_date",
  "early_advice_date",
  "submission_date",
  "outcome_date",
  "charge_date",
];
const advice = [
  "days-to-early-advice",
  "days-to-submission",
  "early-advice-before-submission",
  "early-advice-uptake",
];
const asClean: Expected = { figures: "as clean" };
const day = (cell: string) => cell.split("/");
const inDates = (write: (parts: string[]) => string) => () =>
  filesOf(changed(cleanExport(), dates, (cell) => (cell === "" ? "" : write(day(cell)))));
const monthName = (month = "") =>
  ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"][Number(month) - 1];
const serial = (cell: string) => {
  const [d = "", m = "", y = ""] = day(cell);
  return String((Date.UTC(Number(y), Number(m) - 1, Number(d)) - Date.UTC(1899, 11, 30)) / 86_400_000);
};
/** The beginning of a British day, as a clock in UTC says it. */
const midnight = ([d = "", m = "", y = ""]: string[]) => {
  const utc = new Date(`${y}-${m}-${d}T00:00:00Z`);
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", hourCycle: "h23" }).format(
      utc,
    ),
  );
  return new Date(utc.getTime() - hour * 3_600_000).toISOString();
};
const filled = [
  "cancelled_code",
  "early_advice_date",
  "early_advice_sought",
  "submission_date",
  "charge_date",
];

function filesOf(tables: Export) {
  return { cases: csvOf(tables.cases), outcomes: csvOf(tables.outcomes) };
}

/** The clean files with one cell changed, in a column of keys that is put behind the others where it is not there. */
function withCell(role: keyof Export, column: string, row: number, text: string) {
  const tables = cleanExport();
  const { header, rows } = tables[role];
  const isThere = header.includes(column);
  const cells = isThere ? rows : rows.map((cells, n) => [...cells, `KEY-${n}`]);
  const table = { header: isThere ? header : [...header, column], rows: cells };
  return filesOf(
    changed({ ...tables, [role]: table }, [column], (cell, n) => (n === row ? text : cell), [role]),
  );
}

function withLines(before: string, after: string) {
  const { cases, outcomes } = filesOf(cleanExport());
  return { cases: `${before}${cases}\n${after}`, outcomes: `${before}${outcomes}\n${after}` };
}

function outcomesAs(header: string[], write: (row: string[]) => string[]) {
  const { cases, outcomes } = cleanExport();
  return filesOf({ cases, outcomes: { header, rows: outcomes.rows.map(write) } });
}

const trials: Trial[] = [
  ...["NA", "null", "(NULL)", "#N/A", "<NA>", "NaN", "none", "(blank)", "#VALUE!", "########", "-"]
    .concat("No data", "Missing", "#SPILL!", "(No value)", "Not set", "''")
    .map(
      (text): Trial => ({
        name: `${text} for every blank`,
        files: () => filesOf(changed(cleanExport(), filled, (cell) => cell || text)),
        comes: asClean,
      }),
    ),
  ...["01/01/1900", "1899-12-30", "1753-01-01 00:00:00", "31/12/9999", "never"].map(
    (text): Trial => ({
      name: `${text} for every blank date`,
      files: () =>
        filesOf(
          changed(
            cleanExport(),
            filled.filter((column) => column.endsWith("date")),
            (cell) => cell || text,
          ),
        ),
      comes: { figures: "as clean", says: /default-dates/ },
    }),
  ),
  { name: "dates dd-mm-yyyy", files: inDates((parts) => parts.join("-")), comes: asClean },
  {
    name: "dates d MMM yyyy",
    files: inDates(([d, m, y]) => `${Number(d)} ${monthName(m)} ${y}`),
    comes: asClean,
  },
  { name: "dates dd.mm.yy", files: inDates(([d, m, y]) => `${d}.${m}.${y?.slice(2)}`), comes: asClean },
  { name: "dates yyyymmdd", files: inDates(([d, m, y]) => `${y}${m}${d}`), comes: asClean },
  {
    name: "dates and times as Oracle writes them",
    files: inDates(
      ([d, m, y]) => `${d}-${monthName(m)?.slice(0, 3).toUpperCase()}-${y?.slice(2)} 12.00.00.000000 AM`,
    ),
    comes: asClean,
  },
  { name: "dates with 24:00", files: inDates(([d, m, y]) => `${y}/${m}/${d} 24:00`), comes: asClean },
  { name: "local midnights in UTC", files: inDates(midnight), comes: asClean },
  {
    name: "dates with the month first",
    files: inDates(([d, m, y]) => `${m}/${d}/${y}`),
    comes: { refused: /month first/ },
  },
  {
    name: "dates with the month first, no day above 12",
    files: inDates(([d, m, y]) => `${m}/${String(1 + (Number(d) % 12)).padStart(2, "0")}/${y}`),
    comes: { refused: /month first, the American way/ },
  },
  {
    name: "dates that may have the month first, beside texts that are no dates",
    files: () => {
      const early = changed(
        cleanExport(),
        dates,
        (cell) => cell && `0${1 + (Number(day(cell)[0]) % 9)}${cell.slice(2)}`,
      );
      const [first = [], ...rows] = early.cases.rows;
      const broken = first.map((cell, at) =>
        early.cases.header[at] === "recorded_date" ? "not known" : cell,
      );
      return filesOf({ ...early, cases: { ...early.cases, rows: [broken, ...rows] } });
    },
    comes: {
      refused:
        /recorded_date seem to have the month first, the American way: none of them has a day above 12\./,
    },
  },
  {
    name: "months for days",
    files: inDates(([, m, y]) => `${y}-${m}`),
    comes: { refused: /is a month.*2024-01/ },
  },
  {
    name: "day numbers of Excel in optional dates",
    files: () =>
      filesOf(
        changed(cleanExport(), ["early_advice_date", "submission_date"], (cell) => cell && serial(cell)),
      ),
    comes: { figures: { unlike: advice }, says: /day numbers of Excel/, unavailable: advice },
  },
  {
    name: "day numbers of Excel, confirmed in the mapping",
    files: () => ({
      ...filesOf(
        changed(cleanExport(), ["early_advice_date", "submission_date"], (cell) => cell && serial(cell)),
      ),
      mapping: { dates: { excel_days: true } },
    }),
    comes: asClean,
  },
  {
    name: "1.0 and 0.0 for yes and no, as data frames write them",
    files: () =>
      filesOf(changed(cleanExport(), ["suspect_identified"], (cell) => (cell === "yes" ? "1.0" : "0.0"))),
    comes: asClean,
  },
  ...["No", "N", "0", "False", "0.0"].map(
    (text): Trial => ({
      name: `${text} for not cancelled`,
      files: () => filesOf(changed(cleanExport(), ["cancelled_code"], (cell) => cell || text)),
      comes: asClean,
    }),
  ),
  {
    name: "words for not known where yes or no should be",
    files: () =>
      filesOf(changed(cleanExport(), ["early_advice_sought"], (_, row) => (row % 9 ? "yes" : "Not known"))),
    comes: { figures: { unlike: ["early-advice-uptake"] } },
  },
  {
    name: "texts that are no answers",
    files: () =>
      filesOf(changed(cleanExport(), ["suspect_identified"], (cell, row) => (row % 9 ? cell : "see log"))),
    comes: { refused: /suspect_identified.*“see log”.*--mapping/ },
  },
  {
    name: "references of which Excel kept 15 digits",
    files: () =>
      filesOf(
        changed(cleanExport(), ["crime_ref"], (cell) => `550000000000${cell.slice(5, 8)}${"0".repeat(6)}`),
      ),
    comes: {
      refused:
        /\d+ of 240 rows have the reference of a crime that was recorded on another day, most often “55\d+000000”/,
    },
  },
  {
    name: "two rows for each victim, recorded on the same day",
    files: () => {
      const { cases, outcomes } = cleanExport();
      return filesOf({
        cases: { header: cases.header, rows: cases.rows.flatMap((row) => [row, row]) },
        outcomes,
      });
    },
    comes: asClean,
  },
  {
    name: "a header again among the rows, and a row of types below it",
    files: () => {
      const { cases, outcomes } = cleanExport();
      const types = cases.header.map((name) => (name.endsWith("date") ? "DATE" : "VARCHAR"));
      return filesOf({
        cases: { header: cases.header, rows: [types, ...cases.rows, cases.header, types] },
        outcomes,
      });
    },
    comes: { figures: "as clean", says: /3 rows whose recorded date cannot be read/ },
  },
  {
    name: "outcome codes of another list",
    files: () => filesOf(changed(cleanExport(), ["outcome_code"], (cell) => String(50 + Number(cell)))),
    comes: {
      refused:
        /140 of 140 filled cells of outcome_code hold codes that its map does not have.*“66” \(\d+\).*--mapping/,
    },
  },
  {
    name: "offence codes without their letters",
    files: () => filesOf(changed(cleanExport(), ["offence_code"], (cell) => cell.replace(/\D/g, ""))),
    comes: {
      refused: /240 of 240 filled cells of offence_code hold codes that its map does not have.*“19” \(\d+\)/,
    },
  },
  {
    name: "other offences beside those of the map, as in an export of every crime",
    files: () =>
      filesOf(
        changed(cleanExport(), ["offence_code"], (cell, row) => (row % 5 ? `${50 + (row % 5)}A` : cell)),
      ),
    comes: { says: /192 crimes have an offence that is not in the offence map/ },
  },
  {
    name: "optional dates of which a part are day numbers",
    files: () =>
      filesOf(
        changed(cleanExport(), ["submission_date"], (cell, row) =>
          cell && row % 3 === 0 ? serial(cell) : cell,
        ),
      ),
    comes: {
      figures: { unlike: advice },
      says: /column-partly-read.*17 of 50 filled cells of submission_date cannot be read: “4\d{4}” .*what counts by this column is too low/,
    },
  },
  {
    name: "a text of the force for every blank of the cancelled codes",
    files: () => filesOf(changed(cleanExport(), ["cancelled_code"], (cell) => cell || "Live")),
    comes: { refused: /234 of 240 filled cells of cancelled_code.*“Live” \(234\).*--mapping/ },
  },
  {
    name: "answers in words of the force",
    files: () =>
      filesOf(
        changed(cleanExport(), ["suspect_identified"], (cell) =>
          cell === "yes" ? "Nominal linked" : "No nominal",
        ),
      ),
    comes: { refused: /240 of 240 filled cells of suspect_identified.*“Nominal linked” \(192\).*--mapping/ },
  },
  {
    name: "answers in words of the force, mapped",
    files: () => ({
      ...filesOf(
        changed(cleanExport(), ["suspect_identified"], (cell) =>
          cell === "yes" ? "Nominal linked" : "No nominal",
        ),
      ),
      mapping: { codes: { answer: { "nominal linked": "yes", "No nominal": "no" } } },
    }),
    comes: asClean,
  },
  {
    name: "a few outcomes in words that are no code",
    files: () =>
      filesOf(changed(cleanExport(), ["outcome_code"], (cell, row) => (row % 30 ? cell : "Filed"))),
    comes: { says: /unknown-outcomes.*5 outcomes have a text for a code that is none, such as “FILED”/ },
  },
  {
    name: "a few crimes without a readable date, and their outcomes",
    files: () =>
      filesOf(
        changed(cleanExport(), ["recorded_date"], (cell, row) =>
          [0, 1, 9].includes(row) ? "31/02/2024" : cell,
        ),
      ),
    comes: {
      says: /2 rows whose crime is not in the cases files \(first at line 2\)\. 2 of them are of a crime whose own row was rejected\./,
    },
  },
  {
    name: "names of people as references",
    files: () =>
      filesOf(
        changed(
          cleanExport(),
          ["crime_ref"],
          (_, row) => ["Jan Kowalski", "SMITH, Anna", "Lee Chan"][row % 3] ?? "",
        ),
      ),
    comes: {
      refused: /no column crime_ref.*“crime_ref” was not read as crime_ref, because it holds names of people/,
    },
  },
  {
    name: "dates under a name of the outcome",
    files: () =>
      outcomesAs(
        ["crime_ref", "Disposal code", "outcome_date", "charge_date"],
        ([ref = "", , on = "", charged = ""]) => [ref, on, on, charged],
      ),
    comes: {
      refused:
        /no column outcome_code.*“Disposal code” was not read as outcome_code, because what stands under it is of another kind, such as “\d\d\/\d\d\/\d{4}”/,
    },
  },
  {
    name: "codes with their words",
    files: () =>
      outcomesAs(
        ["crime_ref", "outcome_code", "outcome_date", "charge_date"],
        ([ref = "", code, ...rest]) => [ref, `Type ${code}`, ...rest],
      ),
    comes: { refused: /“Type 16”.*--mapping/ },
  },
  {
    name: "a column of words beside one of codes",
    files: () =>
      outcomesAs(
        ["crime_ref", "Outcome", "Outcome Type", "outcome_date", "charge_date"],
        ([ref = "", code = "", ...rest]) => [ref, `Words for ${"x".repeat(Number(code))}`, code, ...rest],
      ),
    comes: { figures: "as clean", says: /“Outcome” was not read/ },
  },
  {
    name: "references in scientific notation",
    files: () => filesOf(changed(cleanExport(), ["crime_ref"], () => "5.5024E+10")),
    comes: { refused: /scientific notation/ },
  },
  ...(
    [
      ["cases", "victim_key", "4.42300E+12"],
      ["cases", "suspect_key", "4,423e+12"],
      ["cases", "officer", "'4E+11"],
      ["cases", "crime_ref", "4.423E12"],
      ["outcomes", "crime_ref", '="4.42300E+12"'],
      ["outcomes", "suspect_key", "4.423000000001e+15"],
    ] as const
  ).map(
    ([role, column, text]): Trial => ({
      name: `one ${column} of the ${role} in scientific notation, as ${text}`,
      files: () => withCell(role, column, 9, text),
      comes: {
        refused: new RegExp(`${role}\\.csv has “.*4.*” as ${column} on line 11, in scientific notation`),
      },
    }),
  ),
  ...["12E34", "4E12", "E+12/23", "1.4E", "23/4.5E+3"].map(
    (text): Trial => ({
      name: `${text} for a key, which is no number with an exponent`,
      files: () => withCell("cases", "officer", 9, text),
      comes: asClean,
    }),
  ),
  {
    name: "a leading zero lost in one file",
    files: () => filesOf(changed(cleanExport(), ["crime_ref"], (cell) => `0${cell}`, ["cases"])),
    comes: { refused: /“55240000000” where the cases have “055240000000”: the difference is leading zeros/ },
  },
  ...Object.entries({
    "a zero-width space": (cell: string) => `${cell}\u200b`,
    "a no-break space": (cell: string) => `\u00a0${cell} `,
    "an apostrophe": (cell: string) => `'${cell}`,
    "a decimal": (cell: string) => `${cell}.0`,
    "a formula for text": (cell: string) => `="${cell}"`,
  }).map(
    ([name, write]): Trial => ({
      name: `${name} in the references of one file`,
      files: () => filesOf(changed(cleanExport(), ["crime_ref"], write, ["outcomes"])),
      comes: asClean,
    }),
  ),
  {
    name: "labels in three spellings",
    files: () =>
      filesOf(
        changed(
          cleanExport(),
          ["district"],
          (cell, row) => [cell, cell.toUpperCase(), ` ${cell}`, cell][row % 4] ?? "",
        ),
      ),
    comes: asClean,
  },
  {
    name: "titles above the header",
    files: () => withLines('Monthly extract\n"Run by: team"\n\n', ""),
    comes: { figures: "as clean", says: /line 4/ },
  },
  {
    name: "rows of commas",
    files: () => withLines("", ",,,,,\n".repeat(100)),
    comes: { figures: "as clean", says: /blank-rows/ },
  },
  {
    name: "a total and filters after the data",
    files: () => withLines("", 'Total,,,240\n\n"Applied filters:\nOffence is Rape"\n'),
    comes: {
      figures: "as clean",
      says: /^(?!.*no-such-crime).*2 rows after the data were left out .* from line 242 on: “Total/,
    },
  },
  {
    name: "a comma after every row",
    files: () => {
      const { cases, outcomes } = filesOf(cleanExport());
      const [header, ...rows] = cases.split("\n");
      return { cases: [header, ...rows.map((row) => `${row},`)].join("\n"), outcomes };
    },
    comes: asClean,
  },
];

type Came = {
  status: number;
  said: string;
  figures: Record<string, string>;
  reasons: Record<string, string | null>;
};
let clean: Came;

const cleanHome = lastingFolder();
beforeAll(async () => {
  clean = await imported(filesOf(cleanExport()), cleanHome.path);
});
afterAll(cleanHome.remove);

describe("an export with one fault comes to the figures of the clean one, or is refused by name", () => {
  test("the clean export is imported without a warning of what was read", () => {
    expect(clean.status).toBe(0);
    expect(Object.keys(clean.figures).length).toBeGreaterThan(10);
    expect(clean.said).not.toMatch(/left-out|not-read|unread|default/);
  });

  test.each(trials)("$name", async ({ files, comes }) => {
    const came = await imported(files(), temporaryFolder());
    expect(came.status, came.said).toBe(comes.refused ? 1 : 0);
    if (comes.refused) expect(came.said).toMatch(comes.refused);
    if (comes.says) expect(came.said).toMatch(comes.says);
    const unlike = Object.keys(clean.figures).filter((id) => clean.figures[id] !== came.figures[id]);
    if (comes.figures === "as clean") expect(unlike).toEqual([]);
    else if (comes.figures) expect(comes.figures.unlike).toEqual(expect.arrayContaining(unlike));
    for (const id of comes.unavailable ?? []) expect(came.reasons[id]).toMatch(/cannot be read/);
  });
});

/** What an import says and serves of two files, in a home of their own. */
async function imported(
  files: { cases: string; outcomes: string; mapping?: object },
  home: string,
): Promise<Came> {
  const mapping = files.mapping
    ? ["--mapping", fileIn(home, "mapping.json", JSON.stringify(files.mapping))]
    : [];
  const { status, said } = await importHere(home, [
    ...[
      "--cases",
      fileIn(home, "cases.csv", files.cases),
      "--outcomes",
      fileIn(home, "outcomes.csv", files.outcomes),
    ],
    ...["--as-at", "2025-12-31", ...mapping],
  ]);
  if (status !== 0) return { status, said, figures: {}, reasons: {} };
  const folder = join(openHome(home).snapshots, (await pointedTo(openHome(home))) ?? "");
  const manifest = z
    .object({
      kpis: z.array(z.object({ definition: z.object({ id: z.string() }), reason: z.string().nullable() })),
    })
    .parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const reasons = Object.fromEntries(manifest.kpis.map(({ definition, reason }) => [definition.id, reason]));
  const instance = await openReadOnly(join(folder, databaseName));
  const connection = await instance.connect();
  const figures: Record<string, string> = {};
  try {
    for (const [id, reason] of Object.entries(reasons))
      if (reason === null)
        figures[id] = JSON.stringify(
          await select(
            connection,
            `select date_trunc('month', counted_on)::varchar as month, count(*)::integer as rows, sum(value)::double as value
            from kpi."${id}"
            group by all
            order by all`,
            {},
            z.object({ month: z.string(), rows: z.number(), value: z.number().nullable() }),
          ),
        );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return { status, said, figures, reasons };
}
