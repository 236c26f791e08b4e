import type { z } from "zod";
import type { Kpi } from "../contract/kpi.ts";
import type { Pack } from "../contract/pack.ts";
import type { PackPage } from "../contract/pack-model.ts";
import type { Point, seriesSchema } from "../contract/series.ts";
import {
  countOf,
  formatAverage,
  formatCounts,
  formatLongMonth,
  formatMonth,
  formatRange,
  formatTick,
  formatValue,
  shownCount,
} from "../wording/format.ts";
import { isHidden, isJudged, markOfVerdict, noFigureWords } from "../wording/judging.ts";
import {
  assuranceWords,
  countsOf,
  countTitle,
  familyTitle,
  maturityWords,
  monthCounted,
  monthLine,
  plainReading,
  sentence,
  spokenPoint,
  targetWords,
  variationTitles,
  verdictWords,
} from "../wording/words.ts";
import type { PackFigures } from "./figures.ts";
import { recordedWords } from "./recorded.ts";

type Series = z.infer<typeof seriesSchema>;
type Callout = PackPage["callouts"][number];

/** The page of one KPI: the analyst's words or the draft made from the verdict, and everything around them. */
export function pageOf(
  kpi: Kpi,
  series: Series | null,
  written: Pick<Pack["kpis"][number], "headline" | "commentary">,
  actions: Pack["actions"],
  recorded: PackFigures["recorded"],
): Omit<PackPage, "breakdown"> {
  const draft = draftOf(kpi, series);
  const beside = recorded && kpi.id !== recorded.kpi ? `${recordedWords(recorded)} ` : "";
  return {
    kpi,
    row: rowOf(kpi, series),
    headline: written.headline || draft.headline,
    series,
    callouts: series ? calloutsOf(kpi, series) : [],
    commentary: paragraphs(written.commentary || draft.commentary),
    draft,
    actions: actions.filter((action) => action.kpi === kpi.id),
    alternative: series ? alternativeOf(kpi, series) : "",
    note: `${beside}${kpi.definition} Judged: ${lowerFirst(maturityWords(kpi))}.`,
  };
}

/** Drafts headline and commentary from the latest month that is shown and the verdict alone. */
function draftOf(kpi: Kpi, series: Series | null): { headline: string; commentary: string } {
  const latest = series?.latest;
  if (!series) return { headline: `${kpi.title}: not available`, commentary: kpi.reason ?? "" };
  if (!latest) {
    const why = noFigureWords(series.points);
    return { headline: `${kpi.title}: ${lowerFirst(why)}`, commentary: [`${why}.`, kpi.traps[0]].join("\n") };
  }
  const value = `${kpi.unit === "days" ? "median " : ""}${formatValue(kpi.unit, latest.value, kpi.words)}`;
  const when =
    kpi.unit === "crimes"
      ? `${kpi.basis === "S" ? "at the end of" : "in"} ${formatLongMonth(latest.month)}`
      : `(${formatCounts(latest.numerator, latest.denominator, kpi.words)} ${monthCounted(kpi, latest)})`;
  const said = latest.ramp_up ? "in ramp-up: not judged" : "";
  const verdict = isSaid(series.verdict) ? lowerFirst(verdictWords(series.verdict)) : said;
  return {
    headline: `${kpi.title}: ${value} ${when}${verdict && `, ${verdict}`}`,
    commentary: [
      isSaid(series.verdict) ? `${variationTitles[series.verdict.variation]}. ${series.verdict.reading}` : "",
      plainReading(kpi, series.points),
      kpi.traps[0] ?? "",
    ]
      .filter(Boolean)
      .join("\n"),
  };
}

/** Whether a verdict says more than that nothing is judged. */
function isSaid(verdict: Series["verdict"]): verdict is NonNullable<Series["verdict"]> {
  return verdict !== null && verdict.variation !== "none";
}

function rowOf(kpi: Kpi, series: Series | null): PackPage["row"] {
  const family = familyTitle(kpi.family);
  const empty = { family, counts: "", month: "", target: "", mark: "unjudged" as const };
  if (!series) return { ...empty, value: "Not available", reading: kpi.reason ?? "" };
  const latest = series.latest;
  const target = targetWords(kpi, series.target, series.verdict);
  if (!latest) {
    const value = isHidden(series.points) ? "[c]" : "No figure yet";
    return { ...empty, value, reading: noFigureWords(series.points), target };
  }
  return {
    family,
    value: `${formatValue(kpi.unit, latest.value, kpi.words)}${kpi.unit === "days" ? " (median)" : ""}`,
    counts: countsOf(kpi, latest),
    month: formatMonth(latest.month),
    reading: [
      latest.ramp_up ? "Ramp-up: not judged." : "",
      series.verdict ? verdictWords(series.verdict) : "",
    ]
      .filter(Boolean)
      .join(" "),
    target,
    mark: latest.ramp_up ? "unjudged" : series.verdict ? markOfVerdict(series.verdict) : "common",
  };
}

