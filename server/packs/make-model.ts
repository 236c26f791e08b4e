import { openGroup, outcomeOrder, outcomeTitle } from "../charts/outcome-groups.ts";
import type { Kpi } from "../contract/kpi.ts";
import type { PackText } from "../contract/pack.ts";
import type { PackModel, PackPage, PackTable } from "../contract/pack-model.ts";
import type { Settings } from "../contract/settings.ts";
import { showCount } from "../disclosure/release.ts";
import { smallNumberRule } from "../disclosure/rule-words.ts";
import { markingOf } from "../disclosure/view.ts";
import { countOf, formatCount, formatDate, formatLongMonth, formatMonth } from "../wording/format.ts";
import { besideFunnel, funnelReading } from "../wording/funnel-words.ts";
import { markOfVerdict } from "../wording/judging.ts";
import { labelOf, sentence, variationTitles } from "../wording/words.ts";
import { breakdownOf } from "./breakdown.ts";
import type { PackFigures } from "./figures.ts";
import { pageOf } from "./page.ts";
import { chartRules } from "./rules.ts";

/** Makes the pack from its figures, the settings and the analyst's words. A pure function. */
export function makeModel(figures: PackFigures, settings: Settings, text: PackText): PackModel {
  const { snapshot } = figures;
  const pages = text.kpis.flatMap((written) => {
    const found = figures.kpis.find(({ kpi }) => kpi.id === written.id);
    if (!found) return [];
    const page = pageOf(found.kpi, found.series, written, text.actions, figures.recorded);
    return [{ ...page, breakdown: found.breakdown && breakdownOf(found.kpi, found.breakdown, snapshot) }];
  });
  const model = {
    version: 1 as const,
    title: text.title,
    month: text.month,
    audience: text.audience,
    force: settings.force_name ?? snapshot.force ?? "All forces in the files",
    snapshot: {
      id: snapshot.id,
      asAt: snapshot.asAt,
      files: snapshot.files,
      synthetic: snapshot.synthetic,
    },
    marking: markingOf(settings, text.audience === "external"),
    changed: changedOf(figures),
    pages,
    recorded: figures.recorded,
    attrition: attritionOf(figures, text),
    quality: qualityOf(figures, pages),
    actions: text.actions,
    look: { accent: settings.packs.accent, logo: settings.packs.logo },
    notices: noticesOf(figures, text),
  };
  const provenance = provenanceOf(figures, text, model.marking);
  return printable({ ...model, stamps: stampsOf(figures, text), provenance });
}

/** Says that a pack of an earlier month knows more than what was known at its end, if the snapshot of that time is not kept. */
function noticesOf({ snapshot }: PackFigures, { month }: PackText): string[] {
  if (snapshot.lastCompleteMonth <= month) return [];
  const of = formatLongMonth(month);
  return [
    `Made later: this pack of ${of} is made from files as at ${formatDate(snapshot.asAt)}, because no snapshot of that time is kept. It shows what became known after ${of}: later outcomes, months that have matured since, and limits worked out from all months to ${formatLongMonth(snapshot.lastCompleteMonth)}.`,
  ];
}

/** Marks the pack on every page as a draft, for a file that nobody has approved. */
export function markedAsDraft(model: PackModel): PackModel {
  const { marking } = model;
  return { ...model, marking: { ...marking, handling: `Draft, not approved. ${marking.handling}` } };
}

/** Adds to the first page and the provenance who approved the pack and when. */
export function markedAsApproved(model: PackModel, { by, at, isOwn }: Approval): PackModel {
  const own =
    " The same person wrote it: on this machine there is one person, so nobody else has looked through it";
  const value = `Approved by ${by} on ${formatDate(at.toISOString().slice(0, 10))}.${isOwn ? `${own}.` : ""}`;
  return {
    ...model,
    notices: [...model.notices, value],
    provenance: [...model.provenance, { name: "Approval", value }],
  };
}

type Approval = { by: string; at: Date; isOwn: boolean };

