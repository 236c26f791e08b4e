import { expect, test } from "vitest";
import { barsChart } from "../../../server/charts/bars-chart.ts";
import { breakdownChart, breakdownHeight } from "../../../server/charts/breakdown-chart.ts";
import type { Place } from "../../../server/charts/drawing.ts";
import { funnelPlot } from "../../../server/charts/funnel-plot.ts";
import { histogram } from "../../../server/charts/histogram.ts";
import { givenKpi } from "../given.ts";
import { draw } from "./draw.ts";

const row = {
  numerator: 177,
  denominator: 466,
  value: 0.38,
  p75: null,
  p90: null,
  undated: 0,
  average: 0.38,
  interval: { lower: 0.337, upper: 0.425, coverage: 0.95 },
  few: false,
  suppressed: false,
  compared: { numerator: 200, denominator: 455, value: 0.44, average: 0.44 },
  contribution: { total: -0.017, own_rate: -0.016, volume_share: -0.001 },
  crimes_affected: -28,
};
const group = { ...row, funnel: "within" as const, side: "below" as const };
const groups = [
  { ...group, split: "Kingsmere", title: "Kingsmere" },
  {
    ...group,
    split: "Eastgate",
    title: "Eastgate",
    value: 0.45,
    contribution: { ...row.contribution, total: 0.004 },
  },
  { ...group, split: "Wychford", title: "Wychford", value: 0.2, denominator: 9, few: true, interval: null },
  {
    ...group,
    split: "Hidden",
    title: "Hidden",
    value: null,
    numerator: null,
    denominator: null,
    suppressed: true,
    interval: null,
    contribution: null,
  },
];
const input = {
  kpi: givenKpi(),
  whole: row,
  groups,
  period: "12 months to Oct 2026",
  before: "12 months to Oct 2025",
  wholeTitle: "All of them",
};
const place: Place = { width: 800, height: breakdownHeight(input, 800), frame: null };

test("each group has its dot, interval, earlier tick and part in the change; small ones are not judged, hidden ones marked", async () => {
  const svg = draw(breakdownChart(input, place), place);
  for (const words of [
    "177 of 466",
    "38.0",
    "−1.7",
    "+0.4",
    "Share of the −1.7 points change",
    "All of them 38.0%",
  ])
    expect(svg).toContain(words);
  expect(svg).toContain("fewer than 20: not judged");
  expect(svg).toContain("[c]");
  await expect(svg).toMatchFileSnapshot("__snapshots__/breakdown.svg");
});

test("in a funnel plot a group beyond the limits is named and has another shape", async () => {
  const limits = [20, 100, 300, 500].map((denominator) => {
    const reach = 1 / Math.sqrt(denominator);
    return {
      denominator,
      lower_998: 0.4 - 1.5 * reach,
      lower_95: 0.4 - reach,
      upper_95: 0.4 + reach,
      upper_998: 0.4 + 1.5 * reach,
    };
  });
  const dots = [
    { ...group, split: "A", title: "Kingsmere", value: 0.39, denominator: 466 },
    {
      ...group,
      split: "B",
      title: "Eastgate",
      value: 0.55,
      denominator: 300,
      funnel: "beyond-99.8" as const,
      side: "above" as const,
    },
  ];
  const plot = { centre: 0.4, limits, groups: dots };
  const svg = draw(funnelPlot(plot, { ...place, height: 340 }), { ...place, height: 340 });
  expect(svg).toContain("Eastgate 55.0%");
  expect(svg).not.toContain("Kingsmere");
  await expect(svg).toMatchFileSnapshot("__snapshots__/funnel-plot.svg");
});

test("days are counted in bins with the median and the slowest marked; a hidden bin is a mark, not a gap", async () => {
  const bins = [
    { from_days: 0, to_days: 29, crimes: 18 },
    { from_days: 30, to_days: 59, crimes: null },
    { from_days: 60, to_days: 89, crimes: 12 },
  ];
  const svg = draw(
    histogram(
      { bins, marks: [{ title: "Half within", days: 41 }], of: { one: "crime", many: "crimes" } },
      { ...place, height: 300 },
    ),
    { ...place, height: 300 },
  );
  expect(svg).toContain("Half within 41");
  expect(svg).toContain("[c]");
  await expect(svg).toMatchFileSnapshot("__snapshots__/histogram.svg");
});

test("open crimes by age stand on one scale, each with its total", async () => {
  const bands = (a: number, b: number | null) => [
    { title: "0 to 365 days", crimes: a },
    { title: "over 365 days", crimes: b },
  ];
  const rows = [
    { title: "RASSO North", total: 90, parts: bands(60, 30) },
    { title: "RASSO South", total: null, parts: bands(20, null) },
  ];
  const svg = draw(barsChart(rows, { ...place, height: 130 }), { ...place, height: 130 });
  expect(svg).toContain("RASSO North");
  expect(svg).toContain("[c]");
  await expect(svg).toMatchFileSnapshot("__snapshots__/open-by-age.svg");
});
