import { expect, test } from "vitest";
import { seriesChart } from "../../../server/charts/series-chart.ts";
import type { SeriesChartInput } from "../../../server/charts/series-input.ts";
import { givenKpi, givenPoint, givenYears, improvement, limits } from "../given.ts";
import { draw } from "./draw.ts";

test("a share with limits shows its signals by shape and colour, and brackets the run", async () => {
  await expect(drawn({ points: givenYears(), verdict: improvement, target: 0.4 })).toMatchFileSnapshot(
    "__snapshots__/share-with-signals.svg",
  );
});

test("months that still mature are hollow and hatched, and never set the scale", async () => {
  const points = givenYears(6).map((point) =>
    point.mature ? point : { ...point, value: 0.02, numerator: 2 },
  );
  const svg = drawn({ points });
  expect(svg).toContain("Maturing, not judged");
  expect(svg).toContain("Vertical axis starts at 30%");
  await expect(svg).toMatchFileSnapshot("__snapshots__/maturing-tail.svg");
});

test("an export's early months are hatched as ramp-up", async () => {
  const points = givenYears().map((point, index) => ({
    ...point,
    ramp_up: index < 5,
    spc: index < 5 ? null : point.spc,
  }));
  await expect(drawn({ points })).toMatchFileSnapshot("__snapshots__/ramp-up.svg");
});

test("a missing month is a gap in the line, never a zero", async () => {
  const points = givenYears().map((point, index) =>
    index === 6 || index === 7 ? { ...point, value: null, numerator: 0, denominator: 0, spc: null } : point,
  );
  await expect(drawn({ points })).toMatchFileSnapshot("__snapshots__/gaps.svg");
});

test("an event is a line at its month, named above the plot", async () => {
  const annotations = [{ month: "2025-04", title: "National Operating Model go-live", rebase: true }];
  await expect(drawn({ points: givenYears(), annotations })).toMatchFileSnapshot("__snapshots__/event.svg");
});

test("one month of data is one mark without limits", async () => {
  const svg = drawn({ points: [givenPoint("2026-10")], limits: null });
  expect(svg).not.toContain("Average");
  await expect(svg).toMatchFileSnapshot("__snapshots__/one-month.svg");
});

test("no figure at all says so", async () => {
  const points = givenYears().map((point) => ({
    ...point,
    value: null,
    numerator: 0,
    denominator: 0,
    spc: null,
  }));
  const svg = drawn({ points, limits: null });
  expect(svg).toContain("No figure in any of these months");
  await expect(svg).toMatchFileSnapshot("__snapshots__/no-data.svg");
});

test("on a telephone the lines are named below the plot, and recorded crimes stay in view", async () => {
  const recorded = givenYears().map((point) => ({ ...point, value: point.denominator }));
  await expect(
    drawn({ points: givenYears(), verdict: improvement, recorded, width: 330, height: 510 }),
  ).toMatchFileSnapshot("__snapshots__/narrow.svg");
});

function drawn(input: Partial<SeriesChartInput>): string {
  const place = { width: input.width ?? 980, height: input.height ?? 392, frame: null };
  const none = { limits, verdict: null, target: null, annotations: [], recorded: null };
  return draw(seriesChart({ kpi: givenKpi(), points: [], ...none, ...input, ...place }), place);
}