/** Replaces signs that no file can hold, as texts come from exports and from people. */
function printable(model: PackModel): PackModel {
  const text = JSON.stringify(model, (_, value: unknown) =>
    typeof value === "string" ? value.replace(/(?!\n)\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, " ") : value,
  );
  return JSON.parse(text);
}

/** What the verdicts name as changed, the clearest first, then what is to look at again, and the measures that are as usual. */
function changedOf({ changes, kpis }: PackFigures): PackModel["changed"] {
  const said = (ids: string[]) =>
    ids.flatMap((id) => {
      const found = kpis.find(({ kpi }) => kpi.id === id);
      return found?.series?.verdict ? [{ title: found.kpi.title, verdict: found.series.verdict }] : [];
    });
  const quiet = said(changes.quiet);
  const isUsual = ({ verdict }: (typeof quiet)[number]) => verdict.variation === "common-cause";
  const told = [...said(changes.signals.map(({ kpi }) => kpi)), ...quiet.filter((each) => !isUsual(each))];
  const judged = changes.signals.length + changes.quiet.length;
  return {
    summary:
      judged === 0
        ? "No measure of this pack can be judged yet."
        : changes.signals.length === 0
          ? "No measure is named as changed."
          : `${changes.signals.length} of ${judged} measures that can be judged ${changes.signals.length === 1 ? "has" : "have"} changed.`,
    rule: changes.rule,
    signals: told.map(({ title, verdict }) => ({
      title,
      mark: markOfVerdict(verdict),
      label: variationTitles[verdict.variation],
      reading: verdict.reading,
    })),
    still: quiet.filter(isUsual).map(({ title }) => title),
  };
}

const ages = [28, 90, 180, 365];

function attritionOf(
  { snapshot, incidence, funnel, view }: PackFigures,
  { scope }: PackText,
): PackModel["attrition"] {
  const recorded = funnel?.cohort.crimes;
  if (!funnel || !recorded) return null;
  const shown = incidence ? ages.filter((age) => incidence.days.includes(age)) : [];
  const curves = incidence
    ? [...Object.entries(incidence.groups), [openGroup, incidence.open] as const].toSorted(
        ([a], [b]) => outcomeOrder(a) - outcomeOrder(b),
      )
    : [];
  const undated = incidence?.cohort.undated ?? 0;
  const followed =
    view.exactness === "released"
      ? "One cohort, followed as far as the files reach: younger crimes may yet go further."
      : "One cohort, followed for a year: every crime in it had a year to end by the end of the pack’s month.";
  return {
    cohort: `${labelOf(snapshot, "scope", scope)} recorded ${formatMonth(funnel.cohort.from)} to ${formatMonth(funnel.cohort.to)}: ${countOf(incidence?.cohort.crimes ?? recorded)}`,
    reading: `${followed} ${funnelReading(funnel)} Each ending competes with the others (Aalen–Johansen).${undated > 0 ? ` ${countOf(undated)} without a usable date left out of the curves.` : ""}`,
    incidence:
      shown.length === 0
        ? null
        : {
            ages: shown,
            groups: curves.map(([group, curve]) => ({
              title: outcomeTitle(group),
              shares: shown.map((age) => curve[incidence?.days.indexOf(age) ?? 0] ?? null),
            })),
          },
    curves: incidence && view.exactness !== "released" ? curvesOf(incidence) : null,
    funnel: funnel.stages.map(({ title, crimes }) => ({
      title,
      crimes,
      share: crimes === null ? null : Math.min(crimes / recorded, 1),
    })),
    beside: besideFunnel(funnel).map(({ title, crimes, share }) => ({ title, crimes, share })),
  };
}

/** The curves as the screen draws them; null if there are none. For released figures a table gives a few ages instead. */
function curvesOf({ days, groups, open, crimes }: NonNullable<PackFigures["incidence"]>) {
  return days.length === 0 ? null : { days, groups, open, crimes };
}

/** What the files held and the checks found. Released counts follow the rule, and a check's name replaces its words, as these tell one
 * from many. */
