import { describe, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { Row } from "../recalculation/csv.ts";
import { caseColumns, outcomeColumns, toCsv } from "../recalculation/to-csv.ts";
import { temporaryFolder } from "../support/command.ts";
import { formOf, serveHome } from "../support/served-home.ts";

/** What an import must not publish in silence: each is named by the dry run, and needs a reason that is kept. */

const asAt = "2025-12-31";
const force = {
  seed: 4,
  firstMonth: "2024-12",
  months: 13,
  asAt,
  crimesPerMonth: 30,
};
const { cases: invented, outcomes } = forceRows(force);
/** As a real force: the sample is never compared with. */
const cases = invented.map((row) => ({ ...row, force: "Wessex Police" }));

type Bad = { what: string; cases?: Row[]; columns?: string[]; asAt?: string; limits: unknown[] };

const older = "The files are as at 30 November 2025, earlier than what is served, as at 31 December 2025.";

const bad: Bad[] = [
  {
    what: "an older export after a newer one",
    cases: cases.filter((row) => !row.recorded_date.endsWith("12/2025")),
    asAt: "2025-11-30",
    limits: [older],
  },
  {
    what: "an as-at date typed two months late",
    asAt: "2026-02-28",
    limits: [
      expect.stringMatching(
        /^The last complete month, February 2026, has no crime recorded, where the others have \d\d/,
      ),
      expect.stringMatching(/^The last complete month, February 2026, has no outcome dated/),
    ],
  },
  {
    what: "as many rows of fewer crimes",
    cases: cases.map((row, place) => (place % 4 === 3 ? (cases[place - 1] ?? row) : row)),
    limits: [
      expect.stringMatching(/^o\.csv: \d+ of \d+ rows were rejected/),
      expect.stringMatching(
        /^They come to \d+ crimes where the last import had \d+, a drop of more than 10 %/,
      ),
    ],
  },
  {
    what: "a column that was full and is blank",
    cases: cases.map((row) => ({ ...row, team: "N/A" })),
    limits: [
      expect.stringMatching(
        /^The column team of the cases is filled in 0 % of the rows where it was filled in 9\d/,
      ),
    ],
  },
  {
    what: "a column that is not there any more",
    columns: caseColumns.filter((column) => column !== "officer"),
    limits: [expect.stringMatching(/^The column officer of the cases is missing where it was filled in 9\d/)],
  },
  {
    what: "a word for no in every cell of a column that a measure rests on",
    cases: cases.map((row) => ({ ...row, suspect_identified: "no" })),
    limits: ["“Early advice by day 28” would lose its figure: no row counts any more."],
  },
];

describe("an import over what is served", () => {
  test("is refused by the dry run for each of these, and published with a reason that is kept", async () => {
    const { ask } = await serveHome(temporaryFolder());
    const first = await begin({ what: "as it was", limits: [] });
    const tried = await ask("POST", `/imports/${first}/dry-run`, { asAt });
    expect(tried.body).toMatchObject({ ok: true, limits: [] });
    expect((await ask("POST", `/imports/${first}/publish`)).status).toBe(200);

    for (const each of bad) {
      const id = await begin(each);
      const refused = await ask("POST", `/imports/${id}/dry-run`, { asAt: each.asAt ?? asAt });
      expect(refused.body.limits, each.what).toEqual(each.limits);
      expect(refused.status, each.what).toBe(422);
      expect((await ask("POST", `/imports/${id}/publish`)).status, each.what).toBe(409);
      await ask("DELETE", `/imports/${id}`);
    }

    const [last = { what: "", limits: [] }] = bad;
    const id = await begin(last);
    const override = { reason: "The newer files were wrong" };
    const forced = await ask("POST", `/imports/${id}/dry-run`, { asAt: last.asAt, override });
    expect(forced.body).toMatchObject({ ok: true, limits: [older] });
    expect((await ask("POST", `/imports/${id}/publish`)).status).toBe(200);
    const { snapshots } = (await ask("GET", "/imports")).body;
    expect(snapshots[0]).toMatchObject({ asAt: "2025-11-30", override: { ...override, limits: [older] } });

    async function begin(given: Bad): Promise<string> {
      const files = {
        "c.csv": toCsv(given.cases ?? cases, { columns: given.columns ?? caseColumns }),
        "o.csv": toCsv(outcomes, { columns: outcomeColumns }),
      };
      const answer = await ask("POST", "/imports", formOf(files));
      return answer.body.id;
    }
  });
});
