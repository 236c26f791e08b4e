import { keptSnapshots, restores } from "../store/history.ts";
import type { Home } from "../store/home.ts";
import { readServed, type Store } from "../store/open-store.ts";
import type { Snapshot } from "../store/snapshots.ts";

type Served = Snapshot["manifest"]["snapshot"];

/** Runs the reader with the snapshot of which a pack of the month is made. Throws a 503 if none was published. */
export function readOfMonth<Answer>(
  { store, home }: { store: Store; home: Home },
  month: string,
  reader: (snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> {
  return readServed(store, async (served) => {
    const { snapshot } = served.manifest;
    const id = (await snapshotsOfMonths(home, snapshot))(month);
    return id === snapshot.id ? reader(served) : store.readSnapshot(id, reader);
  });
}

/** Finds for a month the id of the snapshot of which its pack is made. For an earlier month that is the newest kept snapshot whose last
 * complete month it is, because that one knows no more than what was known then; a snapshot that was taken out of service does not
 * count. The served one stands in where none is kept. */
export async function snapshotsOfMonths(home: Home, served: Served): Promise<(month: string) => string> {
  const { snapshots } = await keptSnapshots(home);
  const moves = await restores(home);
  const wasTakenBack = (id: string) =>
    moves.find(({ snapshot, from }) => snapshot === id || from === id)?.from === id;
  return (month) => {
    if (month >= served.lastCompleteMonth) return served.id;
    const known = snapshots.find(
      ({ id, manifest, damaged }) =>
        manifest.snapshot.lastCompleteMonth === month && !damaged && !wasTakenBack(id),
    );
    return known?.id ?? served.id;
  };
}
