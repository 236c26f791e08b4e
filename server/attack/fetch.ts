import { withQueryCache } from "../engine/query-cache.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import { type AnswerCounts, assertNamed } from "../measures/counts.ts";
import { readDistribution } from "../measures/distribution.ts";
import { breakdownCounts } from "../measures/figure-counts.ts";
import { checkCounts, fileCounts } from "../measures/file-counts.ts";
import { readOpenInvestigations } from "../measures/open-investigations.ts";
import { distributionCounts, openCounts, outcomeMixCounts } from "../measures/outcome-counts.ts";
import { readOutcomeMix } from "../measures/outcome-mix.ts";
import { questionOf } from "../measures/question.ts";
import type { AnswerName } from "../model/count-names.ts";
import type { Definition } from "../model/definition.ts";
import { followedUnit, holderOf } from "../model/unit.ts";
import type { Manifest } from "../store/manifest.ts";
import {
  type Asking,
  dimensionsAsked,
  exactRule,
  groupsAsked,
  type Released,
  scopesAsked,
} from "./asking.ts";
import { readEveryFunnel, readEveryIncidence } from "./fetch-cohorts.ts";
import { readEverySeries } from "./fetch-series.ts";

/** Everything that a viewer can fetch of one snapshot: the truth of it, and what is shown under a view. */
export type Fetched = {
  manifest: Manifest;
  truth: AnswerCounts;
  shown: AnswerCounts;
  view: Released;
};

type Reader = (asking: Asking, view: Released) => Promise<AnswerCounts[]>;

/** Each answer that shows counts: reads all of it that viewers may ask for. A route whose rule names another stops the server. */
const readers: Record<AnswerName, Reader> = {
  series: readEverySeries,
  breakdown: readEveryBreakdown,
  distribution: readEveryDistribution,
  "outcome-mix": readEveryMix,
  "open-by-age": readEveryOpen,
  incidence: readEveryIncidence,
  funnel: readEveryFunnel,
  files: async ({ snapshot }, view) => [fileCounts(snapshot.manifest, view)],
  checks: async ({ snapshot }, view) => [checkCounts(snapshot.manifest, view)],
};

/** Fetches all that viewers can, once for each of the views, each question put to the database once. */
export function fetchAsViewer(asking: Asking, views: Released[]): Promise<Fetched[]> {
  return withQueryCache(async () => {
    const truth = await readAll(asking, exactRule);
    const fetched: Fetched[] = [];
    for (const view of views)
      fetched.push({
        manifest: asking.snapshot.manifest,
        truth,
        shown: await readAll(asking, view),
        view,
      });
    return fetched;
  });
}

async function readAll(asking: Asking, view: Released): Promise<AnswerCounts> {
  const read: AnswerCounts[] = [];
  for (const reader of Object.values(readers)) read.push(...(await reader(asking, view)));
  for (const answer of read) assertNamed(answer);
  return {
    counts: read.flatMap(({ counts }) => counts),
    sums: read.flatMap(({ sums }) => sums),
    names: read.flatMap(({ names }) => names),
    atLeastOne: read.flatMap(({ atLeastOne = [] }) => atLeastOne),
  };
}

async function readEveryBreakdown(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const read: AnswerCounts[] = [];
  for (const definition of available(asking))
    for (const split of dimensionsAsked(asking)) {
      const question = { ...questionOf({ snapshot, definition, view }), split };
      read.push(breakdownCounts(definition, await readBreakdown(question, queries)));
    }
  return read;
}

async function readEveryDistribution(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const binDays = 30;
  const read: AnswerCounts[] = [];
  for (const definition of available(asking))
    if (definition.kind === "duration") {
      const question = questionOf({ snapshot, definition, view });
      read.push(distributionCounts(await readDistribution(question, queries, binDays)));
    }
  return read;
}

async function readEveryMix(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const groups = dimensionsAsked(asking).flatMap((by) => groupsAsked(asking, by));
  const read: AnswerCounts[] = [];
  for (const { part, filters } of [...scopesAsked(asking.snapshot.manifest), ...groups])
    for (const basis of ["closed", "recorded"] as const) {
      const question = questionOf({ snapshot, filters, view });
      const mix = await readOutcomeMix(question, queries, { basis, endings: "all" });
      read.push(outcomeMixCounts(mix, part, queries.outcomeGroups));
    }
  return read;
}

async function readEveryOpen({ snapshot, queries }: Asking, view: Released): Promise<AnswerCounts[]> {
  const question = {
    ...questionOf({ snapshot, view }),
    split: holderOf(followedUnit(snapshot.manifest.units)),
  };
  return [openCounts(await readOpenInvestigations(question, queries))];
}

function available({ snapshot }: Asking): Definition[] {
  return snapshot.manifest.kpis.filter(({ reason }) => reason === null).map(({ definition }) => definition);
}
