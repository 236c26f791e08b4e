import { get } from "node:http";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openIdentity } from "../../server/access/identity.ts";
import { fromProxies } from "../../server/access/proxy.ts";
import { answeredHosts, readServerConfig } from "../../server/access/server-config.ts";
import { ownPath } from "../../server/access/sign-in.ts";
import { createApp } from "../../server/app.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { accessLog, dependenciesOver, entries } from "../support/app.ts";
import { makeCertificate } from "../support/certificate.ts";
import { freePort, temporaryFolder } from "../support/command.ts";
import { type Account, startProvider } from "../support/provider.ts";
import { serveApp } from "../support/serve-app.ts";
import { visitor } from "../support/visitor.ts";
import { tinySnapshot } from "./tiny-snapshot.ts";

const figures = "/api/kpis/recorded-crimes/series";
const crimes = "/api/kpis/recorded-crimes/cases";

let snapshot: Snapshot & { close: () => void };
let clock = Date.UTC(2026, 10, 24, 8);

beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("a session ends after fifteen minutes without its person's doing, whatever the page asks by itself", async () => {
  const { url } = await serveWithProvider();
  const ann = await visitor(url);
  await ann.signIn("ann");
  for (let quarter = 0; quarter < 3; quarter++) {
    pass(14);
    expect(await ann.ask(figures)).toBe(200);
  }
  for (let minute = 0; minute < 14; minute++) {
    pass(1);
    expect(await ann.ask("/api/snapshot")).toBe(200);
  }
  pass(1);
  expect(await ann.ask("/api/snapshot"), "asked by the page, not by Ann").toBe(401);
  expect(await ann.ask(figures)).toBe(401);
  await ann.leave();
});

test("a session ends after ten hours, however busy its person is; signing in again gives another", async () => {
  const { url } = await serveWithProvider();
  const ann = await visitor(url);
  await ann.signIn("ann");
  const first = await ann.session();
  for (let minutes = 10; minutes < 600; minutes += 10) {
    pass(10);
    expect(await ann.ask(figures), `after ${minutes} minutes`).toBe(200);
  }
  pass(10);
  expect(await ann.ask(figures)).toBe(401);
  await ann.signIn("ann");
  expect(await ann.ask(figures)).toBe(200);
  expect(await ann.session()).not.toBe(first);
  await ann.leave();
});

test("a change of roles at the provider takes effect at the next sign-in", async () => {
  const { url, accounts } = await serveWithProvider();
  const ann = await visitor(url);
  await ann.signIn("ann");
  expect(await ann.ask(crimes)).toBe(200);
  accounts.set("ann", { name: "Ann Alder", roles: ["viewer"] });
  await ann.signIn("ann");
  expect([await ann.ask(crimes), await ann.ask(figures)]).toEqual([403, 200]);
  accounts.set("ann", { name: "Ann Alder", roles: [] });
  await ann.signIn("ann");
  expect([await ann.ask(crimes), await ann.ask(figures)]).toEqual([403, 403]);
  await ann.leave();
});

test("a person who tries to sign in again and again has to wait", async () => {
  const { url } = await serveWithProvider();
  const ann = await visitor(url);
  const tried: number[] = [];
  for (let times = 0; times < 21; times++) tried.push(await ann.ask("/sign-in/callback?code=x&state=y"));
  expect(tried).toEqual([...Array(20).fill(400), 429]);
  pass(1);
  expect(await ann.ask("/sign-in/callback?code=x&state=y")).toBe(400);
  await ann.leave();
});

test("the word of the named proxy is taken, again with each request, and that of no other address", async () => {
  const headers = { "x-remote-user": "ann", "x-remote-name": "Ann Alder" };
  const { url } = await serveBehindProxy("127.0.0.1");
  const ask = async (path: string, given: Record<string, string>) => {
    const response = await fetch(`${url}${path}`, { headers: given });
    await response.body?.cancel();
    return response.status;
  };
  expect(await ask(crimes, headers), "nobody says what Ann may").toBe(403);
  expect(await ask(crimes, { ...headers, "x-remote-roles": "viewer, analyst" })).toBe(200);
  expect(await ask(crimes, { ...headers, "x-remote-roles": "viewer" }), "from the next request on").toBe(403);
  expect(await ask(figures, { ...headers, "x-remote-roles": "viewer,superuser" })).toBe(200);
  expect(await ask(figures, {}), "nobody is vouched for").toBe(401);
  expect(entries.at(-1)?.person).toMatchObject({ id: "proxy:ann", name: "Ann Alder" });

  const elsewhere = await serveBehindProxy("10.0.0.1");
  const past = await fetch(`${elsewhere.url}${figures}`, {
    headers: { ...headers, "x-remote-roles": "analyst" },
  });
  expect([past.status, (await past.json()).error.code]).toEqual([403, "not-the-proxy"]);
  expect((await fetch(`${elsewhere.url}/api/health`, { headers })).status).toBe(403);
});

