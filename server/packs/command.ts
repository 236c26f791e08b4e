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
import type { PackText } from "./pack.ts";
import { changedFigures, findSigned, readFrozen } from "./packs.ts";
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

/** A pack as it was frozen, or as it was approved. Throws where other figures are served than those that were approved. */
async function savedModel(home: Home, id: string): Promise<PackModel> {
  const pack = await findSigned(home, id);
  const frozen = await readFrozen(home, pack);
  if (frozen) return frozen;
  const model = await modelOf(home, () => pack.value);
  if (pack.value.approved?.snapshot !== model.snapshot.id) throw changedFigures();
  return model;
}

/** The pack of a month, nobody's words in it: headlines and commentary are the drafts. */
function monthModel(home: Home, { title, month, audience, scope, kpi }: MonthArguments): Promise<PackModel> {
  return modelOf(home, ({ manifest }) => {
    const chosen = kpi.length > 0 ? [...new Set(kpi)] : everyKpi(manifest);
    const kpis = chosen.map((id) => ({ id, breakdown: null, headline: "", commentary: "" }));
    return { title, month, audience, scope, kpis, actions: [] };
  });
}

async function modelOf(home: Home, textOf: (snapshot: Snapshot) => PackText): Promise<PackModel> {
  const store = openStore(home);
  try {
    const settings = await readSettings(home);
    return await store.read(async (snapshot) => {
      if (!snapshot) throw noData();
      const text = textOf(snapshot);
      const figures = await readFigures(snapshot, readMeasureQueries(places.queries), settings, text);
      return makeModel(figures, settings, text);
    });
  } finally {
    await store.close();
  }
}
