import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PersonRole, roles } from "../../server/contract/session.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { appOver, personWith } from "../support/app.ts";

const secret = "one family in Firth";
const states = ["draft", "approved", "frozen", "reopened"] as const;
const audiences = ["internal", "external"] as const;

type Made = { id: string; audience: (typeof audiences)[number]; state: (typeof states)[number] };

let snapshot: Snapshot & { close: () => void };
let home: Home;
let packs: Made[];

beforeAll(async () => {
  snapshot = await tinySnapshot();
  home = openHome(mkdtempSync(join(tmpdir(), "flight-deck-test-")));
  packs = [];
  for (const audience of audiences)
    for (const state of states) packs.push({ id: await made(audience, state), audience, state });
});
afterAll(() => {
  snapshot.close();
  rmSync(home.folder, { recursive: true, force: true });
});

test("every route of packs keeps every pack from every role that may not see it, in list, words, figures, files and comparison", async () => {
  const wrong: string[] = [];
  for (const role of roles) {
    for (const path of pathsOfPacks()) {
      for (const pack of packs) {
        const { status, text } = await ask(role, "GET", addressOf(path, pack));
        const isGiven = maySee(role, pack);
        const isKept = status === 403 && !text.includes(secret);
        if (isGiven ? status === 403 : !isKept) wrong.push(`${role} ${path} of ${pack.id}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("the list names only the packs that a role may see, and a viewer's holds frozen external ones", async () => {
  for (const role of ["viewer", "officer", "analyst"] as const) {
    const { text } = await ask(role, "GET", "/api/packs");
    const listed = JSON.parse(text).packs.map(({ id }: Made) => id);
    const expected = packs.filter((pack) => maySee(role, pack)).map(({ id }) => id);
    expect(listed.toSorted(), role).toEqual(expected.toSorted());
  }
});

test("a viewer compares a frozen pack with no pack that is kept from viewers, nor with unreleased figures", async () => {
  const [frozen] = packs.filter((pack) => maySee("viewer", pack));
  for (const other of packs.filter((pack) => !maySee("viewer", pack))) {
    const { status, text } = await ask("viewer", "GET", `/api/packs/${frozen?.id}/compare?with=${other.id}`);
    expect({ status, isSaid: text.includes(secret) }, other.id).toEqual({ status: 403, isSaid: false });
  }
  expect(await ask("viewer", "GET", `/api/packs/${frozen?.id}/preview?figures=served`)).toMatchObject({
    status: 403,
  });
});

test("the history that a viewer reads begins with the frozen version", async () => {
  const [frozen] = packs.filter((pack) => maySee("viewer", pack));
  const seen = async (role: PersonRole) =>
    JSON.parse((await ask(role, "GET", `/api/packs/${frozen?.id}/history`)).text).versions.map(
      ({ state }: { state: string }) => state,
    );
  expect(await seen("viewer")).toEqual(["frozen"]);
  expect(await seen("officer")).toEqual(["frozen", "approved", "draft", "draft"]);
});

test("no role but the analyst begins or changes a pack", async () => {
  for (const role of roles.filter((each) => each !== "analyst")) {
    const begun = await ask(role, "POST", "/api/packs", { month: "2026-10", audience: "external" });
    const changed = await ask(role, "PUT", `/api/packs/${packs[0]?.id}`, { version: 2 });
    expect([begun.status, changed.status], role).toEqual([403, 403]);
  }
});

/** Who may see a pack, in the words of the rule: figures for officers and analysts, frozen external packs for viewers too. */
function maySee(role: PersonRole, { audience, state }: Made): boolean {
  if (["officer", "analyst", "approver"].includes(role)) return true;
  return role === "viewer" && audience === "external" && state === "frozen";
}

/** Every address that the API has of one pack, whoever adds one. */
function pathsOfPacks(): string[] {
  const paths = appOver(snapshot, {}, personWith("analyst"), home)
    .routes.filter(({ method, path }) => method === "GET" && path.startsWith("/api/packs/:id"))
    .map(({ path }) => path);
  expect(paths).toContain("/api/packs/:id/file");
  return [...new Set(paths)];
}

function addressOf(path: string, { id }: Made): string {
  const query = { file: "?format=xlsx", compare: `?with=${id}` }[path.split("/").at(-1) ?? ""] ?? "";
  return path.replace(":id", id) + query;
}

/** A pack with words that must not be seen, brought to a state by an analyst. */
async function made(audience: Made["audience"], state: Made["state"]): Promise<string> {
  const begun = await asAnalyst("POST", "/packs", {
    month: snapshot.manifest.snapshot.lastCompleteMonth,
    audience,
  });
  const { state: _, approved: __, frozen: ___, ...text } = begun.pack;
  const kpis = [{ id: "recorded-crimes", breakdown: null, headline: secret, commentary: secret }];
  const change = (version: number) => ({ version, pack: { ...text, kpis, title: `Title, ${secret}` } });
  await asAnalyst("PUT", `/packs/${begun.id}`, change(1));
  if (state === "draft") return begun.id;
  await asAnalyst("POST", `/packs/${begun.id}/approve`, { version: 2 });
  if (state === "frozen") await asAnalyst("POST", `/packs/${begun.id}/freeze`, { version: 3 });
  if (state === "reopened") await asAnalyst("PUT", `/packs/${begun.id}`, change(3));
  return begun.id;
}

async function asAnalyst(method: string, path: string, body: unknown) {
  const { status, text } = await ask("analyst", method, `/api${path}`, body);
  expect(status, text).toBe(200);
  return JSON.parse(text);
}

async function ask(role: PersonRole, method: string, path: string, body?: unknown) {
  const app = appOver(snapshot, {}, personWith(role), home);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await app.request(path, {
    method,
    headers: { "Content-Type": "application/json" },
    ...sent,
  });
  return { status: response.status, text: await response.text() };
}