test("a proxy that adds its headers beside those that somebody sent is refused, so that nobody gets another's roles", async () => {
  const { url } = await serveBehindProxy("127.0.0.1");
  const own = { "X-Remote-User": "vic", "X-Remote-Name": "Vic", "X-Remote-Roles": "viewer" };
  const forged = { "X-Remote-User": "ann", "x-remote-name": "Ann", "x-remote-ROLES": "analyst" };
  for (const [name, value] of Object.entries(forged)) {
    const headers = [...Object.entries(own), [name, value]].flat();
    expect(await statusOf(`${url}${figures}`, headers), name).toBe(400);
  }
  expect(await statusOf(`${url}${figures}`, Object.entries(own).flat())).toBe(200);
});

test("another page can neither have a list or a file recorded in a person's name nor use up what they may see", async () => {
  const { url } = await serveBehindProxy("127.0.0.1");
  const ask = (path: string, site?: string) =>
    statusOf(`${url}${path}`, [
      ...["x-remote-user", "ann", "x-remote-roles", "analyst,importer"],
      ...(site ? ["sec-fetch-site", site] : []),
    ]);
  const recorded = [
    crimes,
    "/api/kpis/recorded-crimes/revisions",
    "/api/packs/2026-01/file?format=pdf&recipient=Daily%20Mail",
    "/api/imports/1/rejected.csv",
  ];
  entries.length = 0;
  for (const path of recorded)
    for (const site of ["cross-site", "same-site", "anything"])
      expect(await ask(path, site), `${path} from ${site}`).toBe(403);
  expect(entries).toEqual([]);
  expect(await ask(crimes, "same-origin")).toBe(200);
  expect(await ask(crimes, "none"), "an address that somebody typed").toBe(200);
  expect(await ask(figures, "cross-site"), "a link to a page's figures").toBe(200);
});

test("after sign-in people come to a page of this product, whatever the link says", () => {
  const parts = ["/", "\\", ".", "..", "%2e", "\t", "\n", "@", "evil.example", "https:", "own.invalid"];
  const beginnings = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => `${a}${b}${c}`)));
  for (const beginning of beginnings.flatMap((each) => [each, `/${each}`, `https://own.invalid${each}`]))
    for (const to of [beginning, `${beginning}//evil.example/x`]) {
      const path = ownPath(to);
      expect(path, JSON.stringify(to)).toMatch(/^\//);
      expect(new URL(path, "https://deck.example").origin, JSON.stringify(to)).toBe("https://deck.example");
    }
  expect(ownPath("/kpis/attrition?by=district")).toBe("/kpis/attrition?by=district");
});

function pass(minutes: number): void {
  clock += minutes * 60_000;
}

/** Asks with these headers, name and value by turns, as they are: `fetch` would join those of one name. */
async function statusOf(url: string, headers: string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(url);
    get(url, { headers: ["Host", host, ...headers] }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });
}

async function serveWithProvider(): Promise<{ url: string; accounts: Map<string, Account> }> {
  const certificate = await makeCertificate(temporaryFolder());
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const accounts = new Map<string, Account>([["ann", { name: "Ann Alder", roles: ["analyst"] }]]);
  const provider = await startProvider(certificate, url, accounts);
  onTestFinished(provider.close);
  const trusted = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  onTestFinished(() => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = trusted ?? "1";
  });
  const app = appFor(provider.environment);
  await serveApp(app, { port, tls: certificate });
  return { url, accounts };
}

function serveBehindProxy(proxy: string): Promise<{ url: string }> {
  const PUBLIC_URL = "https://127.0.0.1";
  return serveApp(appFor({ SIGN_IN: "proxy", TRUSTED_PROXY: proxy, PUBLIC_URL }));
}

/** The app as `main` makes it for an environment, with a clock that this test moves. */
function appFor(environment: Record<string, string>): ReturnType<typeof createApp> {
  const config = readServerConfig(environment);
  if ("refusal" in config) throw new Error(config.refusal);
  const now = () => new Date(clock);
  const identity = openIdentity(config, accessLog, now);
  const from = fromProxies(config.proxies);
  const app = createApp({
    ...dependenciesOver(snapshot),
    ...identity,
    from,
    now,
    hosts: answeredHosts(config),
  });
  if (identity.routes) app.route("/", identity.routes);
  return app;
}
