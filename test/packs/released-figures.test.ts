import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { PackText } from "../../server/contract/pack.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { refuseLeaks } from "../../server/packs/release.ts";
import { readEarlier, recordRelease } from "../../server/packs/released-figures.ts";
import { openHome } from "../../server/store/home.ts";
import { removeOldSnapshots } from "../../server/store/retention.ts";
import { temporaryFolder } from "../support/command.ts";
import { snapshotOf } from "../support/snapshot.ts";

const rule = settingsSchema.parse({}).small_numbers;
const at = new Date("2026-11-01T09:00:00Z");

test("two external packs of one snapshot at the same moment are both released", async () => {
  const home = openHome(temporaryFolder());
  const earlier = await Promise.all([readEarlier(home, "one"), readEarlier(home, "one")]);
  const release = { snapshot: "one", rule, dimensions: ["district"] };
  for (const { version } of earlier)
    expect(await recordRelease(home, release, { over: version, by: "A", at })).toBe(true);
});

test("a pack that was attacked beside less than is released by now is attacked again", async () => {
  const home = openHome(temporaryFolder());
  const { version } = await readEarlier(home, "one");
  const saving = { over: version, by: "A", at };
  expect(await recordRelease(home, { snapshot: "one", rule, dimensions: ["team"] }, saving)).toBe(true);
  const other = { snapshot: "one", rule, dimensions: ["district"] };
  expect(await recordRelease(home, other, saving)).toBe(false);
  expect(await readEarlier(home, "one")).toEqual({ before: null, dimensions: ["team"], version: 1 });
});

test("two packs at the same moment with other breakdowns both end, and the second is attacked in both", async () => {
  const home = openHome(temporaryFolder());
  const force = { seed: 1, crimesPerMonth: 5, firstMonth: "2026-01", months: 2, asAt: "2026-02-28" };
  const snapshot = await snapshotOf({ ...forceRows(force), asAt: force.asAt, kpis: ["charges"] });
  snapshot.close();
  const asked: string[][] = [];
  const attack = async ({ dimensions }: { dimensions: string[] }) => {
    asked.push(dimensions);
    return { small: 0, found: 0, places: [], unstated: [] };
  };
  const releasing = { home, queries: "", attacker: { attack, close: () => undefined }, rule, by: "A", at };
  await Promise.all(
    ["district", "team"].map((by) =>
      refuseLeaks(packBy(by), snapshot.manifest, { ...releasing, what: "", record: async () => undefined }),
    ),
  );
  expect(asked.slice(0, 2)).toEqual([["district"], ["team"]]);
  expect(asked.at(-1)).toEqual(["district", "team"]);
});

test("nothing is released if the snapshot that was released before is gone, and the refusal says what to do", async () => {
  const home = openHome(temporaryFolder());
  mkdirSync(home.snapshots, { recursive: true });
  await recordRelease(home, { snapshot: "gone", rule, dimensions: [] }, { over: 0, by: "A", at });
  await expect(readEarlier(home, "one")).rejects.toMatchObject({
    status: 409,
    code: "earlier-release-gone",
    message: expect.stringContaining("Put its folder back"),
  });
});

test("the snapshot that was released last is kept when older ones are removed", async () => {
  const home = openHome(temporaryFolder());
  for (const id of ["old", "released"]) mkdirSync(join(home.snapshots, id), { recursive: true });
  await recordRelease(home, { snapshot: "released", rule, dimensions: [] }, { over: 0, by: "A", at });
  await removeOldSnapshots(home, 0);
  expect(readdirSync(home.snapshots)).toEqual(["released"]);
});

function packBy(breakdown: string): PackText {
  return {
    title: "Board",
    month: "2026-10",
    audience: "external",
    scope: "all",
    kpis: [{ id: "charges", breakdown, headline: "", commentary: "" }],
    actions: [],
    shows: [],
  };
}
