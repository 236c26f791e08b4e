import { expect, test } from "vitest";
import { z } from "zod";
import { forceRows } from "../../data/synthetic/force.ts";
import { select } from "../../server/engine/database.ts";
import { snapshotOf } from "../support/snapshot.ts";

const asAt = "2025-06-30";
const { cases, outcomes } = forceRows({
  seed: 8,
  firstMonth: "2022-07",
  months: 36,
  asAt,
  crimesPerMonth: 12,
});

test.each([
  { check: "unknown-outcomes", text: "Filed" },
  { check: "unmapped-outcomes", text: "99" },
])("$check names every KPI whose figures change with the texts that it finds", async ({ check, text }) => {
  const was = await figuresOf(outcomes);
  const is = await figuresOf(outcomes.map((row, n) => (n % 3 === 0 ? { ...row, outcome_code: text } : row)));
  const changed = [...was.figures.keys()].filter((id) => was.figures.get(id) !== is.figures.get(id));
  expect(changed.length).toBeGreaterThan(15);
  const named = is.checks.find((each) => each.check === check)?.kpis ?? [];
  expect(changed.filter((id) => !named.includes(id))).toEqual([]);
});

/** What each KPI counts, as text, and what the checks found. */
async function figuresOf(rows: typeof outcomes) {
  const snapshot = await snapshotOf({ cases, outcomes: rows, asAt });
  try {
    const figures = new Map<string, string>();
    for (const { definition } of snapshot.manifest.kpis.filter(({ reason }) => reason === null)) {
      const statement = `select to_json(counted)::varchar as row from kpi."${definition.id}" as counted order by all`;
      const counted = await snapshot.use((reader) =>
        select(reader, statement, {}, z.object({ row: z.string() })),
      );
      figures.set(definition.id, counted.map(({ row }) => row).join("\n"));
    }
    return { figures, checks: snapshot.manifest.checks };
  } finally {
    snapshot.close();
  }
}
