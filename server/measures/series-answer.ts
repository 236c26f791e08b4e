import type { z } from "zod";
import type { Chart, seriesSchema } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import { versionOf } from "../model/definition-version.ts";
import { annotationsOf, targetsOf } from "../settings/settings.ts";
import type { KpiQuestion } from "./question.ts";
import type { Series } from "./series.ts";

/** A series as the API answers it: with its latest figure, limits, verdict, targets, events and the version of its definition. A
 * split series has none of its own. */
export function seriesAnswer(
  { snapshot: { manifest }, definition, split }: KpiQuestion,
  series: Series,
  settings: Settings,
  chart: Chart,
): z.infer<typeof seriesSchema> {
  const { snapshot } = manifest;
  const { points, latest, limits, verdict, target, rare } = series;
  return {
    kpi: definition.id,
    snapshot: snapshot.id,
    version: versionOf(definition).hash,
    chart,
    points,
    latest: split ? null : latest,
    limits,
    verdict: split ? null : verdict,
    target,
    targets: targetsOf(settings, definition.id),
    annotations: annotationsOf(settings, definition.id).map(({ kpi: _, ...annotation }) => annotation),
    rare,
  };
}
