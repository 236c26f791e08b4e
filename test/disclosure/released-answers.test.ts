import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { Point } from "../../server/contract/series.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { spcOf } from "../recalculation/spc.ts";
import { appOver, personWith } from "../support/app.ts";
import { snapshotOf } from "../support/snapshot.ts";

describe("what a viewer gets from the API", () => {
  let snapshot: Snapshot & { close: () => void };
  let asViewer: ReturnType<typeof asker>;
  let asOfficer: ReturnType<typeof asker>;
  let asAnalyst: ReturnType<typeof asker>;

  beforeAll(async () => {
    const options = { seed: 7, months: 36, crimesPerMonth: 60, leadMonths: 24 };
    snapshot = await snapshotOf({ ...forceRows(options), asAt: "2024-10-31" });
    asViewer = asker("viewer");
    asOfficer = asker("officer");
    asAnalyst = asker("analyst");
  });
  afterAll(() => snapshot.close());

  function asker(role: "viewer" | "officer" | "analyst") {
    const app = appOver(snapshot, {}, personWith(role));
    return async (path: string) => {
      const response = await app.request(`/api${path}`);
      return { status: response.status, body: await response.json() };
    };
  }

  test("every count is hidden or a multiple of 5, in every series, split or not", async () => {
    const { body } = await asViewer("/kpis");
    let cells = 0;
    let hidden = 0;
    for (const { id, available } of body.kpis) {
      if (!available) continue;
      for (const query of ["", "?split=district", "?split=relationship", "?district=North"]) {
        const { body: series } = await asViewer(`/kpis/${id}/series${query}`);
        for (const {
          numerator,
          denominator,
          parts,
          undated,
          suppressed,
          value,
        } of series.points as Point[]) {
          const counts = [numerator, denominator, undated, ...Object.values(parts ?? {})];
          for (const count of counts)
            if (count !== null) expect(count >= 10 && count % 5 === 0, `${id}${query} ${count}`).toBe(true);
          if (suppressed) expect(value).toBeNull();
          hidden += suppressed ? 1 : 0;
          cells++;
        }
      }
    }
    expect(cells).toBeGreaterThan(1000);
    expect(hidden).toBeGreaterThan(100);
  });

  test("limits and signals are those of the shown values", async () => {
    const { body } = await asViewer("/kpis/victim-withdrawal/series");
    const values = (body.points as Point[]).map((point) =>
      point.complete && !point.ramp_up && !point.suppressed ? point.value : null,
    );
    const expected = spcOf(values, { kind: "share" });
    expect(body.limits).not.toBeNull();
    expect(body.limits.mean).toBeCloseTo(
      expected.points.find((point) => point !== null)?.mean ?? Number.NaN,
      9,
    );
    const exact = await asAnalyst("/kpis/victim-withdrawal/series");
    expect(exact.body.limits.mean).not.toBe(body.limits.mean);
  });

  test("an officer sees exact figures but for small groups, and none that is the rest of a whole", async () => {
    const { body } = await asOfficer("/kpis/charges/series?split=district");
    const { body: exact } = await asAnalyst("/kpis/charges/series?split=district");
    const exactly = exact.points as Point[];
    const shown = body.points as Point[];
    const small = exactly.map(({ value }) => value !== null && value > 0 && value < 5);
    expect(small).toContain(true);
    shown.forEach(({ suppressed, value }, place) => {
      if (small[place]) expect(suppressed).toBe(true);
      if (!suppressed) expect(value).toBe(exactly[place]?.value);
    });
    const alone = [...new Set(shown.map(({ month }) => month))].filter(
      (month) => shown.filter((point) => point.month === month && point.suppressed).length === 1,
    );
    expect(alone).toEqual([]);
    expect(shown.filter(({ suppressed }) => suppressed).length).toBeGreaterThan(small.filter(Boolean).length);
    expect((await asOfficer("/kpis/charges/series")).body).toEqual(
      (await asAnalyst("/kpis/charges/series")).body,
    );
  });

  test.each([
    "/kpis/charges/breakdown",
    "/kpis/cancelled-crimes/breakdown",
    "/kpis/charge-rate-closed/breakdown",
  ])("an officer cannot subtract the groups of %s from the whole", async (path) => {
    for (const by of ["relationship", "victim_age_band", "offence", "district"]) {
      const { body } = await asOfficer(`${path}?by=${by}`);
      const rows = body.groups as Record<string, unknown>[];
      const columns: ((row: Record<string, unknown>) => unknown)[] = [
        (row) => row.numerator,
        (row) => (row.compared as { numerator: number | null } | null)?.numerator,
        (row) => row.contribution,
      ];
      for (const column of columns.filter((read) => rows.some((row) => read(row) != null)))
        expect(rows.filter((row) => column(row) === null).length, `${path} ${by}`).not.toBe(1);
    }
  });

  test("an officer cannot subtract age bands, outcome groups or filter values from their totals", async () => {
    const holes: number[] = [];
    const alone = (counts: (number | null)[]) => {
      const hidden = counts.filter((count) => count === null).length;
      if (hidden > 0 && counts.length > 1) holes.push(hidden);
    };
    const { body: open } = await asOfficer("/open-investigations?by=relationship&district=North");
    for (const { bands } of [...open.groups, ...open.months]) alone(Object.values(bands));
    const { body: mix } = await asOfficer("/outcome-mix?district=North");
    for (const { groups, codes } of mix.months)
      for (const counts of [groups, codes]) alone(Object.values(counts));
    const { body: filters } = await asOfficer("/filter-counts?from=2024-05&to=2024-06");
    for (const counts of Object.values<Record<string, number | null>>(filters.dimensions))
      alone(Object.values(counts));
    expect(holes.length).toBeGreaterThan(20);
    expect(holes).not.toContain(1);
  });

  test("curves at landmark days from rounded counts, and a funnel of rounded counts", async () => {
    const { body: curves } = await asViewer("/incidence");
    expect(curves.days).toEqual([28, 90, 180, 365, 730]);
    expect(curves.bands).toEqual({});
    const { body: funnel } = await asViewer("/funnel?district=North");
    const { stages, cohort, left_out, early_advice, skipped } = funnel;
    const reached: (number | null)[] = stages.map(({ crimes }: { crimes: number | null }) => crimes);
    const counts = [...reached, cohort.crimes, left_out, early_advice, skipped];
    expect(counts.filter((count) => count !== null).length).toBeGreaterThan(4);
    expect(stages[0].share).toBe(1);
    for (const count of counts) if (count !== null) expect(count >= 10 && count % 5 === 0).toBe(true);
  });

  test("what is not there is not told from what is hidden", async () => {
    const exact = (await asAnalyst("/kpis/charges/breakdown?by=relationship&from=2023-02&to=2023-02")).body;
    const { body: breakdown } = await asViewer(
      "/kpis/charges/breakdown?by=relationship&from=2023-02&to=2023-02",
    );
    const labels = (await asViewer("/snapshot")).body.dimensions.relationship;
    expect(exact.groups.length).toBeLessThan(labels.length);
    expect(breakdown.groups.map(({ split }: { split: string }) => split).sort()).toEqual([...labels].sort());
    for (const path of ["/outcome-mix", `/outcome-mix?relationship=${encodeURIComponent(labels[0])}`]) {
      const { body: mix } = await asViewer(path);
      expect(mix.groups).toHaveLength(5);
    }
  });

  test("groups stand in the order of what is shown, and “fewer than 20” is said of what is shown", async () => {
    const { body } = await asViewer("/kpis/victim-withdrawal/breakdown?by=relationship");
    const shown = (body.groups as { split: string; denominator: number | null; few: boolean }[]).map(
      (group) => ({ ...group, size: group.denominator ?? 0 }),
    );
    const sorted = shown.toSorted((a, b) => b.size - a.size || a.split.localeCompare(b.split));
    expect(shown).toEqual(sorted);
    expect(shown.map(({ few }) => few)).toEqual(shown.map(({ size }) => size < 20));
  });

  test("a distribution ends with the last bin that is shown, so that it has no longest time", async () => {
    const { body } = await asViewer("/kpis/time-to-charge/distribution");
    const { body: exact } = await asAnalyst("/kpis/time-to-charge/distribution?from=2021-11&to=2024-10");
    expect(body.bins.length).toBeGreaterThan(0);
    expect(body.bins.length).toBeLessThan(exact.bins.length);
    expect(body.bins.at(-1).crimes).not.toBeNull();
  });

  test.each([
    "/kpis/charges/series?district=North&district=South",
    "/kpis/charges/series?district=North&split=relationship",
    "/kpis/charges/series?district=North&domestic=yes",
    "/kpis/charges/series?district=North&scope=rape",
    "/flight-deck?district=North&domestic=yes",
    "/funnel?from=2023-02&to=2023-05",
    "/funnel?age=364",
    "/incidence?from=2023-02&to=2023-05",
    "/incidence?from=2023-02",
    "/incidence?district=North&from=2023-02&to=2023-02",
    "/funnel?scope=rape&from=2023-02&to=2023-02",
    "/kpis/time-to-charge/distribution?from=2024-02&to=2024-02",
  ])("refuses %s, from which small groups could be worked out", async (path) => {
    const { status, body } = await asViewer(path);
    expect({ status, code: body.error?.code }).toEqual({ status: 403, code: "small-numbers" });
    expect((await asAnalyst(path)).status).toBe(200);
  });
});
