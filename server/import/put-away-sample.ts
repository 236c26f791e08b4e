import { isDeepStrictEqual } from "node:util";
import { type Settings, settingsSchema } from "../contract/settings.ts";
import { settingsDocument } from "../settings/settings.ts";
import { putAwayFolders, readableHistory, saveDocument } from "../store/documents.ts";
import type { Home } from "../store/home.ts";
import { keptAreSynthetic } from "../store/kept-synthetic.ts";
import type { Manifest } from "../store/manifest.ts";
import { packFolders } from "../store/pack-documents.ts";

/** Who saved the settings that came with the sample, as it stands in their history. */
export const sampleAuthor = "sample";

/** Puts away what the sample brought with it, before the first real force is served: its targets, events and other settings, unless
 * somebody changed them, and every pack, as all were begun on invented figures. Nothing is deleted: settings keep their history and
 * packs lie in the folder `put-away`. */
export async function putAwaySample(home: Home, { snapshot }: Pick<Manifest, "snapshot">): Promise<void> {
  if (snapshot.synthetic || !(await keptAreSynthetic(home))) return;
  const history = await readableHistory(home, settingsDocument, settingsSchema);
  const sample = history.find(({ savedBy }) => savedBy === sampleAuthor);
  const [current] = history;
  if (!sample || !current) return;
  const at = new Date(snapshot.importedAt);
  const value = withoutSample(current.value, sample.value);
  if (!isDeepStrictEqual(value, current.value)) {
    const saving = { over: current.version, by: "the first import of a force", at };
    await saveDocument(home, settingsDocument, settingsSchema, value, saving);
  }
  await putAwayFolders(home, Object.values(packFolders), at);
}

/** The settings without those of the sample: what is listed there leaves the lists, and what was set there has its default. */
function withoutSample(current: Settings, sample: Settings): Settings {
  const usual = settingsSchema.parse({});
  const kept = Object.entries(current).map(([name, value]) => {
    const [ofSample, default_] = [sample, usual].map((settings) => settings[name as keyof Settings]);
    if (Array.isArray(value) && Array.isArray(ofSample))
      return [name, value.filter((item) => !ofSample.some((each) => isDeepStrictEqual(each, item)))];
    return [name, isDeepStrictEqual(value, ofSample) ? default_ : value];
  });
  return settingsSchema.parse(Object.fromEntries(kept));
}
