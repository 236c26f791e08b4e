import { formatMonth, formatValue } from "../../../server/wording/format.ts";
import type { Kpi, Settings } from "../../types.ts";

/** Says how two versions of the settings differ, one sentence for each change. */
export function settingsChanges(before: Settings, after: Settings, kpis: Kpi[]): string[] {
  return [
    ...changed("Force name", before.force_name ?? "from the files", after.force_name ?? "from the files"),
    ...changed("Marking", before.marking, after.marking),
    ...changed("Colour of board packs", before.packs.accent, after.packs.accent),
    ...changed("Marking of external packs", before.packs.external_marking, after.packs.external_marking),
    ...logoChanges(before.packs.logo, after.packs.logo),
    ...listChanges(before.targets, after.targets, (target) => `Target: ${targetWords(target, kpis)}`),
    ...listChanges(before.annotations, after.annotations, (event) => `Event: ${eventWords(event, kpis)}`),
    ...changed("Baseline", baselineWords(before), baselineWords(after)),
    ...groupChanges("Imports", before.imports, after.imports),
    ...groupChanges("Small numbers", before.small_numbers, after.small_numbers),
    ...kpiChanges(before, after, kpis),
  ];
}

function targetWords({ kpi, from, value }: Settings["targets"][number], kpis: Kpi[]): string {
  const found = kpis.find(({ id }) => id === kpi);
  return `${found?.title ?? kpi}, ${found ? formatValue(found.unit, value) : value} from ${formatMonth(from)}`;
}

function eventWords({ month, title, kpi, rebase }: Settings["annotations"][number], kpis: Kpi[]): string {
  const where = kpi === null ? "all measures" : (kpis.find(({ id }) => id === kpi)?.title ?? kpi);
  return `“${title}”, ${formatMonth(month)}, ${where}${rebase ? ", with new limits" : ""}`;
}

function baselineWords({ baseline_points }: Settings): string {
  return baseline_points === null ? "all months" : `first ${baseline_points} months`;
}

function changed(what: string, before: string | number, after: string | number): string[] {
  return before === after ? [] : [`${what}: ${before} is now ${after}`];
}

function logoChanges(before: string | null, after: string | null): string[] {
  if (before === after) return [];
  if (after === null) return ["Logo of board packs: removed"];
  return [before === null ? "Logo of board packs: added" : "Logo of board packs: another one"];
}

function listChanges<Item>(before: Item[], after: Item[], words: (item: Item) => string): string[] {
  const [had, has] = [before.map(words), after.map(words)];
  return [
    ...had.filter((item) => !has.includes(item)).map((item) => `${item}: removed`),
    ...has.filter((item) => !had.includes(item)).map((item) => `${item}: added`),
  ];
}

const titles: Record<string, string> = {
  reject_limit: "most rows rejected",
  unknown_limit: "most texts that are no codes",
  drop_limit: "most rows fewer than before",
  fill_limit: "least share of rows with a value",
  empty_limit: "most that a column may be emptier",
  charge_stands: "any charge stands",
  keep_snapshots: "snapshots kept",
  hide_under: "counts hidden under",
  round_to: "counts rounded to",
  round_totals_to: "totals and stocks rounded to",
  round_days_to: "days rounded to",
};

function groupChanges(
  group: string,
  before: Record<string, number | boolean>,
  after: Record<string, number | boolean>,
): string[] {
  const words = (value: number | boolean = 0) =>
    typeof value === "boolean" ? (value ? "yes" : "no") : value;
  return Object.keys(after).flatMap((name) =>
    changed(`${group}, ${titles[name] ?? name}`, words(before[name]), words(after[name])),
  );
}

function kpiChanges(before: Settings, after: Settings, kpis: Kpi[]): string[] {
  const ids = [...new Set([...Object.keys(before.kpis), ...Object.keys(after.kpis)])];
  return ids.flatMap((id) => {
    const kpi = kpis.find((one) => one.id === id);
    const [had, has] = [before.kpis[id], after.kpis[id]];
    const names = [...new Set([...Object.keys(had?.settings ?? {}), ...Object.keys(has?.settings ?? {})])];
    const title = kpi?.title ?? id;
    return [
      ...names.flatMap((name) =>
        changed(
          `${title}, ${kpi?.settings[name]?.title ?? name}`,
          had?.settings[name] ?? "its default",
          has?.settings[name] ?? "its default",
        ),
      ),
      ...changed(
        `${title}, reference in the official list`,
        had?.flight_deck_ref || "none",
        has?.flight_deck_ref || "none",
      ),
    ];
  });
}
