import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../server/access/person.ts";
import { createApp } from "../../server/app.ts";
import { unzip } from "../../server/packs/zip.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { dependenciesOver, fromOwnPage, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";
import { readPdf, readSlides, readWorkbook } from "../support/office.ts";

const writer = personWith("analyst");
const namesake = { ...personWith("analyst", "approver"), id: "test:another", name: writer.name };
const approver = personWith("approver");

let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("served, nobody approves, sends back or freezes what the same person wrote, whatever roles the person has", async () => {
  const server = newServer();
  const id = await begun(server);
  for (const [how, body] of [
    ["approve", { version: 1 }],
    ["send-back", { version: 1, reason: "Mine" }],
    ["freeze", { version: 1 }],
  ] as const)
    expect(await ask(server, writer, "POST", `/packs/${id}/${how}`, body), how).toMatchObject({
      status: 403,
      body: { error: { code: "own-pack" } },
    });
  expect(await ask(server, namesake, "POST", `/packs/${id}/approve`, { version: 1 })).toMatchObject({
    status: 200,
  });
  expect(await ask(server, writer, "POST", `/packs/${id}/freeze`, { version: 2 })).toMatchObject({
    status: 403,
  });
  expect(await ask(server, approver, "POST", `/packs/${id}/freeze`, { version: 2 })).toMatchObject({
    body: { pack: { state: "frozen", approved: { by: namesake.name, isOwn: false } } },
  });
});

test("whoever changes a word becomes a writer, even long before, and approves it no more", async () => {
  const server = newServer();
  const id = await begun(server);
  const { pack } = (await ask(server, namesake, "GET", `/packs/${id}`)).body;
  const { state: _, approved: __, frozen: ___, ...text } = pack;
  await ask(server, namesake, "PUT", `/packs/${id}`, { version: 1, pack: { ...text, title: "Mended" } });
  await ask(server, writer, "PUT", `/packs/${id}`, { version: 2, pack: { ...text, title: "Mended again" } });
  expect(await ask(server, namesake, "POST", `/packs/${id}/approve`, { version: 3 })).toMatchObject({
    status: 403,
  });
  expect(await ask(server, approver, "POST", `/packs/${id}/approve`, { version: 3 })).toMatchObject({
    status: 200,
  });
});

test("a pack is sent back with a reason, which those who write it read until they save it again", async () => {
  const server = newServer();
  const id = await begun(server);
  const back = (reason: string) =>
    ask(server, approver, "POST", `/packs/${id}/send-back`, { version: 1, reason });
  expect(await back(" ")).toMatchObject({ status: 400, body: { error: { field: "reason" } } });
  expect(await back("Name no town")).toMatchObject({ status: 200, body: { pack: { state: "draft" } } });
  const read = (await ask(server, writer, "GET", `/packs/${id}`)).body;
  expect(read.sentBack).toMatchObject({ by: approver.name, reason: "Name no town" });
  const { state: _, approved: __, frozen: ___, ...text } = read.pack;
  const saved = await ask(server, writer, "PUT", `/packs/${id}`, { version: 2, pack: text });
  expect(saved).toMatchObject({ status: 200, body: { sentBack: null } });
});

test("roles that may not approve are refused, and nobody is told the ids of those who wrote", async () => {
  const server = newServer();
  const id = await begun(server);
  for (const role of ["viewer", "officer", "importer", "auditor", "admin"] as const)
    for (const [how, more] of [
      ["approve", {}],
      ["freeze", {}],
      ["send-back", { reason: "No" }],
    ] as const)
      expect(
        (await ask(server, personWith(role), "POST", `/packs/${id}/${how}`, { version: 1, ...more })).status,
        `${role} ${how}`,
      ).toBe(403);
  expect(JSON.stringify((await ask(server, approver, "GET", "/packs")).body)).not.toContain(writer.id);
});

test("on a machine of one person the writer approves, and page 1 of every file says so", async () => {
  const server = newServer("local");
  const id = await begun(server);
  const approved = await ask(server, writer, "POST", `/packs/${id}/approve`, {
    version: 1,
    reason: "Read twice",
  });
  expect(approved.body.pack.approved).toMatchObject({ isOwn: true, reason: "Read twice" });
  for (const words of await firstPages(server, id)) {
    expect(words).toContain(`Approved by ${writer.name} on 24 November 2026.`);
    expect(words).toContain("The same person wrote it");
  }
});

test("served, page 1 of every file says who approved it and when", async () => {
  const server = newServer();
  const id = await begun(server);
  await ask(server, approver, "POST", `/packs/${id}/approve`, { version: 1 });
  for (const words of await firstPages(server, id)) {
    expect(words).toContain(`Approved by ${approver.name} on 24 November 2026.`);
    expect(words).not.toContain("The same person wrote it");
  }
});

async function firstPages(server: Server, id: string): Promise<string[]> {
  const [deck, pdf, book] = await Promise.all(
    ["pptx", "pdf", "xlsx"].map(async (format) => {
      const response = await appOf(server, writer).request(
        `/api/packs/${id}/file?format=${format}`,
        fromOwnPage(),
      );
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  const [slide] = readSlides(unzip(deck ?? new Uint8Array()));
  const [page] = (await readPdf(pdf ?? new Uint8Array())).pages;
  const [sheet] = Object.values(await readWorkbook(book ?? new Uint8Array()));
  return [slide?.text ?? "", page ?? "", JSON.stringify(sheet)].map((text) => text.replace(/\s+/g, " "));
}

type Server = { home: Home; mode: "local" | "served" };

function newServer(mode: Server["mode"] = "served"): Server {
  return { home: openHome(temporaryFolder()), mode };
}

/** A pack that the writer began. */
async function begun(server: Server): Promise<string> {
  const asked = { month: snapshot.manifest.snapshot.lastCompleteMonth, audience: "internal" };
  const { status, body } = await ask(server, writer, "POST", "/packs", asked);
  expect(status).toBe(200);
  return body.id;
}

async function ask({ home, mode }: Server, person: Person, method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const init = fromOwnPage({ method, headers: { "Content-Type": "application/json" }, ...sent });
  const response = await appOf({ home, mode }, person).request(`/api${path}`, init);
  return { status: response.status, body: await response.json() };
}

function appOf({ home, mode }: Server, person: Person) {
  return createApp({ ...dependenciesOver(snapshot, {}, home), mode, identify: () => person });
}
