import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { asAt, cases, casesOf, outcomes, setImports } from "../support/import-files.ts";
import { formOf, fromOwnPages, serveHome } from "../support/served-home.ts";

describe("limits", () => {
  test("too many rejected rows and too few rows refuse the import, until a reason is given, which is kept", async () => {
    const { home, ask } = await serveHome(temporaryFolder());
    const first = (await ask("POST", "/imports", formOf({ "c.csv": cases, "o.csv": outcomes }))).body.id;
    expect((await ask("POST", `/imports/${first}/dry-run`, { asAt })).body.ok).toBe(true);
    await ask("POST", `/imports/${first}/publish`);

    const worse = `${casesOf(25)}\n${",05/01/2026,,\n".repeat(5)}=x,no date,19C,North`;
    const { id } = (await ask("POST", "/imports", formOf({ "c.csv": worse, "o.csv": outcomes }))).body;
    const refused = await ask("POST", `/imports/${id}/dry-run`, { asAt });
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({ code: "refused" });
    expect(refused.body.limits).toEqual([
      expect.stringContaining("6 of 31 rows were rejected, more than 5 %"),
      expect.stringContaining("31 rows where those of the last import had 40, a drop of more than 10 %"),
      "They come to 25 crimes where the last import had 40, a drop of more than 10 %.",
    ]);
    expect(refused.body.problems.slice(0, 2)).toMatchObject([
      { check: "blank-crime-ref", count: 5 },
      { check: "unreadable-recorded-date", count: 1 },
    ]);
    expect(refused.body.files[0]).toMatchObject({ read: 31, rejected: 6 });
    expect((await ask("GET", `/imports/${id}/rejected.csv`)).text).toContain("'=x,no date,19C,North");
    expect((await ask("POST", `/imports/${id}/publish`)).status).toBe(409);

    const without = await ask("POST", `/imports/${id}/dry-run`, { asAt, override: { reason: " " } });
    expect(without).toMatchObject({ status: 400, body: { error: { field: "override.reason" } } });
    const reason = "South has moved to another force";
    const forced = await ask("POST", `/imports/${id}/dry-run`, { asAt, override: { reason } });
    expect(forced.body).toMatchObject({ ok: true, limits: refused.body.limits });
    await ask("POST", `/imports/${id}/publish`);
    const { snapshots } = (await ask("GET", "/imports")).body;
    expect(snapshots[0].override).toEqual({ reason, limits: refused.body.limits });
    expect(snapshots[1].override).toBeNull();

    const words = ["--cases", fileIn(home.folder, "c.csv", casesOf(20)), "--outcomes"];
    words.push(fileIn(home.folder, "o.csv", outcomes), "--as-at", asAt);
    expect(runImportCommand(home.folder, words)).toMatchObject({ status: 1 });
    expect(runImportCommand(home.folder, [...words, "--force"]).status).toBe(0);
    const [newest] = (await ask("GET", "/imports")).body.snapshots;
    expect(newest.override.reason).toBe("forced on the command line, no reason given");
  });

  test("an upload that is too large is a 413, whether its size is said or not, and nothing of it is kept", async () => {
    const folder = temporaryFolder();
    const { home, url, ask } = await serveHome(folder);
    await setImports(home, { upload_limit_mb: 1 });
    const large = `${cases}\n${"x".repeat(1 << 21)}`;
    expect((await ask("POST", "/imports", formOf({ "c.csv": large }))).status).toBe(413);
    const chunked = await fetch(`${url}/api/imports`, {
      method: "POST",
      headers: { ...fromOwnPages, "content-type": "multipart/form-data; boundary=x" },
      body: new Blob([
        '--x\r\ncontent-disposition: form-data; name="f"; filename="c.csv"\r\n\r\n',
        large,
        "\r\n--x--\r\n",
      ]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(await chunked.json()).toMatchObject({ error: { code: "too-large" } });
    expect(readdirSync(home.building)).toEqual([]);
    expect((await ask("POST", "/imports", formOf({ "c.csv": cases }))).status).toBe(201);
  });
});

describe("what cannot be imported says so", () => {
  test("requests without files, with files that are no CSV, or of unknown imports and mappings", async () => {
    const { ask } = await serveHome(temporaryFolder());
    expect((await ask("POST", "/imports", { files: [] })).body.error.code).toBe("no-files");
    expect((await ask("POST", "/imports", formOf({}))).body.error.code).toMatch(/no-files|broken-upload/);
    expect((await ask("POST", "/imports/gone/dry-run", {})).status).toBe(404);
    expect((await ask("GET", "/imports/gone/events")).status).toBe(404);
    expect((await ask("GET", "/imports/gone/rejected.csv")).status).toBe(404);
    expect((await ask("GET", "/mappings/gone")).status).toBe(404);
    const book = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]);
    const { id, files } = (
      await ask("POST", "/imports", formOf({ "../../x/Book 1.xlsx": book, "o.csv": outcomes }))
    ).body;
    expect(files).toMatchObject([
      { name: "Book 1.xlsx", role: null, fault: expect.stringContaining("Excel workbook") },
      { name: "o.csv", role: "outcomes" },
    ]);
    const answers = await Promise.all([
      ask("POST", `/imports/${id}/dry-run`, { asAt }),
      ask("POST", `/imports/${id}/dry-run`, { asAt: "28/02/2026" }),
      ask("POST", `/imports/${id}/publish`),
    ]);
    expect(answers.map(({ body }) => body.error.code)).toEqual(["no-cases", "bad-parameter", "no-dry-run"]);
    const unknown = await ask("POST", `/imports/${id}/dry-run`, { asAt, mappingName: "gone" });
    expect(unknown.body.error).toMatchObject({ code: "unknown-mapping", field: "mappingName" });
  });

  test("cases alone are enough where they have the outcome columns, and without an as-at date the latest is suggested", async () => {
    const { ask } = await serveHome(temporaryFolder());
    const wide =
      "crime_ref,recorded_date,offence_code,outcome_code,outcome_date\nA1,01/02/2026,19C,16,02/02/2026";
    const first = (await ask("POST", "/imports", formOf({ "wide.csv": wide }))).body;
    expect(first.files).toMatchObject([{ role: "cases", missing: [] }]);
    const undated = await ask("POST", `/imports/${first.id}/dry-run`, {});
    expect(undated).toMatchObject({
      status: 422,
      body: { suggestedAsAt: "2026-02-02", error: { field: "asAt" } },
    });
    expect((await ask("POST", `/imports/${first.id}/dry-run`, { asAt })).body.ok).toBe(true);
    await ask("DELETE", `/imports/${first.id}`);
    const { id } = (await ask("POST", "/imports", formOf({ "c.csv": cases }))).body;
    const lacking = await ask("POST", `/imports/${id}/dry-run`, { asAt });
    expect(lacking.status).toBe(422);
    expect(lacking.body.error.message).toMatch(/no file of outcomes/);
  });
});
