import { expect, test } from "vitest";
import {
  type ComparedFigure,
  comparatorsChart,
  comparatorsHeight,
} from "../../../server/charts/comparators-chart.ts";
import type { Place } from "../../../server/charts/drawing.ts";
import {
  largestRevision,
  revisionsChart,
  revisionsHeight,
  revisionsOf,
} from "../../../server/charts/revisions-chart.ts";
import { draw } from "./draw.ts";

const figure = (value: number | null) => ({ numerator: null, denominator: null, value });

const months = [
  { month: "2026-06", before: figure(0.4), after: figure(0.4), moves: [] },
  { month: "2026-07", before: figure(0.5), after: figure(0.475), moves: [] },
  { month: "2026-08", before: figure(0.42), after: figure(0.43), moves: [] },
  { month: "2026-09", before: figure(null), after: figure(0.41), moves: [] },
  { month: "2026-10", before: null, after: figure(0.44), moves: [] },
];

const wide: Place = { width: 900, height: revisionsHeight, frame: null };

test("the months said before, by how much each changed, and which most", () => {
  const revisions = revisionsOf(months);
  expect(revisions.map(({ month }) => month)).toEqual(["2026-06", "2026-07", "2026-08", "2026-09"]);
  expect(revisions.map(({ change }) => change && Number(change.toFixed(6)))).toEqual([0, -0.025, 0.01, null]);
  expect(largestRevision(revisions)).toMatchObject({ month: "2026-07", was: 0.5, is: 0.475 });
  expect(largestRevision(revisions.slice(0, 1))).toBeNull();
});

test("then and now of every month, and each change in figures", async () => {
  const input = {
    revisions: revisionsOf(months),
    unit: "share" as const,
    of: { one: "crime", many: "crimes" },
  };
  const svg = draw(revisionsChart(input, wide), wide);
  for (const words of ["Then", "Now", "−2.5", "+1.0", "Change in points", "Scale begins at"])
    expect(svg).toContain(words);
  await expect(svg).toMatchFileSnapshot("__snapshots__/revisions.svg");
});

const figures: ComparedFigure[] = [
  { area: "Avonshire", period: "12 months to Oct 2026", value: 388, isOwn: true },
  { area: "England and Wales", period: "2022/23", value: 421, isOwn: false },
];

test("figures of areas on one scale in the order given, the force's own as a square", async () => {
  const place = { ...wide, height: comparatorsHeight(2, 900) };
  const svg = draw(comparatorsChart({ figures, unit: "days" }, place), place);
  for (const words of ["Avonshire", "388 days", "421 days", "2022/23", "Scale begins at 380"])
    expect(svg).toContain(words);
  await expect(svg).toMatchFileSnapshot("__snapshots__/comparators.svg");
});

test("on a narrow screen the names stand above, whole", () => {
  const place = { ...wide, width: 320, height: comparatorsHeight(2, 320) };
  expect(draw(comparatorsChart({ figures, unit: "days" }, place), place)).toContain(
    "Avonshire, 12 months to Oct 2026",
  );
});
