import { expect, test } from "vitest";
import {
  aalenVariance,
  greenwoodVariance,
  incidenceAt,
  incidenceCurves,
  logLogBand,
  type Observation,
  survivalAt,
} from "./incidence.ts";
import reference from "./incidence-cases.json" with { type: "json" };

const groups = ["charged", "withdrew", "other"] as const;
const observations: Observation[] = reference.data.map(({ t, s }) => ({
  days: t,
  group: groups[s - 1] ?? null,
}));

test("incidence and the share still open are those of R's survival and cmprsk", () => {
  reference.times.forEach((day, at) => {
    groups.forEach((group, place) => {
      expect(incidenceAt(observations, group, day)).toBeCloseTo(reference.aj[group][at] ?? Number.NaN, 9);
      expect(incidenceAt(observations, group, day)).toBeCloseTo(
        reference.cuminc.est[place]?.[at] ?? Number.NaN,
        9,
      );
    });
    expect(survivalAt(observations, day)).toBeCloseTo(reference.aj.open[at] ?? Number.NaN, 9);
  });
});

test("the Greenwood-type variance is survfit's, Aalen's is cmprsk's", () => {
  reference.times.forEach((day, at) => {
    const error = Math.sqrt(greenwoodVariance(observations, "charged", day));
    expect(error).toBeCloseTo(reference.aj.se_charged[at] ?? Number.NaN, 9);
    groups.forEach((group, place) => {
      const expected = reference.cuminc.var[place]?.[at] ?? Number.NaN;
      expect(aalenVariance(observations, group, day)).toBeCloseTo(expected, 9);
    });
  });
});

test("all groups and the open share add up to one on every day", () => {
  const curves = incidenceCurves(observations, 365, 1);
  expect(curves.days).toHaveLength(366);
  for (const day of curves.days) {
    const ended = Object.values(curves.groups).reduce((sum, curve) => sum + (curve[day] ?? 0), 0);
    expect(ended + (curves.open[day] ?? 0)).toBeCloseTo(1, 12);
    expect(curves.groups.charged?.[day]).toBe(incidenceAt(observations, "charged", day));
  }
});

test("a curve ends after the last day with ten at risk, those who leave that day included", () => {
  expect(incidenceCurves(observations, 365).days.at(-1)).toBe(41);
  expect(incidenceCurves(observations, 30).days.at(-1)).toBe(30);
  expect(incidenceCurves(observations.slice(0, 9), 365).days).toEqual([]);
});

test("an outcome on day 0 counts, and nobody is left twice", () => {
  const sameDay: Observation[] = [
    { days: 0, group: "charged" },
    { days: 0, group: null },
    { days: 3, group: "other" },
    { days: 3, group: null },
  ];
  expect(incidenceAt(sameDay, "charged", 0)).toBe(0.25);
  expect(incidenceAt(sameDay, "other", 3)).toBe(0.75 * 0.5);
  expect(survivalAt(sameDay, 3)).toBe(0.375);
});

test("a band holds its estimate and stays between 0 and 1", () => {
  const band = logLogBand(0.22, 0.0095);
  expect(band.lower).toBeGreaterThan(0);
  expect(band.lower).toBeLessThan(0.22);
  expect(band.upper).toBeGreaterThan(0.22);
  expect(band.upper).toBeLessThan(1);
});
