import { recordCommand } from "../access/log/access-log.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import { homeFolder, places } from "../places.ts";
import { noData, Problem } from "../problem.ts";
import { readSettings } from "../settings/settings.ts";
import { type Home, openHome } from "../store/home.ts";
import { openStore, type Snapshot } from "../store/snapshots.ts";
import { UsageError } from "../usage-error.ts";
import { type MonthArguments, readArguments, type SavedArguments } from "./command-arguments.ts";
import { disclosureOf } from "./disclosed.ts";
import { everyKpi, readFigures } from "./figures.ts";
import { makeModel } from "./make-model.ts";
import type { PackModel } from "./model.ts";
import { findSigned } from "./packs.ts";
import { CannotSave, refusePlace, saveWhole } from "./save-file.ts";

try {
  const asked = readArguments(process.argv.slice(2));
  refusePlace(asked.out, asked.force);
  const file = await makePack(asked);
  await saveWhole(asked.out, file, asked.force);
  process.stdout.write(`Written: ${asked.out}\n`);
} catch (error) {
  const known = error instanceof UsageError || error instanceof Problem || error instanceof CannotSave;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(known ? `${words}\n` : `The pack was not made: ${words}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function makePack(asked: MonthArguments | SavedArguments): Promise<Uint8Array> {
  const home = openHome(homeFolder(process.env));
  const model = await ("pack" in asked ? savedModel(home, asked.pack) : monthModel(home, asked));
  const { renderPack } = await import("./render.ts");
  const file = await renderPack(model, asked.format, places.packTemplate);
  const named = "pack" in asked ? `saved pack ${asked.pack}` : `pack`;
  const what = `npm run pack, ${model.audience} ${named} of ${model.month} as ${asked.format}`;
  await recordCommand(home.folder, { ...disclosureOf(model, asked.recipient), what });
  return file;
}

/** A pack as it was signed. Throws where other figures are served than those that were approved. */
function savedModel(home: Home, id: string): Promise<PackModel> {
  return withServed(home, (snapshot) => findSigned(home, id, snapshot?.manifest.snapshot.id ?? null));
}

/** The pack of a month, nobody's words in it: headlines and commentary are the drafts. */
function monthModel(home: Home, { title, month, audience, scope, kpi }: MonthArguments): Promise<PackModel> {
  return withServed(home, async (snapshot) => {
    if (!snapshot) throw noData();
    const chosen = kpi.length > 0 ? [...new Set(kpi)] : everyKpi(snapshot.manifest);
    const kpis = chosen.map((id) => ({ id, breakdown: null, headline: "", commentary: "" }));
    const text = { title, month, audience, scope, kpis, actions: [] };
    const settings = await readSettings(home);
    const figures = await readFigures(snapshot, readMeasureQueries(places.queries), settings, text);
    return makeModel(figures, settings, text);
  });
}

async function withServed<Answer>(
  home: Home,
  reader: (snapshot: Snapshot | null) => Promise<Answer>,
): Promise<Answer> {
  const store = openStore(home);
  try {
    return await store.read(reader);
  } finally {
    await store.close();
  }
}
