import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { namesOf, partOf, readPdf, readWorkbook } from "../support/office.ts";
import { fromOwnPages, serveHome } from "../support/served-home.ts";

const formats = ["pptx", "pdf", "xlsx"];

test("an approved pack keeps what it was approved with, over HTTP: no file of other figures until it is approved again", async () => {
  const folder = temporaryFolder();
  const [cases, outcomes] = ["cases", "outcomes"].map((name) => join(places.sample, `${name}.csv`));
  expect(importOf(folder, cases, outcomes).status).toBe(0);
  const { ask, url } = await serveHome(folder);
  const { id, pack } = (await ask("POST", "/packs", { month: "2026-10", audience: "internal" })).body;
  const { state: _, approved: __, frozen: ___, ...text } = pack;
  const kpis = [{ id: "charges", breakdown: null, headline: "Nineteen were charged", commentary: "" }];
  await ask("PUT", `/packs/${id}`, { version: 1, pack: { ...text, kpis } });
  for (const says of await whichSayDraft()) expect(says).toBe(true);
  const first: string = (await ask("POST", `/packs/${id}/approve`, { version: 2 })).body.pack.approved
    .snapshot;
  const before = await Promise.all(formats.map(fileOf));
  for (const says of await whichSayDraft()) expect(says).toBe(false);

  const { version, settings } = (await ask("GET", "/settings")).body;
  const targets = [{ kpi: "charges", from: "2024-01", value: 90 }];
  const change = { version, settings: { ...settings, targets } };
  expect((await ask("PUT", "/settings", change)).status).toBe(200);
  for (const [index, format] of formats.entries())
    expect(Buffer.compare(await fileOf(format), before[index] ?? Buffer.of()), format).toBe(0);

  const lines = readFileSync(outcomes ?? "", "utf8").split("\n");
  const charge = lines.findIndex((line) => /^[^,]+,1,\d\d\/09\/2026/.test(line));
  expect(charge).toBeGreaterThan(0);
  const fewer = fileIn(folder, "outcomes.csv", lines.toSpliced(charge, 1).join("\n"));
  expect(importOf(folder, cases, fewer).status).toBe(0);
  const refused = {
    status: 409,
    body: { error: { code: "changed-figures", message: expect.stringContaining("approve it again") } },
  };
  for (const format of formats)
    expect(await ask("GET", `/packs/${id}/file?format=${format}`)).toMatchObject(refused);
  expect(await ask("POST", `/packs/${id}/freeze`, { version: 3 })).toMatchObject(refused);

  const kept: PackModel = (await ask("GET", `/packs/${id}/preview`)).body;
  const served: PackModel = (await ask("GET", `/packs/${id}/preview?figures=served`)).body;
  expect(kept.snapshot.id).toBe(first);
  expect(served.snapshot.id).not.toBe(first);
  expect(inSeptember(kept) - inSeptember(served)).toBe(1);
  const revised = (await ask("GET", `/packs/${id}/revised`)).body;
  expect(revised).toMatchObject({ kept: first, served: served.snapshot.id });
  expect(revised.figures.map(({ month }: { month: string }) => month)).toEqual(["Sep 2026"]);

  expect((await ask("POST", `/packs/${id}/approve`, { version: 3 })).status).toBe(200);
  const anew = await fileOf("xlsx");
  expect(Buffer.compare(anew, before[2] ?? Buffer.of())).not.toBe(0);
  expect((await ask("POST", `/packs/${id}/freeze`, { version: 4 })).status).toBe(200);
  expect(Buffer.compare(anew, await fileOf("xlsx"))).toBe(0);

  /** Of each slide layout, page of the PDF and sheet: whether it says that the pack is a draft. */
  async function whichSayDraft(): Promise<boolean[]> {
    const [deck, pdf, book] = await Promise.all(formats.map(fileOf));
    const parts = unzip(deck ?? Buffer.of());
    const layouts = namesOf(parts, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/).map((name) =>
      partOf(parts, name),
    );
    const carrying = layouts.filter((layout) => layout.includes("Not for onward release"));
    const { pages } = await readPdf(pdf ?? Buffer.of());
    const sheets = Object.values(await readWorkbook(book ?? Buffer.of()));
    expect([carrying.length, pages.length, sheets.length].every((count) => count > 0)).toBe(true);
    return [...carrying, ...pages, ...sheets.map((sheet) => JSON.stringify(sheet))].map((each) =>
      each.includes("Draft, not approved"),
    );
  }

  async function fileOf(format: string): Promise<Buffer> {
    const response = await fetch(`${url}/api/packs/${id}/file?format=${format}`, {
      headers: { ...fromOwnPages, connection: "close" },
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }
});

function inSeptember({ pages }: PackModel): number {
  return pages[0]?.series?.points.find(({ month }) => month === "2026-09")?.value ?? Number.NaN;
}

function importOf(home: string, cases = "", outcomes = "") {
  return runImportCommand(home, ["--cases", cases, "--outcomes", outcomes]);
}
