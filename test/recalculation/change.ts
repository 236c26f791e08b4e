import type { PlainPoint } from "./kpis.ts";

/** How the latest months compare with the months before them, worked out again: queries/measures/change.sql says what. */

type Kind = "share" | "count" | "duration";
type Usable = { month: string; at: number; value: number; weight: number; p75: number | null };

export type PlainChange = {
  since: string;
  month: string;
  months: number;
  before_months: number;
  before: number;
  after: number;
  crimes: number;
  score: number;
};

/** The latest six months against the months before; null if they cannot be compared. */
export function changeOf(points: PlainPoint[], kind: Kind): PlainChange | null {
  const usable = points.filter(isUsable).map((point) => ({
    month: point.month,
    at: Number(point.month.slice(0, 4)) * 12 + Number(point.month.slice(5)),
    value: point.value ?? 0,
    weight: kind === "count" ? 1 : (point.denominator ?? 0),
    p75: point.p75,
  }));
  const deviation = movementOf(usable);
  if (deviation === null) return null;
  return comparison(usable, kind, 6, deviation);
}

function comparison(usable: Usable[], kind: Kind, months: number, movement: number): PlainChange | null {
  const latest = usable.at(-1);
  if (!latest) return null;
  const back = (point: Usable) => latest.at - point.at;
  const after = usable.filter((point) => back(point) < months);
  const [first, last] = kind === "count" ? [12, 11 + months] : [months, months + 23];
  const before = usable.filter((point) => back(point) >= first && back(point) <= last);
  if (after.length < months || before.length < (kind === "count" ? months : 12)) return null;
  const level = levelOf([...after, ...before]);
  const chance = {
    share: () => Math.sqrt(level * (1 - level)),
    count: () => Math.sqrt(level),
    duration: () => Math.sqrt(Math.PI / 2) * level * spreadOf(usable),
  }[kind]();
  const error = Math.max(movement, chance) * Math.sqrt(1 / weightOf(after) + 1 / weightOf(before));
  if (error === 0) return null;
  return {
    since: after[0]?.month ?? latest.month,
    month: latest.month,
    months,
    before_months: before.length,
    before: levelOf(before),
    after: levelOf(after),
    crimes: weightOf(after),
    score: (levelOf(after) - levelOf(before)) / error,
  };
}

/** The standard deviation of a month of weight 1, from the steps between months next to each other. */
function movementOf(usable: Usable[]): number | null {
  const steps: number[] = [];
  usable.forEach((point, index) => {
    const last = usable[index - 1];
    if (last && point.at - last.at === 1) {
      steps.push(Math.abs(point.value - last.value) / Math.sqrt(1 / point.weight + 1 / last.weight));
    }
  });
  if (steps.length === 0) return null;
  return (steps.reduce((sum, step) => sum + step, 0) / steps.length) * Math.sqrt(Math.PI / 2);
}

/** The standard deviation of the logarithms of the times, from their upper half; 0 if it cannot be told. */
function spreadOf(usable: Usable[]): number {
  const told = usable.flatMap(({ value, p75, weight }) =>
    value > 0 && p75 !== null && p75 > 0
      ? [{ spread: Math.log(p75 / value) / 0.6744897501960817, weight }]
      : [],
  );
  const weights = told.reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0 ? 0 : told.reduce((sum, { spread, weight }) => sum + spread * weight, 0) / weights;
}

function levelOf(points: Usable[]): number {
  return points.reduce((sum, { value, weight }) => sum + value * weight, 0) / weightOf(points);
}

function weightOf(points: Usable[]): number {
  return points.reduce((sum, { weight }) => sum + weight, 0);
}

function isUsable(point: PlainPoint): boolean {
  return point.complete && point.mature !== false && !point.ramp_up && point.value !== null;
}
