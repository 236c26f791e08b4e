import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openIdentity } from "../../server/access/identity.ts";
import { fromProxies } from "../../server/access/proxy.ts";
import { answeredHosts, readServerConfig } from "../../server/access/server-config.ts";
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

function pass(minutes: number): void {
  clock += minutes * 60_000;
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
