import outcomeGroups from "../../queries/groups/outcome-groups.json";
import { palette } from "./palette.ts";

/** In the order of the endings that are drawn; an outcome is not good or bad by its colour. */
const colours = [palette.charged, palette.victim, palette.evidential, palette.noSuspect, palette.other];

const { groups } = outcomeGroups;
const open = groups.at(-1)?.id;

/** How a crime can end, in the order in which endings are stacked, the rare ones joined into the last. */
export const endings = groups
  .filter(({ id, released_as }) => id === released_as && id !== open)
  .map(({ id, title }, place) => ({ id, title, colour: colours[place] ?? palette.other }));

/** The name of an outcome group; one that a force added itself goes by its own. */
export function endingTitle(group: string): string {
  return groups.find(({ id }) => id === group)?.title ?? group;
}

/** The place of an ending among those that are stacked: charged first, still open last. */
export function endingOrder(group: string): number {
  if (group === open) return endings.length + 1;
  const place = endings.findIndex(({ id }) => id === group);
  return place < 0 ? endings.length : place;
}
