import { expect, test } from "vitest";
import type { Place } from "../../../server/charts/drawing.ts";
import { funnelChart } from "../../../server/charts/funnel-chart.ts";
import { incidenceChart } from "../../../server/charts/incidence-chart.ts";
import { incidenceStops } from "../../../server/charts/incidence-layout.ts";
import { draw } from "./draw.ts";

const place: Place = { width: 900, height: 460, frame: null };

test("every outcome group is a band named where it ends with its share and its crimes, and the rest is still open", async () => {
  const svg = draw(incidenceChart(given(731), place), place);
  for (const words of [
    "Charged",
    "8.0%, 40 crimes",
    "Victim does not support",
    "Still open",
    "52.0%, 260 crimes",
  ])
    expect(svg).toContain(words);
  expect(svg).not.toContain("The curves stop");
  await expect(svg).toMatchFileSnapshot("__snapshots__/incidence.svg");
});

test("a young cohort's curves stop, and the chart says where and why", async () => {
  const svg = draw(incidenceChart(given(201), place), place);
  expect(svg).toContain("The curves stop at day 200: fewer than 10 crimes are followed further.");
  await expect(svg).toMatchFileSnapshot("__snapshots__/incidence-young.svg");
});

test("on a telephone the bands are named below", async () => {
  const narrow = { ...place, width: 330, height: 520 };
  await expect(draw(incidenceChart(given(731), narrow), narrow)).toMatchFileSnapshot(
    "__snapshots__/incidence-narrow.svg",
  );
});

test("outcome groups that are too few to show are never stacked as if they were none", () => {
  const input = given(731);
  const hidden = {
    ...input,
    curves: { ...input.curves, groups: { ...input.curves.groups, charged: [null] } },
  };
  const svg = draw(incidenceChart(hidden, place), place);
  expect(svg).toContain("cannot be stacked");
  expect(svg).not.toContain("Victim does not support");
});

test("the reader stops at every week and at the days that the table has", () => {
  const stops = incidenceStops(given(731));
  expect(stops.slice(0, 6)).toEqual([0, 7, 14, 21, 28, 35]);
  expect(stops).toEqual(expect.arrayContaining([90, 180, 365, 730]));
});

test("the funnel has one bar for each stage on one scale", async () => {
  const stages = [
    { title: "Recorded", crimes: 500, share: 1 },
    { title: "Suspect identified", crimes: 405, share: 0.81 },
    { title: "Charged", crimes: 40, share: 0.08 },
  ];
  const low = { ...place, height: 300 };
  const svg = draw(funnelChart(stages, low), low);
  expect(svg).toContain("8.0%");
  await expect(svg).toMatchFileSnapshot("__snapshots__/funnel.svg");
});

/** Straight curves: by the last day 8 % charged and 40 % closed with 14 or 16, of 500 crimes. */
function given(length: number) {
  const days = Array.from({ length }, (_, day) => day);
  const rise = (share: number) => days.map((day) => (share * day) / 730);
  return {
    curves: {
      days,
      groups: { charged: rise(0.08), "victim-does-not-support": rise(0.4) },
      open: days.map((day) => 1 - (0.48 * day) / 730),
      crimes: {
        charged: rise(40).map(Math.round),
        "victim-does-not-support": rise(200).map(Math.round),
        open: days.map((day) => 500 - Math.round((240 * day) / 730)),
      },
    },
    horizon: 730,
    fewestAtRisk: 10,
  };
}
