import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { writeForce } from "../../data/synthetic/csv.ts";
import { startImport } from "../../server/import/start-import.ts";
import { places, root } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";

const asAt = "2026-10-31";
const months = 60;

/** A home with so many crimes of an invented force; which its caller removes. */
export async function bigHome(crimes: number): Promise<{ home: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "flight-deck-load-"));
  const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
  const home = join(folder, "home");
  writeForce({ seed: 1, firstMonth: "2021-11", months, asAt, crimesPerMonth: crimes / months }, files);
  const result = await startImport(places.importWorker, openHome(home), {
    home,
    queries: places.queries,
    files: { cases: [files.cases], outcomes: [files.outcomes] },
    asAt,
    by: "faults",
    importedAt: new Date().toISOString(),
  });
  if (!result.ok) throw new Error(result.refusal ?? "the import failed");
  rmSync(files.cases);
  rmSync(files.outcomes);
  return { home, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Server = { url: string; process: ChildProcess; ended: Promise<number | null> };

/** The server as `npm start` starts it, on a free port. */
export async function startServer(home: string): Promise<Server> {
  const server = spawn(process.execPath, [join(root, "server/start.cjs")], {
    env: { ...process.env, FLIGHT_DECK_HOME: home, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
  const said = await new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (text) => resolve(String(text)));
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}`)));
  });
  const url = /http:\S+/.exec(said)?.[0];
  if (!url) throw new Error(`The server did not say where it is: ${said}`);
  return { url, process: server, ended };
}

/** What a process holds, where the system says (Linux): megabytes of memory, open files and connections. */
export function holdingsOf({ pid }: ChildProcess): { megabytes: number; open: number } | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { megabytes: Number(kilobytes) / 1024, open: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return null;
  }
}

/** How busy a process is over half a second, 1 for one processor; null if the system does not say. */
export async function busyness({ pid }: ChildProcess): Promise<number | null> {
  const before = ticksOf(pid);
  if (before === null) return null;
  await wait(500);
  return ((ticksOf(pid) ?? before) - before) / 50;
}

/** Processor time of a process in hundredths of a second. */
function ticksOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return null;
  }
}
