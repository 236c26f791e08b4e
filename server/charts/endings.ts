import { palette } from "./palette.ts";

/** How a crime can end, in the order in which endings are stacked; an outcome is not good or bad by its colour. */
export const endings = [
  { id: "charged", title: "Charged", colour: palette.charged },
  { id: "victim-does-not-support", title: "Victim does not support", colour: palette.victim },
  { id: "evidential-difficulties", title: "Evidential difficulties", colour: palette.evidential },
  { id: "no-suspect", title: "No suspect identified", colour: palette.noSuspect },
  { id: "other", title: "Other outcome", colour: palette.other },
] as const;

const further: Record<string, string> = {
  open: "Still open",
  "out-of-court": "Out-of-court resolution",
  "not-in-public-interest": "Not in the public interest",
  "prosecution-prevented": "Prosecution prevented",
  "other-body": "Passed to another body",
  unmapped: "Code not recognised",
};

/** The name of an outcome group; one that a force added itself goes by its own. */
export function endingTitle(group: string): string {
  return endings.find(({ id }) => id === group)?.title ?? further[group] ?? group;
}

/** The place of an ending among those that are stacked: charged first, still open last. */
export function endingOrder(group: string): number {
  if (group === "open") return endings.length + 1;
  const place = endings.findIndex(({ id }) => id === group);
  return place < 0 ? endings.length : place;
}
