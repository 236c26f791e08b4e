import { expect, test } from "vitest";
import { crime, world } from "./hand-made.ts";
import { spcOfSeries } from "./series-spc.ts";

const perMonth = [7, 0, 8, 6, 9, 5, 7, 8, 4, 6, 7, 9, 5, 8];

/** Crimes recorded month by month from January 2023, as at a day within the fourteenth month. */
const recorded = world(
  "2024-02-15",
  perMonth.flatMap((count, at) =>
    Array.from({ length: count }, (_, place) =>
      crime(
        `${at}/${place}`,
        `0${place + 1}/${String((at % 12) + 1).padStart(2, "0")}/${at < 12 ? 2023 : 2024}`,
      ),
    ),
  ),
);

test("an incomplete month is no point; a month with none is one, at 0", () => {
  const spc = spcOfSeries("recorded-crimes", recorded.series("recorded-crimes"));
  expect(spc?.points.map((point) => point !== null)).toEqual([...Array(13).fill(true), false]);
  expect(spc?.points[1]?.mean).toBeCloseTo(81 / 13, 12);
});

test("suppressed, immature and ramp-up months are no points, and a stock has no chart", () => {
  const points = recorded.series("recorded-crimes");
  const suppressed = spcOfSeries("recorded-crimes", points, { isSuppressed: ({ value }) => value === 5 });
  expect(suppressed?.phases[0]?.reason).toBe("too few points");
  const aged = recorded.series("attrition").map((point) => ({ ...point, value: point.denominator }));
  expect(spcOfSeries("attrition", aged)?.phases[0]?.reason).toBe("too few points");
  expect(spcOfSeries("charges", recorded.series("charges"))?.phases[0]?.reason).toBe("too few points");
  expect(spcOfSeries("open-investigations", recorded.series("open-investigations"))).toBeNull();
});

test("a re-basing begins at its month", () => {
  const spc = spcOfSeries("recorded-crimes", recorded.series("recorded-crimes"), {
    rebaseMonths: ["2023-03"],
  });
  expect(spc?.phases.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 14],
  ]);
});

test("a count of fewer than five a month on average has no limits, one of five has", () => {
  const points = recorded.series("recorded-crimes");
  const withMean = (mean: number) => {
    const values = [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, 0, 0].map((step) => mean + step);
    return points.map((point, at) => ({ ...point, value: values[at] ?? 0 }));
  };
  expect(spcOfSeries("recorded-crimes", withMean(4.9))?.phases[0]?.reason).toBe("rare");
  expect(spcOfSeries("recorded-crimes", withMean(5))?.phases[0]?.reason).toBeNull();
});
