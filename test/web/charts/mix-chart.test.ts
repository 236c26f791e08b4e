import { expect, test } from "vitest";
import type { Place } from "../../../server/charts/drawing.ts";
import { type MixMonth, mixChart } from "../../../server/charts/mix-chart.ts";
import { drawnGroups } from "../../../server/charts/outcome-groups.ts";
import { draw } from "./draw.ts";

const place: Place = { width: 900, height: 380, frame: null };

const months: MixMonth[] = ["2026-07", "2026-08", "2026-09", "2026-10"].map((month, index) => ({
  month,
  shares: { charged: 0.1, "victim-does-not-support": 0.5, other: 0.2 + index / 20, open: 0.2 - index / 20 },
  isJudged: index < 2,
}));

test("a column a month, the outcome groups of the latest that may be judged named beside them", async () => {
  const svg = draw(mixChart(months, place), place);
  for (const words of ["Charged", "10.0%", "Other outcome", "25.0%", "Still open", "15.0%"])
    expect(svg).toContain(words);
  expect(svg).not.toContain("30.0%");
  await expect(svg).toMatchFileSnapshot("__snapshots__/outcome-mix.svg");
});

test("printed in grey, each outcome group is lighter than the one below it, and all stand out from the paper", () => {
  const brightness = drawnGroups.map(({ colour }) => brightnessOf(colour) + 0.05);
  brightness.slice(1).forEach((each, below) => {
    expect(each / (brightness[below] ?? 1), drawnGroups[below + 1]?.title).toBeGreaterThan(1.35);
  });
  expect(1.05 / Math.max(...brightness)).toBeGreaterThanOrEqual(3);
});

test("a month of which some outcome groups are too few to show has no column, and without any the chart says so", () => {
  const hidden = months.map((month) => ({ ...month, shares: { ...month.shares, charged: null } }));
  expect(draw(mixChart(hidden, place), place)).toContain("cannot be stacked");
  const partly: MixMonth[] = [
    ...months.slice(0, 1),
    { month: "2026-08", shares: { charged: null, open: 0.9 }, isJudged: true },
  ];
  expect(draw(mixChart(partly, place), place)).not.toContain("90.0%");
});

/** Relative luminance (WCAG 2.2). */
function brightnessOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const level = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
