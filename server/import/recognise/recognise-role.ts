import type { Role } from "../../contract/snapshot.ts";

import { required } from "../read/columns.ts";
import type { Suggestion } from "./suggest-columns.ts";

/** How well a file fills the required columns of each role, from 0 to 1. */
export type RoleScores = Record<Role, number>;

const nearlyFilled = 0.6;
const sure = 0.99;

export function scoreRole(role: Role, columns: Suggestion[]): number {
  const filled = required[role].map((either) =>
    Math.max(
      0,
      ...columns.filter(({ column }) => column && either.includes(column)).map((each) => each.confidence),
    ),
  );
  return filled.reduce((sum, each) => sum + each, 0) / filled.length;
}

/** The role of each file. One that could be both (crimes with their outcome beside them) holds cases, unless another file
 * clearly is the cases file and none is clearly the outcomes file. Null where a file fills neither half way. */
export function settleRoles(files: RoleScores[]): { role: Role | null; confidence: number }[] {
  const settled = files.map(({ cases, outcomes }) => {
    const best = Math.max(cases, outcomes);
    if (best < nearlyFilled / 2) return { role: null, confidence: 0, isOpen: false };
    const isOpen = Math.min(cases, outcomes) > nearlyFilled && Math.abs(cases - outcomes) < 0.3;
    const role: Role = cases >= outcomes || isOpen ? "cases" : "outcomes";
    return { role, confidence: rounded(isOpen ? 0.6 : Math.min(sure, best)), isOpen };
  });
  const isClear = (wanted: Role) => settled.some(({ role, isOpen }) => role === wanted && !isOpen);
  return settled.map(({ role, confidence, isOpen }) => ({
    role: isOpen && isClear("cases") && !isClear("outcomes") ? "outcomes" : role,
    confidence,
  }));
}

function rounded(confidence: number): number {
  return Number(confidence.toFixed(2));
}
