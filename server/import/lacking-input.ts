import { Problem } from "../contract/problem.ts";
import { missingInput } from "../model/input.ts";
import { readModel } from "../model/model.ts";

/** Refuses files (by their role) without an input that every import needs, by the definitions in the folders. */
export function refuseLacking(files: Record<string, string[]>, definitions: string[]): void {
  const { inputs } = readModel(definitions);
  const lacking = missingInput(inputs, files);
  if (!lacking) return;
  const message = `None of the files holds ${lacking}. Say which one does.`;
  throw new Problem(400, `no-${lacking}`, message, "roles");
}
