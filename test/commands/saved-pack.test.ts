import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unzip } from "../../server/packs/zip.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import { appOver, personWith } from "../support/app.ts";
import { lastingFolder, runImportCommand, runPackCommand, temporaryFolder } from "../support/command.ts";
import { readPdf, readSlides } from "../support/office.ts";
import { fillWithSample, sampleFiles } from "../support/sample-home.ts";

const folder = lastingFolder();
const home = join(folder.path, "home");
const headline = "Charges fell: two officers were away";
const commentary = "Cover is agreed for November.";
const action = {
  ...{ id: "a1", kpi: "charges", text: "Agree cover for leave", owner: "Head of RASSO", due: "2026-12-01" },
  ...{ state: "open", agreed: "2026-10" },
};

beforeAll(() => fillWithSample(home, "import command"));
afterAll(folder.remove);

test("a saved pack is written with its own words and actions once it is approved, and kept as it was frozen", async () => {
  const place = temporaryFolder();
  const out = join(place, "pack.pdf");
  await begin();
  expect(pack("2026-10-internal", out)).toMatchObject({
    status: 1,
    stdout: "",
    stderr:
      "The pack “2026-10-internal” is a draft. Look through it and approve it on the page Packs first.\n",
  });
  expect(readdirSync(place)).toEqual([]);

  await ask("POST", "/packs/2026-10-internal/approve", { version: 2 });
  expect(pack("2026-10-internal", out)).toMatchObject({ status: 0, stderr: "", stdout: `Written: ${out}\n` });
  const text = (await readPdf(readFileSync(out))).pages.join(" ").replace(/\s+/g, " ");
  for (const words of [
    headline,
    commentary,
    action.text,
    action.owner,
    "1 Dec 2026",
    "Not for onward release",
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/Crimes charged: \d+ crimes in October/);
  expect(logged()).toContain("npm run pack, internal saved pack 2026-10-internal of 2026-10 as pdf");

  const slides = join(place, "pack.pptx");
  expect(pack("2026-10-internal", slides).status).toBe(0);
  const titles = readSlides(unzip(readFileSync(slides))).flatMap((slide) => slide.titles);
  expect(titles).toContain(headline);

  expect(pack("2026-10-internal", out)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("exists already"),
  });
  await ask("POST", "/packs/2026-10-internal/freeze", { version: 3 });
  expect(pack("2026-10-internal", out, "--force").status).toBe(0);
  const frozen = readFileSync(out);

  expect(runImportCommand(home, [...sampleFiles, "--as-at", "2026-11-01"]).status).toBe(0);
  expect(pack("2026-10-internal", out, "--force").status).toBe(0);
  expect(Buffer.compare(frozen, readFileSync(out))).toBe(0);
});

test("an approval does not outlast the figures that were approved", async () => {
  const place = temporaryFolder();
  const { id, version } = await begin("external");
  await ask("POST", `/packs/${id}/approve`, { version });
  expect(runImportCommand(home, [...sampleFiles, "--as-at", "2026-11-02"]).status).toBe(0);
  const ran = pack(id, join(place, "pack.xlsx"));
  expect(ran).toMatchObject({ status: 1, stdout: "" });
  expect(ran.stderr).toMatch(/because files were imported\. Look through the pack, then approve it again/);
  expect(readdirSync(place)).toEqual([]);
});

test.each([
  {
    words: ["--pack", "nonsense"],
    status: 1,
    says: /no pack “nonsense”\. Choose from: .*2026-10-internal \(frozen\)/,
  },
  { words: ["--pack", "../settings"], status: 1, says: /no pack “\.\.\/settings”/ },
  { words: ["--pack", ""], status: 2, says: /--pack must be the id of a pack/ },
  {
    words: ["--pack", "2026-10-internal", "--month", "2026-10", "--audience", "external"],
    status: 2,
    says: /its own month, audience and contents: leave out --month, --audience/,
  },
])("$words says what to do and leaves no file", ({ words, status, says }) => {
  const place = temporaryFolder();
  const ran = runPackCommand(home, ["--format", "xlsx", "--out", join(place, "pack.xlsx"), ...words]);
  expect(ran.stderr).toMatch(says);
  expect(ran.status).toBe(status);
  expect(readdirSync(place)).toEqual([]);
});

function pack(id: string, out: string, ...more: string[]) {
  const format = out.slice(out.lastIndexOf(".") + 1);
  return runPackCommand(home, ["--pack", id, "--format", format, "--out", out, ...more]);
}

/** A pack of one KPI with words and an action, as an analyst writes it on the page; a draft. */
async function begin(audience = "internal"): Promise<{ id: string; version: number }> {
  const { id, pack: begun } = await ask("POST", "/packs", { month: "2026-10", audience });
  const { state: _, approved: __, frozen: ___, ...text } = begun;
  const kpis = [{ id: "charges", breakdown: null, headline, commentary }];
  return ask("PUT", `/packs/${id}`, { version: 1, pack: { ...text, kpis, actions: [action] } });
}

async function ask(method: string, path: string, body: unknown) {
  const opened = openHome(home);
  const store = openStore(opened);
  try {
    return await store.read(async (snapshot) => {
      const response = await appOver(snapshot, {}, personWith("analyst"), opened).request(
        `http://localhost/api${path}`,
        { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } },
      );
      const answer = await response.json();
      expect(response.status, JSON.stringify(answer)).toBe(200);
      return answer;
    });
  } finally {
    await store.close();
  }
}

function logged(): string {
  return readFileSync(join(home, "access", "access.jsonl"), "utf8");
}
