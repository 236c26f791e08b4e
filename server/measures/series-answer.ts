import type { z } from "zod";
import type { Chart, seriesSchema } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import { versionOf } from "../model/definition-version.ts";
import { annotationsOf, targetOf, targetsOf } from "../settings/settings.ts";
import { latestJudged } from "../wording/judging.ts";
import type { KpiQuestion } from "./question.ts";
import type { Series } from "./series.ts";
import { latestLimits, verdictOf } from "./verdict.ts";

/** A series as the API answers it: with its limits, verdict, targets, events and the version of its definition. The target
 * is the one in force at the latest month that can be judged. A split series has no verdict. */
export function seriesAnswer(
  { snapshot: { manifest }, definition, split }: KpiQuestion,
  series: Series,
  settings: Settings,
  chart: Chart,
): z.infer<typeof seriesSchema> {
  const { snapshot } = manifest;
  const { points, rare } = series;
  const judged = latestJudged(points)?.month ?? snapshot.lastCompleteMonth;
  const target = targetOf(settings, definition.id, judged);
  return {
    kpi: definition.id,
    snapshot: snapshot.id,
    version: versionOf(definition).hash,
    chart,
    points,
    limits: latestLimits(points),
    verdict: split ? null : verdictOf(definition, series, target),
    target,
    targets: targetsOf(settings, definition.id),
    annotations: annotationsOf(settings, definition.id).map(({ kpi: _, ...annotation }) => annotation),
    rare,
  };
}
