import { expect, test } from "vitest";
import type { Place } from "../../../server/charts/drawing.ts";
import { groupsChart, groupsHeight } from "../../../server/charts/groups-chart.ts";
import { givenPoint, givenYears } from "../given.ts";
import { draw } from "./draw.ts";

const place: Place = { width: 700, height: groupsHeight(3, 700), frame: null };
const groups = [
  { title: "Kingsmere", points: givenYears(2), isApart: false },
  { title: "Eastgate", points: [givenPoint("2026-10", { value: null })], isApart: false },
  { title: "Not known", points: givenYears(), isApart: true },
];
const words = { one: "crime", many: "crimes" };
const input = { groups, kind: "share", unit: "share", words, better: "lower" } as const;

test("a small chart for each group, named with its latest month that may be judged", async () => {
  const svg = draw(groupsChart(input, place), place);
  for (const words of ["Kingsmere", "35.0%, 35 of 100 crimes, Aug 2026", "No figure yet", "on its own scale"])
    expect(svg).toContain(words);
  expect(svg).not.toMatch(/NaN|Infinity/);
  await expect(svg).toMatchFileSnapshot("__snapshots__/groups.svg");
});

test("two stand side by side where there is room", () => {
  expect(groupsHeight(3, 320)).toBe(groupsHeight(3, 700) * 1.5);
});

test("forty groups fit into a picture as large as they need", () => {
  const frame = { title: "Each district", subtitle: "", footer: [""] };
  const many = Array.from({ length: 40 }, (_, n) => ({ ...groups[0], title: `District ${n}` }));
  const picture = { width: 1200, height: 675, frame };
  const svg = draw(groupsChart({ ...input, groups: many as typeof groups }, picture), picture);
  expect(svg.match(/District \d+/g)).toHaveLength(40);
});