/** Three answers beside the chart: real or noise, how many, and against what. */
function calloutsOf(kpi: Kpi, series: Series): Callout[] {
  const latest = series.latest;
  return [realOrNoise(series), howMany(kpi, series, latest), againstWhat(kpi, series, latest)];
}

function realOrNoise({ verdict }: Series): Callout {
  if (!verdict || verdict.variation === "none") {
    return { value: "Not judged", title: "Real or noise", text: verdict?.reading ?? "", mark: "unjudged" };
  }
  return {
    value: variationTitles[verdict.variation],
    title: sentence(verdict.words),
    text: verdict.reading,
    mark: markOfVerdict(verdict),
  };
}

function howMany(kpi: Kpi, series: Series, latest: Point | null): Callout {
  if (!latest) {
    const value = isHidden(series.points) ? "[c]" : "None yet";
    return { value, title: "How many", text: `${noFigureWords(series.points)}.`, mark: "common" };
  }
  const counts = formatCounts(latest.numerator, latest.denominator, kpi.words);
  const apart = Object.entries(latest.parts ?? {}).map(
    ([code, crimes]) => `outcome ${code}: ${shownCount(crimes)}`,
  );
  const undated = latest.undated ? [`${countOf(latest.undated, kpi.words)} undated, left out`] : [];
  return {
    value: withoutWord(counts, kpi.words),
    title: kpi.unit === "days" ? `${countTitle(kpi)} behind the median` : countTitle(kpi),
    text: [monthLine(kpi, latest), ...apart, ...undated].join("; "),
    mark: "common",
  };
}

function withoutWord(counts: string, { one, many }: Kpi["words"]): string {
  const word = [many, one].find((each) => counts.endsWith(` ${each}`));
  return word === undefined ? counts : counts.slice(0, -word.length - 1);
}

function againstWhat(kpi: Kpi, series: Series, latest: Point | null): Callout {
  const { target, verdict, limits, points } = series;
  if (target !== null) {
    return {
      value: kpi.unit === "days" ? formatValue("days", target) : formatTick(kpi.unit, target),
      title: "Target",
      text: verdict?.assurance
        ? `${sentence(assuranceWords[verdict.assurance])}: whether the usual range lies on one side of the target.`
        : "Not judged: the series has no limits.",
      mark: "common",
    };
  }
  if (limits) {
    return {
      value: formatRange(kpi.unit, limits.lower, limits.upper),
      title: "Usual range",
      text: `Average ${formatAverage(kpi.unit, limits.mean)}, from ${points.filter(({ spc }) => spc).length} judged months. A month inside needs no explaining.`,
      mark: "common",
    };
  }
  return {
    value: latest ? formatMonth(latest.month) : isHidden(series.points) ? "[c]" : "None yet",
    title: latest && !isJudged(latest) ? "Latest month, not judged" : "Latest month judged",
    text: "No target is set, and the series has no limits to compare with.",
    mark: "common",
  };
}

function alternativeOf(kpi: Kpi, series: Series): string {
  const { points, latest, limits, verdict, target, annotations } = series;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${kpi.title}: no months.`;
  const unjudged = points.filter((point) => !isJudged(point)).length;
  return [
    `Control chart: ${kpi.title}, by ${kpi.basis_title}, ${formatMonth(first.month)} to ${formatMonth(last.month)}`,
    ...(latest ? [`Latest ${isJudged(latest) ? "judged month" : "month"}: ${spokenPoint(kpi, latest)}`] : []),
    ...(limits
      ? [
          `Average ${formatAverage(kpi.unit, limits.mean)}, limits ${formatRange(kpi.unit, limits.lower, limits.upper)}`,
        ]
      : []),
    ...(target === null ? [] : [targetWords(kpi, target, null)]),
    ...(verdict ? [verdict.reading.replace(/\.$/, "")] : []),
    ...(unjudged > 0 ? [`${unjudged} of ${points.length} months are not judged and drawn hollow`] : []),
    ...annotations.map(({ month, title }) => `${formatMonth(month)}: ${title}`),
  ]
    .map((part) => `${part}.`)
    .join(" ");
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
