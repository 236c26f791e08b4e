import { afterAll, beforeAll, expect, test } from "vitest";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { appOver, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";

const words = "Review the closures in Hexcombe";
const event = { month: "2026-02", title: "The team of Hexcombe moved", kpi: null, rebase: true };
const settings = { targets: [{ kpi: "recorded-crimes", from: "2026-01", value: 7 }], annotations: [event] };

let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("nothing of an internal pack comes into an external one that nobody asked for, by any part of it", async () => {
  const home = await withPack("internal");
  const { pack, id } = await ask(home, "POST", "/packs", asked("external"));
  expect(JSON.stringify(pack)).not.toContain("Hexcombe");
  expect(pack).toMatchObject({ title: "RASSO performance pack", actions: [], shows: [] });
  expect(pack.kpis.some(({ breakdown }: { breakdown: unknown }) => breakdown)).toBe(false);
  const preview = JSON.stringify(await ask(home, "GET", `/packs/${id}/preview`));
  expect(preview).not.toContain("Hexcombe");
  expect(preview).not.toContain('"target":7');
});

test("the page is told what an external pack could take, and it takes what is named and nothing else", async () => {
  const home = await withPack("internal");
  const offered = await ask(home, "GET", "/packs/offered?month=2026-04&audience=external");
  expect(offered).toMatchObject({
    from: { audience: "internal" },
    title: `Title of ${words}`,
    measures: ["recorded-crimes"],
    breakdowns: [{ kpi: "recorded-crimes", breakdown: "district" }],
    actions: [{ id: "a1" }, { id: "a2" }],
  });
  const take = { measures: true, actions: ["a2"], shows: ["targets"] };
  const { pack, id } = await ask(home, "POST", "/packs", { ...asked("external"), take });
  expect(pack).toMatchObject({
    title: "RASSO performance pack",
    shows: ["targets"],
    actions: [{ id: "a2" }],
  });
  expect(pack.kpis).toEqual([{ id: "recorded-crimes", breakdown: null, headline: "", commentary: "" }]);
  const preview = JSON.stringify(await ask(home, "GET", `/packs/${id}/preview`));
  expect(preview).toContain('"target":7');
  expect(preview).not.toContain(event.title);
});

test("an event that an external pack does not show still begins new limits, without its words", async () => {
  const home = await withPack("internal");
  const { id } = await ask(home, "POST", "/packs", asked("external"));
  const preview = JSON.stringify(await ask(home, "GET", `/packs/${id}/preview`));
  expect(preview).toContain("Limits worked out anew");
});

test("within an audience a pack takes over as before, and offers nothing more", async () => {
  const home = await withPack("external");
  expect(await ask(home, "GET", "/packs/offered?month=2026-04&audience=external")).toMatchObject({
    from: null,
  });
  const { pack } = await ask(home, "POST", "/packs", asked("external"));
  expect(pack).toMatchObject({ title: `Title of ${words}`, actions: [{ id: "a1" }, { id: "a2" }] });
  expect(pack.kpis).toMatchObject([{ id: "recorded-crimes", breakdown: "district" }]);
});

test("an internal pack is not made an external one by a save", async () => {
  const home = await withPack("internal");
  const { pack, version } = await ask(home, "GET", "/packs/2026-04-internal");
  const { state: _, approved: __, frozen: ___, ...text } = pack;
  const changed = { version, pack: { ...text, audience: "external" } };
  expect(await ask(home, "PUT", "/packs/2026-04-internal", changed)).toMatchObject({
    error: { code: "other-audience", field: "pack.audience" },
  });
});

function asked(audience: "internal" | "external") {
  return { month: "2026-04", audience };
}

/** A home with a pack that names a place in everything that a person can write. */
async function withPack(audience: "internal" | "external"): Promise<Home> {
  const home = openHome(temporaryFolder());
  const { id, pack } = await ask(home, "POST", "/packs", asked(audience));
  const { state: _, approved: __, frozen: ___, ...text } = pack;
  const kpis = [{ id: "recorded-crimes", breakdown: "district", headline: words, commentary: words }];
  const action = {
    kpi: null,
    text: words,
    owner: "Hexcombe",
    due: "2026-12-01",
    state: "open",
    agreed: "2026-04",
  };
  const actions = [
    { ...action, id: "a1" },
    { ...action, id: "a2", text: "Ask why", owner: "ACC" },
  ];
  const changed = { ...text, title: `Title of ${words}`, kpis, actions };
  await ask(home, "PUT", `/packs/${id}`, { version: 1, pack: changed });
  return home;
}

async function ask(home: Home, method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const app = appOver(snapshot, settings, personWith("analyst"), home);
  const init = { method, headers: { "Content-Type": "application/json" }, ...sent };
  return (await app.request(`/api${path}`, init)).json();
}
