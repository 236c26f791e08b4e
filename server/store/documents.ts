import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import { flush, writeWhole } from "./durable-files.ts";
import type { Home } from "./home.ts";

/** One saved version of a small document: settings, a column mapping, a pack. The first version is 1. */
export type Saved<Value> = {
  version: number;
  savedAt: string;
  savedBy: string;
  value: Value;
  /** What is wrong with later versions that cannot be read. This one is used in their place. */
  fault?: string;
};

/** Who saves, when, and over which version; 0 if there is none yet. */
export type Saving = { over: number; by: string; at: Date };

const folders = "documents";

/** The document that records which figures left the force. */
export const releasedFigures = "released-figures";

/** Reads the newest version of a document; null if none was saved. Names are like `settings` or `mappings/niche`. If a version
 * cannot be read, this returns the one before it with the fault, and the next save gets the number after the newest. Throws a
 * 500 with the fault if no version can be read. */
export async function readDocument<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
): Promise<Saved<z.output<Schema>> | null> {
  const versions = await versionsOf(home, name);
  const [newest] = versions;
  if (newest === undefined) return null;
  let fault: Problem | null = null;
  for (const version of versions) {
    const read = await tryVersion(home, name, schema, version);
    if (!(read instanceof Problem))
      return fault
        ? { ...read, version: newest, fault: `${fault.message} Version ${version} stands in.` }
        : read;
    fault ??= read;
  }
  throw fault;
}

/** Saves the next version of a document, whole or not at all, and keeps the earlier ones. Throws a 409 if someone else has saved
 * since the version that was read, so that two editors never overwrite each other. */
export async function saveDocument<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
  value: z.input<Schema>,
  { over, by, at }: Saving,
): Promise<Saved<z.output<Schema>>> {
  const saved = { version: over + 1, savedAt: at.toISOString(), savedBy: by, value: schema.parse(value) };
  const [newest = 0] = await versionsOf(home, name);
  if (newest !== over) throw changedMeanwhile(name);
  const path = pathOf(home, name, saved.version);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeWhole(path, `${JSON.stringify(saved, null, 2)}\n`, { mayReplace: false });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw changedMeanwhile(name);
    throw error;
  }
  return saved;
}

/** Reads every version of a document, the newest first. Throws a 500 with the fault if one of them cannot be read. */
export async function documentHistory<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
): Promise<Saved<z.output<Schema>>[]> {
  const versions = await versionsOf(home, name);
  const read: Saved<z.output<Schema>>[] = [];
  for (const version of versions) {
    const saved = await tryVersion(home, name, schema, version);
    if (saved instanceof Problem) throw saved;
    read.push(saved);
  }
  return read;
}

/** Reads the versions of a document that can be read, the newest first, for lists that people look through. */
export async function readableHistory<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
): Promise<Saved<z.output<Schema>>[]> {
  const read: Saved<z.output<Schema>>[] = [];
  for (const version of await versionsOf(home, name)) {
    const saved = await tryVersion(home, name, schema, version);
    if (!(saved instanceof Problem)) read.push(saved);
  }
  return read;
}

/** The names of the documents in a folder such as `mappings`, in alphabetical order. */
export async function listDocuments(home: Home, folder: string): Promise<string[]> {
  const entries = await readdir(join(home.folder, folders, folder), { withFileTypes: true }).catch(missing);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
    .sort();
}

/** Moves whole folders of documents out of the way, into one named for the moment. Nothing of them is lost. */
export async function putAwayFolders(home: Home, names: string[], at: Date): Promise<void> {
  const place = join(home.folder, folders, "put-away", at.toISOString().replace(/[:.]/g, "-"));
  for (const name of names) {
    const from = join(home.folder, folders, name);
    if (!existsSync(from)) continue;
    await mkdir(place, { recursive: true, mode: 0o700 });
    await rename(from, join(place, name));
    await flush(place);
  }
}

async function versionsOf(home: Home, name: string): Promise<number[]> {
  const files = await readdir(folderOf(home, name)).catch(missing);
  return files
    .flatMap((file) => /^(\d{6})\.json$/.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

/** A version of a document, or what is wrong with it. */
async function tryVersion<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
  version: number,
): Promise<Saved<z.output<Schema>> | Problem> {
  const savedSchema = z.object({
    version: z.number(),
    savedAt: z.string(),
    savedBy: z.string(),
    value: schema,
  });
  try {
    const text = await readFile(pathOf(home, name, version), "utf8");
    return savedSchema.parse(JSON.parse(text)) as Saved<z.output<Schema>>;
  } catch (error) {
    const fault =
      error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, " ") : "it is not JSON";
    return new Problem(
      500,
      "bad-document",
      `Version ${version} of ${name} cannot be used: ${fault}. Mend or remove that file, then try again.`,
    );
  }
}

/** Reads several documents: those that can be read, and of the others what is wrong with each. */
export async function readDocuments<Schema extends z.ZodType>(
  home: Home,
  names: string[],
  schema: Schema,
): Promise<{
  read: { name: string; saved: Saved<z.output<Schema>> }[];
  faults: { name: string; fault: string }[];
}> {
  const read: { name: string; saved: Saved<z.output<Schema>> }[] = [];
  const faults: { name: string; fault: string }[] = [];
  for (const name of names) {
    try {
      const saved = await readDocument(home, name, schema);
      if (saved) read.push({ name, saved });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push({ name, fault: error.message });
    }
  }
  return { read, faults };
}

function folderOf(home: Home, name: string): string {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(name)) throw new Error(`${name} is no name of a document`);
  return join(home.folder, folders, name);
}

function pathOf(home: Home, name: string, version: number): string {
  return join(folderOf(home, name), `${String(version).padStart(6, "0")}.json`);
}

/** The 409 for saving over a version that is not the newest. */
export function changedMeanwhile(name: string): Problem {
  return new Problem(
    409,
    "changed-meanwhile",
    `Someone else saved ${name} since you opened it. Read it again, then make your change.`,
  );
}

function missing(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}
