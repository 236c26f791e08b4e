import { type Input, requiredColumns } from "../../model/input.ts";
import type { Suggestion } from "./suggest-columns.ts";

/** How well a file fills the required columns of each role, from 0 to 1. */
export type RoleScores = Record<string, number>;

const nearlyFilled = 0.6;
const sure = 0.99;

/** How well the columns of a file fill the required ones of an input, from 0 to 1. */
export function scoreRole(input: Input, columns: Suggestion[]): number {
  const filled = requiredColumns(input).map((either) =>
    Math.max(
      0,
      ...columns.filter(({ column }) => column && either.includes(column)).map((each) => each.confidence),
    ),
  );
  return filled.reduce((sum, each) => sum + each, 0) / filled.length;
}

type Settled = { role: string | null; confidence: number; host: Input | null };

/** Settles the role of each file. A file may fit two, as crimes with their outcomes beside them fit cases and outcomes. It then
 * gets the role that may hold the other, unless another file clearly has that role and no file clearly has the other. Null if a
 * file fits no role half way. */
export function settleRoles(
  files: RoleScores[],
  inputs: Input[],
): { role: string | null; confidence: number }[] {
  const settled = files.map((scores) => settle(scores, inputs));
  const isClear = (wanted: string) => settled.some(({ role, host }) => role === wanted && host === null);
  return settled.map(({ role, confidence, host }) => {
    const isGuest = host?.also && isClear(host.role) && !isClear(host.also);
    return { role: isGuest ? host.also : role, confidence };
  });
}

function settle(scores: RoleScores, inputs: Input[]): Settled {
  const of = (role: string | null) => (role === null ? 0 : (scores[role] ?? 0));
  const [best] = [...inputs].sort((a, b) => of(b.role) - of(a.role));
  if (!best || of(best.role) < nearlyFilled / 2) return { role: null, confidence: 0, host: null };
  const host = inputs.find(
    ({ role, also }) =>
      also !== null &&
      Math.min(of(role), of(also)) > nearlyFilled &&
      Math.abs(of(role) - of(also)) < 0.3 &&
      [role, also].includes(best.role),
  );
  return host
    ? { role: host.role, confidence: 0.6, host }
    : { role: best.role, confidence: rounded(Math.min(sure, of(best.role))), host: null };
}

function rounded(confidence: number): number {
  return Number(confidence.toFixed(2));
}