function qualityOf({ snapshot, checks, view }: PackFigures, pages: { kpi: Kpi }[]): PackModel["quality"] {
  const titles = new Map(pages.map(({ kpi }) => [kpi.id, kpi.title]));
  const affected = (kpis: string[]) =>
    kpis.includes("all")
      ? "All"
      : kpis.flatMap((id) => titles.get(id) ?? []).join("; ") || "None in this pack";
  const written = (count: number) => {
    const shown = showCount(count, view, false, "total");
    return shown === null ? "[c]" : formatCount(shown);
  };
  return {
    files: {
      head: ["File", "Rows read", "Accepted", "Repeated", "Rejected"],
      rows: snapshot.files.map(({ name, read, accepted, repeated, rejected }) => [
        name,
        ...[read, accepted, repeated, rejected].map(written),
      ]),
    },
    checks: {
      head: ["Check", "Found", "What it means", "KPIs in this pack"],
      rows: checks
        .filter(({ count }) => count > 0)
        .map(({ check, severity, count, message, kpis }) => [
          severity === "error" ? "Row rejected" : "Warning",
          written(count),
          view.exactness === "released" ? `${sentence(check.replaceAll("-", " "))}.` : message,
          affected(kpis),
        ]),
    },
  };
}

function stampsOf({ snapshot, view }: PackFigures, text: PackText): string[] {
  return [
    `As at ${formatDate(snapshot.asAt)}`,
    `Snapshot ${snapshot.id}`,
    `${labelOf(snapshot, "scope", text.scope)}, whole force, to ${formatMonth(text.month)}`,
    `Source: ${snapshot.files.map(({ name }) => name).join(" and ")}`,
    smallNumberRule(view),
    "A local measure set, not an official list",
    ...(snapshot.synthetic ? ["Synthetic data: invented, no real people"] : []),
  ];
}

function provenanceOf(
  { snapshot, kpis, view }: PackFigures,
  text: PackText,
  marking: PackModel["marking"],
): PackModel["provenance"] {
  const reviewed = kpis.map(({ kpi }) => kpi.reviewed_on).sort();
  return [
    { name: "Pack", value: `${text.title}, ${formatLongMonth(text.month)}` },
    { name: "Audience", value: text.audience },
    { name: "Marking", value: `${marking.label}. ${marking.handling}.` },
    { name: "As at", value: formatDate(snapshot.asAt) },
    { name: "Snapshot", value: snapshot.id },
    ...snapshot.files.map(({ role, name, sha256 }) => ({
      name: `Source, ${role}`,
      value: `${name}, SHA-256 ${sha256}`,
    })),
    { name: "Scope", value: labelOf(snapshot, "scope", text.scope) },
    {
      name: "Filters",
      value: `Whole force; ${formatMonth(snapshot.firstMonth)} to ${formatMonth(text.month)}`,
    },
    { name: "Small numbers", value: smallNumberRule(view) },
    { name: "Control charts", value: chartRules },
    {
      name: "Definitions",
      value: `A local measure set, not an official national list. Reviewed ${formatDate(reviewed.at(0) ?? snapshot.asAt)} to ${formatDate(reviewed.at(-1) ?? snapshot.asAt)}.`,
    },
    ...(snapshot.synthetic ? [{ name: "Data", value: "Synthetic: invented, no real people" }] : []),
  ];
}

/** The titles of the pages on attrition. A released cohort covers the whole period, an internal one was followed for a year. */
export function attritionTitle({ audience }: PackModel): string {
  return audience === "external"
    ? "Attrition: every crime in the files, as far as it went"
    : "Attrition: one cohort followed for a year";
}

/** The rows of the flight deck table, as every file prints them. */
export function deckTable(pages: PackPage[]): PackTable {
  return {
    head: ["KPI", "Latest figure", "How many", "Reading", "Target"],
    rows: pages.map(({ kpi, row }) => [kpi.title, row.value, row.counts, row.reading, row.target]),
  };
}
