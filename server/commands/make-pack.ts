import { recordCommand } from "../access/log/access-log.ts";
import { localPerson } from "../access/person.ts";
import type { Attacker } from "../attack/start-attack.ts";
import type { PackText } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";
import type { Settings } from "../contract/settings.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import { usualScope } from "../model/unit.ts";
import { disclosureOf } from "../packs/disclosed.ts";
import { readFigures, usualKpis } from "../packs/figures.ts";
import { makeModel, markedAsDraft } from "../packs/make-model.ts";
import { readOfMonth, snapshotsOfMonths } from "../packs/month-snapshot.ts";
import { findSigned, readPack } from "../packs/packs.ts";
import { refuseLeaks } from "../packs/release.ts";
import { places } from "../places.ts";

import type { Home } from "../store/home.ts";
import { openStore, type Store } from "../store/open-store.ts";
import type { Snapshot } from "../store/snapshots.ts";
import type { MonthArguments, SavedArguments } from "./pack-arguments.ts";

type Making = { home: Home; settings: Settings; attacker: Attacker };

/** The file that `npm run pack` is asked for, recorded as given away. Throws a Problem if it cannot be made or released. */
export async function makePack(
  asked: MonthArguments | SavedArguments,
  making: Making,
): Promise<Uint8Array<ArrayBuffer>> {
  const { home } = making;
  const store = openStore(home);
  try {
    const model = await ("pack" in asked
      ? savedModel(asked, store, making)
      : monthModel(asked, store, making));
    const { renderPack } = await import("../packs/render.ts");
    const file = await renderPack(model, asked.format, places.packTemplate);
    const named = "pack" in asked ? `saved pack ${asked.pack}` : "pack";
    const what = `npm run pack, ${model.audience} ${named} of ${model.month} as ${asked.format}`;
    await recordCommand(home.folder, { ...disclosureOf(model, asked.recipient), what });
    return file;
  } finally {
    await store.close();
  }
}

/** A pack as it was signed. Throws if its month has other figures now than those that were approved. */
function savedModel({ pack: id }: SavedArguments, store: Store, making: Making): Promise<PackModel> {
  const { home } = making;
  return store.read(async (served) => {
    const ofMonth = served ? await snapshotsOfMonths(home, served.manifest.snapshot) : () => null;
    const model = await findSigned(home, id, ofMonth);
    const { value } = await readPack(home, id);
    if (value.state !== "frozen" && served)
      await readOfMonth({ store, home }, value.month, (snapshot) => release(value, snapshot, making));
    return model;
  });
}

/** Makes the pack of a month. Its headlines and commentary are the drafts that the figures make. */
function monthModel(asked: MonthArguments, store: Store, making: Making): Promise<PackModel> {
  return readOfMonth({ store, home: making.home }, asked.month, (snapshot) =>
    draftModel(asked, snapshot, making),
  );
}

async function draftModel(
  { title, month, audience, scope, kpi }: MonthArguments,
  snapshot: Snapshot,
  making: Making,
): Promise<PackModel> {
  const chosen = kpi.length > 0 ? [...new Set(kpi)] : usualKpis(snapshot.manifest);
  const kpis = chosen.map((id) => ({ id, breakdown: null, headline: "", commentary: "" }));
  const { units } = snapshot.manifest;
  const shows: PackText["shows"] = ["targets", "events"];
  const text = { title, month, audience, scope: scope ?? usualScope(units), kpis, actions: [], shows };
  const figures = await readFigures(snapshot, readMeasureQueries(places.queries), making.settings, text);
  await release(text, snapshot, making);
  return markedAsDraft(makeModel(figures, making.settings, text));
}

function release(
  text: PackText,
  { manifest }: Snapshot,
  { home, settings, attacker }: Making,
): Promise<void> {
  return refuseLeaks(text, manifest, {
    home,
    queries: places.queries,
    attacker,
    rule: settings.small_numbers,
    by: localPerson().name,
    at: new Date(),
    what: `npm run pack, external pack of ${text.month}`,
    record: (entry) => recordCommand(home.folder, entry),
  });
}
