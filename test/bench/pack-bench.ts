import type { Released } from "../../server/attack/asking.ts";
import { attackFigures } from "../../server/attack/attack.ts";
import { fetchAsViewer } from "../../server/attack/fetch.ts";
import { formatSchema, type PackText } from "../../server/contract/pack.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import type { MeasureQueries } from "../../server/measures/queries.ts";
import { readFigures, usualKpis } from "../../server/packs/figures.ts";
import { makeModel } from "../../server/packs/make-model.ts";
import { renderPack } from "../../server/packs/render.ts";
import { places } from "../../server/places.ts";

import type { Snapshot } from "../../server/store/snapshots.ts";

/** How long the attack takes that an external pack by district meets before its release, of one snapshot: milliseconds. */
export function benchAttack(snapshot: Snapshot, queries: MeasureQueries, timed: Timed): Promise<number> {
  const view: Released = { exactness: "released", rule: settingsSchema.parse({}).small_numbers };
  return timed(async () => {
    const [fetched] = await fetchAsViewer({ snapshot, queries, dimensions: ["district"] }, [view]);
    if (fetched) attackFigures(fetched, null);
  });
}

type Timed = (work: () => Promise<unknown>) => Promise<number>;

/** How long a pack of every KPI takes, figures apart from files: milliseconds by part, in all three formats. */
export async function benchPack(
  snapshot: Snapshot,
  queries: MeasureQueries,
  timed: Timed,
): Promise<{ part: string; milliseconds: number }[]> {
  const settings = settingsSchema.parse({});
  const { manifest } = snapshot;
  const text: PackText = {
    title: "RASSO performance pack",
    month: manifest.snapshot.lastCompleteMonth,
    audience: "internal",
    scope: "rasso",
    kpis: usualKpis(manifest).map((id) => ({ id, breakdown: null, headline: "", commentary: "" })),
    actions: [],
    shows: [],
  };
  const read = () => readFigures(snapshot, queries, settings, text);
  const parts = [{ part: "its figures", milliseconds: await timed(read) }];
  const model = makeModel(await read(), settings, text);
  for (const format of formatSchema.options) {
    const write = () => renderPack(model, format, places.packTemplate);
    parts.push({ part: `as ${format}`, milliseconds: await timed(write) });
  }
  return parts;
}
