import { expect, test } from "vitest";
import { spcOf } from "./spc.ts";
import cases from "./spc-cases.json" with { type: "json" };

const signalNames: Record<string, [string, string | null]> = {
  "Common Cause": ["none", null],
  "Above UCL": ["outside", "up"],
  "Below LCL": ["outside", "down"],
  "7 Point Trend (Increasing)": ["trend", "up"],
  "7 Point Trend (Decreasing)": ["trend", "down"],
  "2 in 3 Above CL": ["two-in-three", "up"],
  "2 in 3 Below CL": ["two-in-three", "down"],
  "7 Points Above CL": ["shift", "up"],
  "7 Points Below CL": ["shift", "down"],
};

test.each(cases)("$name has the reference's mean, limits and signals", (reference) => {
  const { points } = spcOf(reference.y, {
    kind: null,
    rebaseAt: reference.rebaseAt === null ? [] : [reference.rebaseAt],
    baselinePoints: reference.fixAfter,
    screensRanges: reference.screenOutliers,
    refusesNearlyConstant: false,
  });
  expect(points).toHaveLength(reference.y.length);
  points.forEach((point, at) => {
    expect(point?.mean).toBeCloseTo(reference.mean[at] ?? Number.NaN, 9);
    expect(point?.lower).toBeCloseTo(reference.lpl[at] ?? Number.NaN, 9);
    expect(point?.upper).toBeCloseTo(reference.upl[at] ?? Number.NaN, 9);
    expect([point?.signal, point?.direction]).toEqual(signalNames[reference.specialCause[at] ?? ""]);
  });
});

const wavering = [50, 52, 49, 51, 53, 48, 50, 52, 51, 49, 50, 52, 51, 53, 49, 50];

test("eleven usable points have no limits, twelve have", () => {
  expect(spcOf(wavering.slice(0, 11), { kind: "count" }).phases[0]?.reason).toBe("too few points");
  expect(spcOf(wavering.slice(0, 12), { kind: "count" }).phases[0]?.reason).toBeNull();
  const gapped = [...wavering.slice(0, 11), null, null];
  expect(spcOf(gapped, { kind: "count" }).points.every((point) => point === null)).toBe(true);
});

test("a series that is constant, or has half of its ranges at nought, has no limits and says so", () => {
  const flat = Array.from({ length: 24 }, () => 30);
  const halves = [0, 0, 5, 5, 1, 1, 6, 6, 2, 2, 7, 7, 3];
  expect(spcOf(flat, { kind: "duration" }).phases[0]?.reason).toBe("nearly constant");
  expect(spcOf(halves, { kind: "duration" }).phases[0]?.reason).toBe("nearly constant");
  expect(spcOf([...halves, 9], { kind: "duration" }).phases[0]?.reason).toBeNull();
  const steps = cases.find((each) => each.name === "exact_on_mean_breaks_shift");
  expect(spcOf(steps?.y ?? [], { kind: null }).phases[0]?.reason).toBe("nearly constant");
});

test("limits of a share stay in 0 to 1, of a count or duration at 0 or above", () => {
  const shares = [0.02, 0.9, 0.1, 0.95, 0.05, 0.99, 0.03, 0.9, 0.1, 0.97, 0.2, 0.8];
  expect(spcOf(shares, { kind: "share" }).points[0]).toMatchObject({ lower: 0, upper: 1 });
  expect(spcOf(shares, { kind: "count" }).points[0]?.lower).toBe(0);
  expect(spcOf(shares, { kind: "count" }).points[0]?.upper).toBeGreaterThan(1);
  expect(spcOf(shares, { kind: null }).points[0]?.lower).toBeLessThan(0);
});

test("a missing month breaks a run and gives no range on either side", () => {
  const rising = [5, 1, 4, 2, 5, 1, 4, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 2];
  const trend = spcOf(rising, { kind: null }).points.map((point) => point?.signal);
  expect(trend.slice(7, 15)).toEqual(Array.from({ length: 8 }, () => "trend"));
  const broken = rising.with(10, Number.NaN).map((value) => (Number.isNaN(value) ? null : value));
  const signals = spcOf(broken, { kind: null }).points.map((point) => point?.signal ?? null);
  expect(signals[10]).toBeNull();
  expect(signals).not.toContain("trend");

  const values = [1, 2, 1, 2, 1, 2, null, 9, 10, 9, 10, 9, 10];
  expect(spcOf(values, { kind: null }).points[0]?.upper).toBeCloseTo(66 / 12 + 2.66 * 1, 12);
});

test("limits fixed on the first points judge the later ones", () => {
  const values = [...wavering.slice(0, 12), 70, 71, 72];
  const [first] = spcOf(values, { kind: null, baselinePoints: 12 }).points;
  const [reference] = spcOf(wavering.slice(0, 12), { kind: null }).points;
  expect(first?.mean).toBe(reference?.mean);
  expect(spcOf(values, { kind: null, baselinePoints: 12 }).points.at(-1)?.signal).toBe("outside");
});

test("every phase needs its own twelve points, and a rule does not run across a re-basing", () => {
  const values = [...wavering, ...wavering.slice(0, 11)];
  const { phases, points } = spcOf(values, { kind: null, rebaseAt: [16] });
  expect(phases.map((phase) => phase.reason)).toEqual([null, "too few points"]);
  expect(points[15]).not.toBeNull();
  expect(points[16]).toBeNull();
});
