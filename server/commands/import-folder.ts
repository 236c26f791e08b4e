import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Mapping } from "../contract/mapping.ts";
import type { RecognisedFile } from "../contract/recognised.ts";
import { recognisedSchema } from "../import/recognise/recognise-task.ts";
import { startWorker } from "../import/start-import.ts";
import { readModel } from "../model/model.ts";
import { places } from "../places.ts";
import type { Home } from "../store/home.ts";

/** The files of a folder by their role, or why some of them cannot be used. */
type FolderFiles = { files: Record<string, string[]> } | { refusal: string };

/** Recognises every CSV of a folder by its header, except the files that have been named already. One that is not recognised is
 * refused by name, so that no file is left out unnoticed. */
export async function filesInFolder(
  home: Home,
  folder: string,
  mapping: Mapping,
  named: string[],
): Promise<FolderFiles> {
  const paths = csvFiles(folder).filter((path) => !named.includes(path));
  if (paths.length === 0 && named.length === 0)
    return { refusal: `${folder} holds no CSV file. Name the folder into which the exports were saved.` };
  const recognised = await recognise(home, paths, mapping);
  const unknown = recognised.filter(({ role, fault }) => role === null || fault !== null);
  if (unknown.length > 0) {
    const options = readModel([places.queries, home.folder]).inputs.map(({ role }) => `--${role}`);
    return { refusal: unknown.map((file) => whyUnknown(file, options)).join(" ") };
  }
  const files: Record<string, string[]> = {};
  for (const { id, role } of recognised)
    if (role !== null) files[role] = [...(files[role] ?? []), paths[Number(id)] ?? ""];
  return { files };
}

function csvFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.csv$/i.test(name))
    .sort()
    .map((name) => resolve(folder, name));
}

async function recognise(home: Home, paths: string[], mapping: Mapping): Promise<RecognisedFile[]> {
  const spool = mkdtempSync(join(home.building, "recognise-"));
  try {
    const files = paths.map((path, place) => ({ id: String(place), path, role: null }));
    const task = {
      task: "recognise" as const,
      queries: places.queries,
      home: home.folder,
      spool,
      files,
      mapping,
      saved: [],
    };
    return (await startWorker(places.importWorker, task, recognisedSchema).answer).files;
  } finally {
    rmSync(spool, { recursive: true, force: true });
  }
}

function whyUnknown({ name, fault, columns }: RecognisedFile, options: string[]): string {
  if (fault !== null) return `${basename(name)} cannot be read: ${fault}`;
  const headers = columns.map(({ header }) => `“${header.slice(0, 60)}”`).join(", ");
  return (
    `${basename(name)} was not recognised by its columns, which are ${headers}. ` +
    `Say what it holds with ${options.join(" or ")}, such as ${options[0]} ${basename(name)}, or take it out of the folder.`
  );
}
