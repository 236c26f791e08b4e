import type { Unit } from "../contract/kpi.ts";
import type { Limits, Point } from "../contract/series.ts";
import { isJudged } from "../wording/judging.ts";

export type Domain = { low: number; high: number };

/** The span of the judged months with limits and target. A month that is not judged does not set the scale, unless `holdsAll`. */
export function domainOf(
  points: Point[],
  limits: Limits | null,
  target: number | null,
  holdsAll = false,
): Domain | null {
  const judged = points.filter((point) => isJudged(point) && point.value !== null);
  const shown = judged.length > 0 ? judged : points;
  const values = [
    ...shown.flatMap(({ value, spc }) => [value, spc?.lower, spc?.upper]),
    limits?.lower,
    limits?.upper,
    target,
  ].filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  if (values.length === 0) return null;
  const all = holdsAll ? points.map(({ value }) => value ?? 0) : [];
  return { low: Math.min(...values), high: Math.max(...values, ...all) };
}

export type Axis = { low: number; high: number; step: number; isCut: boolean };

/** A value axis in round steps. It starts at 0 unless that would squeeze the figures into its upper part; then it is cut. */
export function axisOf(domain: Domain | null, unit: Unit): Axis {
  const { low, high } = domain ?? { low: 0, high: unit === "share" ? 1 : 10 };
  const isCut = high > low && low > high * 0.45;
  const span = (high - (isCut ? low : 0)) * 1.08 || Math.abs(high) * 0.2 || 1;
  const step = Math.max(roundStep(span / 5), unit === "share" ? 0.01 : 1);
  const top = Math.ceil((high + span * 0.03) / step) * step;
  const bottom = isCut ? Math.max(0, Math.floor((low - span * 0.05) / step) * step) : 0;
  return {
    low: tidy(bottom),
    high: tidy(unit === "share" ? Math.min(1, Math.max(top, bottom + step)) : Math.max(top, bottom + step)),
    step: tidy(step),
    isCut: bottom > 0,
  };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((size) => size * power >= rough) ?? 10) * power;
}

function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** Labels pushed apart so that none lies on another; each keeps its order and moves no further than it must. */
export function spread<Label extends { at: number }>(labels: Label[], gap: number): Label[] {
  const placed = labels.toSorted((a, b) => a.at - b.at).map((label) => ({ ...label }));
  for (let pass = 0; pass < placed.length; pass++) {
    for (const [index, label] of placed.entries()) {
      const next = placed[index + 1];
      const overlap = next ? label.at + gap - next.at : 0;
      if (!next || overlap <= 0) continue;
      label.at -= overlap / 2;
      next.at += overlap / 2;
    }
  }
  return placed;
}
