import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { attackFigures } from "../../server/attack/attack.ts";
import { pinned } from "../../server/attack/bounds.ts";
import { fetchAsViewer } from "../../server/attack/fetch.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { labelsTold } from "../../server/disclosure/every-label.ts";
import { appOver, personWith } from "../support/app.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

const asAt = "2025-12-31";
const teams = Array.from({ length: 12 }, (_, place) => `Team ${place + 10}`);
const rule = settingsSchema.parse({}).small_numbers;

let snapshot: Awaited<ReturnType<typeof snapshotOf>>;

beforeAll(async () => {
  snapshot = await snapshotOf({ ...oneChargeEach(), asAt });
});
afterAll(() => snapshot.close());

describe("a viewer sees the name of every group, whether it has a crime or not", () => {
  test.each(["team", "relationship", "victim_age_band", "offence"])(
    "in series and curves by %s",
    async (by) => {
      const asViewer = asker("viewer");
      const { body: described } = await asViewer("/snapshot");
      const labels = [...described.dimensions[by]].sort();
      const { body } = await asViewer("/kpis");
      for (const { id, available } of body.kpis) {
        if (!available) continue;
        const { points } = (await asViewer(`/kpis/${id}/series?split=${by}`)).body;
        const months = new Map<string, string[]>();
        for (const { month, split } of points) months.set(month, [...(months.get(month) ?? []), split]);
        expect(months.size, id).toBeGreaterThan(0);
        for (const names of months.values()) expect(names, `${id} by ${by}`).toEqual(labels);
      }
      const { splits } = (await asViewer(`/incidence?split=${by}`)).body;
      expect(splits.map(({ split }: { split: string }) => split).sort()).toEqual(labels);
    },
  );

  test("where an analyst sees only those with one", async () => {
    const { points } = (await asker("analyst")("/kpis/charges/series?split=team")).body;
    expect(new Set(points.map(({ split }: { split: string }) => split)).size).toBe(teams.length);
  });
});

describe("the attacker knows that a named group has one crime or more", () => {
  test("where a list leaves others out; a list of all tells nothing", () => {
    expect(labelsTold(["a", "b"], ["a", "b", "c"])).toEqual(["a", "b"]);
    expect(labelsTold(["a", "b", "c"], ["a", "b", "c"])).toEqual([]);
  });

  test("so twelve teams of one charge each would be found by their names, and are not now", async () => {
    const view = { exactness: "released", rule } as const;
    const [fetched] = await fetchAsViewer({ snapshot, queries: measureQueries, dimensions: ["team"] }, [
      view,
    ]);
    if (!fetched) throw new Error("nothing fetched");
    expect(pinned(attackFigures(fetched, null).cells)).toEqual([]);
    const atLeastOne = teams.map((group) => ({
      ...{ answer: "series" as const, of: "charges", what: ["numerator"] },
      ...{ part: { by: "team" as const, group }, when: "whole" as const },
    }));
    const named = attackFigures({ ...fetched, shown: { ...fetched.shown, atLeastOne } }, null);
    const charges = pinned(named.cells).filter(({ id }) => id.of === "charges" && id.when === "whole");
    expect(charges.map(({ id }) => id.part.group).sort()).toEqual(teams);
  });
});

function asker(role: "viewer" | "analyst") {
  const app = appOver(snapshot, {}, personWith(role));
  return async (path: string) => {
    const response = await app.request(`/api${path}`);
    return { status: response.status, body: await response.json() };
  };
}

/** A force of 240 crimes in a year and 13 teams, in 12 of which one crime was charged. */
function oneChargeEach() {
  const options = { seed: 8, crimesPerMonth: 20, firstMonth: "2025-01", months: 12, leadMonths: 0, asAt };
  const { cases, outcomes } = forceRows(options);
  const rapes = new Set(cases.flatMap((row) => (row.offence_code.startsWith("19") ? row.crime_ref : [])));
  const uncharged = outcomes.filter(({ outcome_code, charge_date }) => outcome_code === "16" && !charge_date);
  const chosen = uncharged.filter(({ crime_ref }) => rapes.has(crime_ref)).slice(0, teams.length);
  return {
    cases: cases.map((row, place) => {
      const charged = chosen.findIndex(({ crime_ref }) => crime_ref === row.crime_ref);
      return { ...row, team: teams[charged >= 0 ? charged : place % 13] ?? "Team 99" };
    }),
    outcomes: uncharged.map((outcome) =>
      chosen.includes(outcome)
        ? { ...outcome, outcome_code: "1", charge_date: outcome.outcome_date }
        : outcome,
    ),
  };
}
