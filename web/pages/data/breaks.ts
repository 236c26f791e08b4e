import type { ImportResult } from "../../types.ts";

/** What breaks if a dry run is published, each in a sentence: the limits that it exceeds, or why it was refused. */
export function breaksOf({ limits, refusal }: ImportResult): string[] {
  if (limits.length > 0) return limits;
  return refusal === null ? [] : [refusal];
}
