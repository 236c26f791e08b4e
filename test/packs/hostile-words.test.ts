import { strFromU8 } from "fflate";
import { Window } from "happy-dom";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { unzip } from "../../server/packs/zip.ts";
import { openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { hostileStrings } from "../faults/hostile-strings.ts";
import { appOver, logged, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";
import { readPdf, readSlides, readWorkbook, schemaFaults } from "../support/office.ts";

/** What has broken other programs, in every place of a pack where people write. */
const words = hostileStrings(400, 3)
  .map((text) => text.trim())
  .filter((text) => text !== "" && text.length <= 60);

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("whatever is written in a pack is words in its preview and its three files, and nothing else", async () => {
  const home = openHome(temporaryFolder());
  const app = appOver(snapshot, {}, personWith("analyst"), home);
  const { lastCompleteMonth: month } = snapshot.manifest.snapshot;
  const { id, version, pack } = await asked("POST", "", { month, audience: "internal" });
  const kpis = pack.kpis.map((chosen: object, index: number) => ({
    ...chosen,
    headline: words[index],
    commentary: words.join("\n").slice(2000 * (index % 4), 2000 * (index % 4) + 2000),
  }));
  const actions = words.slice(0, 60).map((text, index) => ({
    ...{ id: `a-${index}`, kpi: null, due: "2026-12-31", state: "open", agreed: month },
    ...{ text, owner: words[words.length - 1 - index] },
  }));
  const { state: _, approved: __, frozen: ___, ...written } = pack;
  const title = "<script>alert(1)</script>";
  await asked("PUT", `/${id}`, { version, pack: { ...written, title, kpis, actions } });
  const preview: PackModel = await asked("GET", `/${id}/preview`);
  expect(preview.actions).toHaveLength(60);

  const [deck, book, pdf] = await Promise.all(["pptx", "xlsx", "pdf"].map(fileOf));
  for (const file of [deck, book]) {
    const parts = Object.entries(unzip(file ?? Buffer.of())).filter(([name]) => /\.(xml|rels)$/.test(name));
    expect(parts.length).toBeGreaterThan(10);
    for (const [name, bytes] of parts) {
      const text = strFromU8(bytes);
      const { documentElement } = new new Window().DOMParser().parseFromString(text, "application/xml");
      expect(documentElement.querySelector("parsererror"), name).toBeNull();
      expect(text, name).not.toMatch(/<script|<img|<f>|<f |javascript:[^<]*"/);
    }
  }
  expect(await schemaFaults(deck ?? Buffer.of(), "pptx")).toEqual([]);
  expect(await schemaFaults(book ?? Buffer.of(), "xlsx")).toEqual([]);
  const slides = readSlides(unzip(deck ?? Buffer.of())).map(({ text }) => text);
  expect(slides.join("\n")).toContain(title);
  expect(JSON.stringify(readWorkbook(book ?? Buffer.of()))).toContain(title);
  const { pages } = await readPdf(pdf ?? Buffer.of());
  expect(pages.join("\n")).toContain(title);
  expect(pages.join("\n"), "an emoji, which the typeface lacks").toContain("□");
  expect(slides.join("\n")).toContain("\u{1F469}");
  expect(logged.filter((line) => line.startsWith("error "))).toEqual([]);

  async function asked(method: string, path: string, body?: object) {
    const response = await app.request(`/api/packs${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.status, await response.clone().text()).toBe(200);
    return response.json();
  }

  async function fileOf(format: string): Promise<Uint8Array> {
    const response = await app.request(`/api/packs/${id}/file?format=${format}`);
    expect(response.status, `${format}: ${logged.join(" ").slice(0, 900)}`).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  }
});
