import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exactView } from "../../server/disclosure/view.ts";
import { clearAbandonedImport } from "../../server/import/import-lock.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { questionOf } from "../../server/measures/question.ts";
import { readSeries } from "../../server/measures/series.ts";
import { places, root } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";

const queries = readMeasureQueries(places.queries);

/** Two exports of one small force, a month apart, and a home in which the older one is served. */
export type World = {
  folder: string;
  home: string;
  newer: { cases: string; outcomes: string; asAt: string };
  /** Every figure of the older and of the newer export. */
  figures: { older: string; newer: string };
};

export async function createWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "flight-deck-faults-"));
  const older = writeExport(folder, "older", 150, "2026-04-15");
  const newer = writeExport(folder, "newer", 180, "2026-07-15");
  const home = join(folder, "home");
  importExport(home, older);
  const figuresOlder = await figuresOf(home);
  const proof = join(folder, "proof");
  importExport(proof, newer);
  const figures = { older: figuresOlder.figures, newer: (await figuresOf(proof)).figures };
  rmSync(proof, { recursive: true });
  if (figures.older === figures.newer) throw new Error("the two exports give the same figures");
  return { folder, home, newer, figures };
}

/** A fresh copy of the home in which the older export is served. */
export function copyHome({ folder, home }: World): string {
  const copy = mkdtempSync(join(folder, "copy-"));
  cpSync(home, copy, { recursive: true });
  return copy;
}

/** Which of the two exports is served, exactly, with what notice; what else there is, in words. */
export async function servedIn(
  world: World,
  home: string,
): Promise<{ served: "older" | "newer" | "something else"; notice: string | null }> {
  const { figures, notice } = await figuresOf(home);
  if (figures === world.figures.older) return { served: "older", notice };
  return { served: figures === world.figures.newer ? "newer" : "something else", notice };
}

/** What an import that died has left once the next one begins: nothing, if all is well. */
export function leftOvers(home: string): string[] {
  const opened = openHome(home);
  clearAbandonedImport(opened, new Date());
  return [...readdirSync(opened.building), ...readdirSync(home).filter((name) => /\.\d+$/.test(name))];
}

export function importWords({ cases, outcomes, asAt }: World["newer"]): string[] {
  return [join(root, "dist/server/import.js"), "--cases", cases, "--outcomes", outcomes, "--as-at", asAt];
}

function importExport(home: string, files: World["newer"]): void {
  const { status, stderr } = spawnSync(process.execPath, importWords(files), {
    env: { ...process.env, FLIGHT_DECK_HOME: home },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the export could not be imported: ${stderr}`);
}

async function figuresOf(home: string): Promise<{ figures: string; notice: string | null }> {
  const store = openStore(openHome(home));
  try {
    return await store.read(async (snapshot) => {
      if (!snapshot) return { figures: "nothing", notice: null };
      const settings = { rebasedFrom: [], baselinePoints: null };
      const figures: unknown[] = [snapshot.manifest.snapshot.asAt];
      for (const { definition, reason } of snapshot.manifest.kpis) {
        if (reason) figures.push([definition.id, reason]);
        else {
          const question = questionOf({ snapshot, definition, view: exactView });
          const { points } = await readSeries(question, queries, settings);
          figures.push([definition.id, points]);
        }
      }
      return { figures: JSON.stringify(figures), notice: snapshot.notice };
    });
  } finally {
    await store.close();
  }
}

function writeExport(folder: string, name: string, crimes: number, asAt: string): World["newer"] {
  mkdirSync(join(folder, name), { recursive: true });
  const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
  const cases = Array.from(
    { length: crimes },
    (_, n) => `C/${n},${day(n * 3)},${["19C", "20A", "17A"][n % 3]},${["North", "South"][n % 2]}`,
  );
  const outcomes = Array.from(
    { length: crimes - 40 },
    (_, n) => `C/${n},${["16", "1", "18", "14", "15"][n % 5]},${day(n * 3 + 40)}`,
  );
  const write = (file: string, header: string, rows: string[]) => {
    const path = join(folder, name, file);
    writeFileSync(path, [header, ...rows, ""].join("\n"));
    return path;
  };
  return {
    cases: write("cases.csv", "crime_ref,recorded_date,offence_code,district", cases),
    outcomes: write("outcomes.csv", "crime_ref,outcome_code,outcome_date", outcomes),
    asAt,
  };
}
