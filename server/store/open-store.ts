import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { noData, Problem, tryAgainLater } from "../contract/problem.ts";
import type { Home } from "./home.ts";
import { pointedTo } from "./pointer.ts";
import { SnapshotFault, verify } from "./publish.ts";
import { lend, type OpenSnapshot, openSnapshot, retire, type Snapshot } from "./snapshots.ts";

export type Store = {
  /** Runs the reader with the current snapshot, or null if none was published. The snapshot stays open until the reader ends. Throws
   * a 503 if snapshots are kept and none of them can be used. */
  read: <Answer>(reader: (snapshot: Snapshot | null) => Promise<Answer>) => Promise<Answer>;
  /** Runs the reader with the kept snapshot of this id. Throws a 404 if it is not kept, a 503 if it is damaged. */
  readSnapshot: <Answer>(id: string, reader: (snapshot: Snapshot) => Promise<Answer>) => Promise<Answer>;
  close: () => Promise<void>;
};

type EarlierSnapshot = { id: string; readers: number; opened: Promise<OpenSnapshot> };

/** The snapshot that is served, or why none of those that are kept can be. */
type Newest = {
  open: OpenSnapshot | null;
  unusable: Problem | null;
  /** The next request looks again, though the home points to the same snapshot. */
  isToLookAgain: boolean;
};

const nothing: Newest = { open: null, unusable: null, isToLookAgain: false };

const earlierOpen = 2;

/** Serves the snapshot that the home points to; the next request after a publication gets the new one. Instead of a damaged snapshot
 * the newest whole one is served, with a notice. If the engine breaks, the store opens the snapshot again once, and the second time
 * gives up. */
export function openStore(home: Home, giveUp: () => void = () => undefined): Store {
  let isReplaced = false;
  let served: Promise<Newest> = Promise.resolve(nothing);
  let servedPointer = "";
  let earlier: EarlierSnapshot[] = [];

  return {
    async read(reader) {
      const { open, unusable } = await current();
      if (unusable) throw unusable;
      return open ? lend(open, reader) : reader(null);
    },
    async readSnapshot(id, reader) {
      const { open } = await current();
      if (open?.snapshot.manifest.snapshot.id === id) return lend(open, reader);
      const asked = askEarlier(id);
      try {
        return await reader((await asked.opened).snapshot);
      } finally {
        asked.readers -= 1;
        shutEarlier(earlierOpen);
      }
    },
    async close() {
      retire((await served).open);
      shutEarlier(0);
    },
  };

  /** Counts a reader of an earlier snapshot, opens the snapshot if necessary, and puts it first in the list. */
  function askEarlier(id: string): EarlierSnapshot {
    const found = earlier.find((each) => each.id === id) ?? {
      id,
      readers: 0,
      opened: openKept(home, id, replace),
    };
    found.readers += 1;
    earlier = [found, ...earlier.filter((each) => each !== found)];
    found.opened.catch(() => {
      earlier = earlier.filter((each) => each !== found);
    });
    return found;
  }

  function shutEarlier(left: number): void {
    const shut = earlier.filter(({ readers }, place) => place >= left && readers === 0);
    earlier = earlier.filter((each) => !shut.includes(each));
    for (const { opened } of shut) void opened.then((open) => open.shut());
  }

  function replace(): void {
    if (isReplaced) giveUp();
    isReplaced = true;
    servedPointer = "";
  }

  async function current(): Promise<Newest> {
    const pointer = pointerVersion(home);
    if (pointer !== servedPointer) {
      servedPointer = pointer;
      served = served.then((before) => openInstead(before, home, replace));
    }
    const newest = await served;
    if (newest.isToLookAgain) servedPointer = "";
    return newest;
  }
}

/** Opens the newest snapshot instead of the one before. While the folder of snapshots cannot be read, the one before stays. */
async function openInstead(before: Newest, home: Home, onFatal: () => void): Promise<Newest> {
  try {
    const newest = await openNewest(home, onFatal);
    retire(before.open);
    return newest;
  } catch (fault) {
    return {
      open: before.open,
      unusable: before.open ? null : unreadableSnapshots(fault),
      isToLookAgain: true,
    };
  }
}

/** Runs the reader with the current snapshot. Throws a 503 if none was published. */
export function readServed<Answer>(
  store: Pick<Store, "read">,
  reader: (snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> {
  return store.read((snapshot) => {
    if (!snapshot) throw noData();
    return reader(snapshot);
  });
}

/** Opens the snapshot that is pointed to, or else the newest that can be used, with a notice of those that cannot. */
async function openNewest(home: Home, onFatal: () => void): Promise<Newest> {
  const wanted = await pointedTo(home);
  const ids = (await readdir(home.snapshots)).sort().reverse();
  const faults: { id: string; fault: unknown }[] = [];
  for (const id of [...(wanted ? [wanted] : []), ...ids.filter((each) => each !== wanted)]) {
    try {
      const folder = join(home.snapshots, id);
      const manifest = await verify(folder);
      const left = faults.map((each) => `${inWords(each)}.`).join(" ");
      const notice =
        left && `${left} These are the figures of ${manifest.snapshot.asAt}. Import the files again.`;
      const open = await openSnapshot(folder, manifest, notice || null, onFatal);
      return { ...nothing, open };
    } catch (fault) {
      faults.push({ id, fault });
    }
  }
  return faults.length === 0
    ? nothing
    : { open: null, unusable: unusableSnapshots(faults), isToLookAgain: true };
}

function inWords({ id, fault }: { id: string; fault: unknown }): string {
  return `The snapshot ${id} ${fault instanceof SnapshotFault ? fault.message : "cannot be opened"} and is not used`;
}

/** The 503 for snapshots none of which can be used: each cause once, and what to do. */
function unusableSnapshots(faults: { id: string; fault: unknown }[]): Problem {
  const causes = new Set(
    faults.map(({ fault }) => (fault instanceof SnapshotFault ? fault.message : "cannot be opened")),
  );
  const one = faults.length === 1;
  return new Problem(
    503,
    "snapshots-unusable",
    `Figures were imported, and none can be used: ${one ? "the only snapshot" : `of ${faults.length} snapshots each`} ` +
      `${[...causes].join(", or ")}. Import the same files again, on the page Data or with npm run import. Settings, mappings and packs are kept.`,
  );
}

function unreadableSnapshots(cause: unknown): Problem {
  return tryAgainLater(
    503,
    "snapshots-unreadable",
    "The folder of snapshots cannot be read. Tell your IT team: once it is back, the figures are too.",
    10,
    cause,
  );
}

async function openKept(home: Home, id: string, onFatal: () => void): Promise<OpenSnapshot> {
  if (!(await readdir(home.snapshots)).includes(id)) {
    throw new Problem(
      404,
      "unknown-snapshot",
      "There is no such snapshot; it may have been removed.",
      "snapshot",
    );
  }
  const folder = join(home.snapshots, id);
  const manifest = await verify(folder).catch((fault) => {
    throw new Problem(503, "damaged-snapshot", `${inWords({ id, fault })}.`, "snapshot");
  });
  return openSnapshot(folder, manifest, null, onFatal);
}

/** Reads the pointer's version synchronously, because queries may occupy the threads that read files, and health checks must not
 * wait. */
function pointerVersion(home: Home): string {
  try {
    const { mtimeMs, ino } = statSync(home.pointer);
    return `${ino} ${mtimeMs}`;
  } catch {
    return "none";
  }
}
