import outcomeGroups from "../../queries/groups/outcome-groups.json";
import { palette } from "./palette.ts";

/** In the order of the groups that are drawn; an outcome is not good or bad by its colour. */
const colours = [palette.accent, palette.plum, palette.teal, palette.ochre, palette.grey];

const { groups } = outcomeGroups;

/** The group of crimes that have not ended, the last that is listed. */
export const openGroup = groups.at(-1)?.id ?? "";

/** The outcome groups that are drawn, in the order in which they are stacked; the rare groups are joined into the last. */
export const drawnGroups = groups
  .filter(({ id, released_as }) => id === released_as && id !== openGroup)
  .map(({ id, title }, place) => ({ id, title, colour: colours[place] ?? palette.grey }));

/** The groups of which a cohort's reading speaks, in their order. */
export const saidGroups = groups.flatMap(({ id, said }) => (said ? [{ id, ...said }] : []));

/** Which codes the groups are, in sentences. */
export const groupNotes = groups.flatMap(({ note }) => note ?? []).join(" ");

/** The group with whose ending the page of a KPI of this family opens. */
export function groupOfFamily(family: string): string {
  const found = groups.find(({ families }) => families?.includes(family)) ?? groups[0];
  return found?.id ?? openGroup;
}

/** The codes of a group that are counted beside it too, each with its title. */
export function codesApart(group: string): { code: string; title: string }[] {
  return groups.find(({ id }) => id === group)?.apart ?? [];
}

/** The title of an outcome group; the id of a group that the force has added. */
export function outcomeTitle(group: string): string {
  return groups.find(({ id }) => id === group)?.title ?? group;
}

/** The place of an outcome group in the stack: those still open last. */
export function outcomeOrder(group: string): number {
  if (group === openGroup) return drawnGroups.length + 1;
  const place = drawnGroups.findIndex(({ id }) => id === group);
  return place < 0 ? drawnGroups.length : place;
}
