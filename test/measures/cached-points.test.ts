import { afterAll, beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { Filters } from "../../server/contract/filters.ts";
import { withQueryCache } from "../../server/engine/query-cache.ts";
import { readCachedPoints } from "../../server/measures/cached-points.ts";
import { readCounted } from "../../server/measures/counted-points.ts";
import { questionOf } from "../../server/measures/question.ts";
import { readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

let snapshot: Awaited<ReturnType<typeof snapshotOf>>;
beforeAll(async () => {
  const force = { seed: 9, crimesPerMonth: 40, firstMonth: "2023-06", months: 20, asAt: "2025-01-20" };
  snapshot = await snapshotOf({ ...forceRows(force), asAt: force.asAt });
});
afterAll(() => snapshot.close());

test.each(readModel([places.queries]).dimensions)(
  "of every KPI the groups of %s that are added up give what counting their crimes gives",
  async (dimension) => {
    const known = snapshot.manifest.snapshot.dimensions[dimension] ?? [];
    const asked: Filters[] = [
      { [dimension]: known.slice(0, 1) },
      { [dimension]: known.slice(0, 2), scope: "all" },
      { [dimension]: known.slice(1).concat("unknown"), from: "2024-03", to: "2025-06" },
      { [dimension]: ["unknown"], scope: "adult-rape" },
    ];
    let counted = 0;
    for (const { definition } of snapshot.manifest.kpis) {
      for (const filters of asked) {
        const question = questionOf({ snapshot, definition, filters });
        const read = () => readCachedPoints(question, measureQueries);
        const { first, points, direct } = await withQueryCache(async () => {
          const direct = await readCounted(question, measureQueries);
          const first = await read();
          await snapshot.spendSpareTime();
          return { direct, first, points: await read() };
        });
        expect(first).toEqual(points);
        expect(points, `${definition.id} ${JSON.stringify(filters)}`).toEqual(direct);
        counted += points.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
      }
    }
    expect(counted).toBeGreaterThan(0);
  },
);
