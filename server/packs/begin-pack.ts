import type { z } from "@hono/zod-openapi";
import type { Person } from "../access/person.ts";
import type { Audience, PackText } from "../contract/pack.ts";
import { type beginPackSchema, type offeredSchema, takenSchema } from "../contract/packs.ts";
import { usualScope } from "../model/unit.ts";
import type { Home } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { usualKpis } from "./figures.ts";
import { packsAndFaults, type SavedPack, saveFirst } from "./packs.ts";

type Asked = z.infer<typeof beginPackSchema>;

/** Begins the pack of a month. It takes measures, breakdowns, order and open actions of the last pack for that audience. Of a pack for the
 * other audience it takes only what the person names. Its words are the drafts. */
export async function beginPack(
  home: Home,
  manifest: Manifest,
  { take, ...asked }: Asked,
  saving: { person: Person; at: Date },
): Promise<SavedPack> {
  const { last, isOther } = await lastPack(home, asked);
  const taken = isOther ? takenSchema.parse(take ?? {}) : null;
  const from = last?.value;
  const measures = !taken || taken.measures ? knownKpis(manifest, from) : [];
  const chosen = measures.length > 0 ? measures : usualKpis(manifest).map((id) => ({ id, breakdown: null }));
  const breakdownOf = (id: string) => from?.kpis.find((kpi) => kpi.id === id)?.breakdown ?? null;
  const text: PackText = {
    title: (!taken || taken.title ? from?.title : null) ?? "RASSO performance pack",
    ...asked,
    scope: (!taken || taken.measures ? from?.scope : null) ?? usualScope(manifest.units),
    kpis: chosen.map(({ id }) => ({
      id,
      breakdown: !taken || taken.breakdowns ? breakdownOf(id) : null,
      headline: "",
      commentary: "",
    })),
    shows: taken ? taken.shows : (from?.shows ?? []),
    actions: openActions(from).filter(({ id }) => !taken || taken.actions.includes(id)),
  };
  return saveFirst(home, text, saving);
}

/** What a new pack could take from the last pack for the other audience; `from` is null where it takes up one for its own audience, or
 * none. */
export async function offeredTo(
  home: Home,
  manifest: Manifest,
  asked: { month: string; audience: Audience },
): Promise<z.infer<typeof offeredSchema>> {
  const { last, isOther } = await lastPack(home, asked);
  if (!last || !isOther) return { from: null, title: "", measures: [], breakdowns: [], actions: [] };
  const { id, value } = last;
  const kpis = knownKpis(manifest, value);
  return {
    from: { id, month: value.month, audience: value.audience },
    title: value.title,
    measures: kpis.map((kpi) => kpi.id),
    breakdowns: kpis.flatMap(({ id: kpi, breakdown }) => (breakdown ? [{ kpi, breakdown }] : [])),
    actions: openActions(value),
  };
}

async function lastPack(home: Home, { month, audience }: { month: string; audience: Audience }) {
  const earlier = (await packsAndFaults(home)).packs.filter(({ value }) => value.month <= month);
  const same = earlier.find(({ value }) => value.audience === audience);
  return { last: same ?? earlier[0], isOther: !same && earlier.length > 0 };
}

function knownKpis({ kpis }: Manifest, from: PackText | undefined): PackText["kpis"] {
  const known = new Set(kpis.map(({ definition }) => definition.id));
  return from?.kpis.filter(({ id }) => known.has(id)) ?? [];
}

function openActions(from: PackText | undefined): PackText["actions"] {
  return from?.actions.filter(({ state }) => state === "open") ?? [];
}
