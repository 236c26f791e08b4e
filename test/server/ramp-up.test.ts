import { afterAll, beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { readFigures } from "../../server/packs/figures.ts";
import { makeModel } from "../../server/packs/make-model.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver } from "../support/app.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

/** An export of 24 months taken in the middle of a month: what rests on older crimes is shown and not judged. */

const asAt = "2025-11-15";
const counted = ["charges", "time-to-charge", "charge-rate-closed"];
const stocks = ["open-investigations", "open-over-a-year"];
let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  const force = { seed: 8, firstMonth: "2023-12", months: 24, asAt, crimesPerMonth: 90 };
  snapshot = await snapshotOf({ ...forceRows(force), asAt });
});
afterAll(() => snapshot.close());

test("a tile in ramp-up has the figure of its latest whole month, no limits and no verdict", async () => {
  const { tiles, changes } = await read("flight-deck");
  for (const id of counted) {
    const tile = tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === id);
    expect(tile.latest, id).toMatchObject({ month: "2025-10", ramp_up: true, value: expect.any(Number) });
    expect(tile, id).toMatchObject({ limits: null, verdict: { variation: "none", signal: null } });
    expect([...changes.signals, ...changes.quiet].map((each) => each.kpi ?? each)).not.toContain(id);
  }
});

test("a stock is that of the as-at date, the same as the crimes that are open then", async () => {
  const { tiles } = await read("flight-deck");
  const open = await read("open-investigations");
  for (const id of stocks) {
    const { latest, verdict } = tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === id);
    expect(latest, id).toMatchObject({ month: "2025-11", complete: false, ramp_up: true });
    expect(latest.denominator ?? latest.value, id).toBe(open.whole.crimes);
    expect(verdict, id).toMatchObject({ variation: "none" });
  }
  const breakdown = await read("kpis/open-investigations/breakdown?by=district");
  expect(breakdown).toMatchObject({ compared: null, period: { taken_on: "2025-10-31" } });
  expect(breakdown.groups.length).toBeGreaterThan(2);
});

test("what is not whole or has not matured is not shown for it", async () => {
  const { tiles } = await read("flight-deck");
  const tile = (id: string) => tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === id);
  expect(tile("charged-within-a-year").latest.month).toBe("2024-10");
  const young = await snapshotOf({
    ...forceRows({ seed: 8, firstMonth: "2025-06", months: 5, asAt: "2025-10-31", crimesPerMonth: 90 }),
    asAt: "2025-10-31",
  });
  const deck = await (await appOver(young).request("/api/flight-deck")).json();
  const aged = deck.tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === "charged-within-a-year");
  expect(aged.latest).toBeNull();
  young.close();
});

test("a pack prints the figures and says that they are not judged", async () => {
  const settings = settingsSchema.parse({});
  const kpis = [...counted, ...stocks].map((id) => ({ id, breakdown: null, headline: "", commentary: "" }));
  const text = {
    ...{ title: "Pack", month: "2025-10", audience: "internal" as const, scope: "rasso" as const },
    ...{ kpis, shows: [], actions: [] },
  };
  const pack = makeModel(await readFigures(snapshot, measureQueries, settings, text), settings, text);
  for (const { kpi, row, headline } of pack.pages) {
    expect(row, kpi.id).toMatchObject({ month: "Oct 2025", mark: "unjudged" });
    expect(row.reading, kpi.id).toMatch(/^Ramp-up: not judged\./);
    expect(headline, kpi.id).toMatch(/\d.*in ramp-up: not judged$/);
  }
});

async function read(path: string) {
  return (await appOver(snapshot).request(`/api/${path}`)).json();
}
