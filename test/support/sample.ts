import { readFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "../../server/places.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import type { NamedTable } from "../recalculation/accounting.ts";
import { readTable } from "../recalculation/csv.ts";
import { mapRows } from "../recalculation/maps.ts";
import { type Recalculation, recalculate } from "../recalculation/recalculate.ts";
import { snapshotOf } from "./snapshot.ts";

export type Both = { asAt: string; snapshot: Snapshot & { close: () => void }; plain: Recalculation };

/** What a comparison of the product with the plain recalculation needs. */
export type Compared = { asAt: string; snapshot: Snapshot; plain: Recalculation };

let sample: Promise<Compared> | undefined;

/** The sample force, by the product and by the plain recalculation: made once for all test files of a process, which read it. */
export function bothOfSample(): Promise<Compared> {
  sample ??= makeSample();
  return sample;
}

async function makeSample(): Promise<Both> {
  const [cases = [], outcomes = []] = ["cases", "outcomes"].map(
    (name) => readTable(readFileSync(join(places.sample, `${name}.csv`), "utf8")).rows,
  );
  return bothOf({
    asAt: "2026-10-31",
    cases: [{ name: "cases.csv", rows: cases }],
    outcomes: [{ name: "outcomes.csv", rows: outcomes }],
  });
}

/** Any files, by the product and by the plain recalculation. */
export async function bothOf(given: {
  asAt: string;
  cases: NamedTable[];
  outcomes: NamedTable[];
}): Promise<Both> {
  const plain = recalculate({
    ...given,
    offenceCodes: mapRows("offence-codes"),
    outcomeCodes: mapRows("outcome-codes"),
  });
  const snapshot = await snapshotOf({
    asAt: given.asAt,
    cases: given.cases.flatMap(({ rows }) => rows),
    outcomes: given.outcomes.flatMap(({ rows }) => rows),
  });
  return { asAt: given.asAt, snapshot, plain };
}
