import { CustomChart } from "echarts/charts";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { expect, test } from "vitest";
import type { ChartOption, Place } from "../../../server/charts/drawing.ts";
import { groupAt, groupsChart, groupsHeight } from "../../../server/charts/groups-chart.ts";
import { givenPoint, givenYears } from "../given.ts";

use([CustomChart, SVGRenderer]);

const place: Place = { width: 700, height: groupsHeight(3, 700), cursor: 1, frame: null };
const groups = [
  { title: "Kingsmere", points: givenYears(2), isApart: false },
  { title: "Eastgate", points: [givenPoint("2026-10", { value: null })], isApart: false },
  { title: "Not known", points: givenYears(), isApart: true },
];
const input = { groups, unit: "share", better: "lower" } as const;

test("a small chart for each group, named with its latest month that may be judged", async () => {
  const svg = draw(groupsChart(input, place));
  for (const words of ["Kingsmere", "35.0%, 35 of 100 crimes, Aug 2026", "No figure yet", "on its own scale"])
    expect(svg).toContain(words);
  expect(svg).not.toMatch(/NaN|Infinity/);
  await expect(svg).toMatchFileSnapshot("__snapshots__/groups.svg");
});

test("two stand side by side where there is room, and a click finds the one under it", () => {
  expect([10, 100, 500].map((x) => groupAt(3, place, x, 50))).toEqual([-1, 0, 1]);
  expect(groupAt(3, place, 100, 200)).toBe(2);
  expect(groupsHeight(3, 320)).toBe(groupsHeight(3, 700) * 1.5);
});

test("forty groups fit into a picture of their own size", () => {
  const frame = { title: "Each district", subtitle: "", footer: [""] };
  const many = Array.from({ length: 40 }, (_, n) => ({ ...groups[0], title: `District ${n}` }));
  const picture = { width: 1200, height: 675, cursor: null, frame };
  expect(groupAt(40, picture, 760, 560)).toBe(39);
  const svg = draw(groupsChart({ ...input, groups: many as typeof groups }, picture));
  expect(svg.match(/District \d+/g)).toHaveLength(40);
});

function draw(option: ChartOption): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 1200, height: 675 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg.replaceAll(/zr\d+-/g, "zr-").replaceAll("><", ">\n<")}\n`;
}
