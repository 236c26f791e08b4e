import outcomeGroups from "../../queries/groups/outcome-groups.json";
import { palette } from "./palette.ts";

/** In the order of the groups that are drawn; an outcome is not good or bad by its colour. */
const colours = [palette.charged, palette.victim, palette.evidential, palette.noSuspect, palette.other];

const { groups } = outcomeGroups;
const open = groups.at(-1)?.id;

/** The outcome groups that are drawn, in the order in which they are stacked; the rare groups are joined into the last. */
export const drawnGroups = groups
  .filter(({ id, released_as }) => id === released_as && id !== open)
  .map(({ id, title }, place) => ({ id, title, colour: colours[place] ?? palette.other }));

/** The title of an outcome group; the id of a group that the force has added. */
export function outcomeTitle(group: string): string {
  return groups.find(({ id }) => id === group)?.title ?? group;
}

/** The place of an outcome group in the stack: charged first, still open last. */
export function outcomeOrder(group: string): number {
  if (group === open) return drawnGroups.length + 1;
  const place = drawnGroups.findIndex(({ id }) => id === group);
  return place < 0 ? drawnGroups.length : place;
}
