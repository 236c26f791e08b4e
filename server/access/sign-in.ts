import { createHash, randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import type { Identify } from "./guard.ts";
import { openLimiter } from "./limiter.ts";
import type { AccessLog } from "./log/access-log.ts";
import { type AppEnv, knownRoles, type Person } from "./person.ts";
import { plainPage } from "./plain-page.ts";
import type { Serving } from "./server-config.ts";
import { openSessions, type Sessions } from "./sessions.ts";

type Provider = Extract<Serving["people"], { from: "provider" }>;

type Pending = { state: string; nonce: string; verifier: string; to: string; startedAt: number };

const sessionCookie = "flight-deck";
const pendingCookie = "flight-deck-sign-in";
const pendingSeconds = 600;
const signInsAMinute = 20;
const cookieOptions = { path: "/", secure: true, httpOnly: true, sameSite: "Lax", prefix: "host" } as const;

/** Addresses that pages request by themselves every minute. They do not prolong a session. */
const background = ["/api/snapshot", "/api/session", "/api/health"];

export type SignIn = {
  identify: Identify;
  /** The pages for sign-in: `/sign-in` and `/sign-in/callback`. */
  routes: Hono<AppEnv>;
  signOut: (context: Context<AppEnv>) => Promise<void>;
};

/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce; the token's issuer and audience are checked
 * by openid-client. People are known by tenant and subject; their roles are those of the `roles` claim. */
export function openSignIn(
  serving: Serving,
  provider: Provider,
  accessLog: AccessLog,
  now: () => Date,
): SignIn {
  const sessions = openSessions(now, serving.sessions);
  const pending = new Map<string, Pending>();
  const limit = openLimiter(signInsAMinute, 60, now);
  const callback = new URL("/sign-in/callback", serving.publicUrl ?? undefined).href;
  let configuration: Promise<Configuration> | null = null;

  const routes = new Hono<AppEnv>()
    .get("/sign-in", async (context) => {
      limit(askerOf(context));
      const config = await configure();
      const given = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const id = randomBytes(32).toString("base64url");
      forgetOld();
      pending.set(keyOf(id), { ...given, to: ownPath(context.req.query("to")), startedAt: now().getTime() });
      setCookie(context, pendingCookie, id, { ...cookieOptions, maxAge: pendingSeconds });
      const to = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: "openid profile",
        state: given.state,
        nonce: given.nonce,
        code_challenge: await calculatePKCECodeChallenge(given.verifier),
        code_challenge_method: "S256",
      });
      return context.redirect(to.href);
    })
    .get("/sign-in/callback", async (context) => {
      limit(askerOf(context));
      const id = getCookie(context, pendingCookie, "host") ?? "";
      const started = pending.get(keyOf(id));
      pending.delete(keyOf(id));
      deleteCookie(context, pendingCookie, cookieOptions);
      if (!started) throw signInFailed();
      const person = await redeem(new URL(`${callback}${new URL(context.req.url).search}`), started);
      await accessLog.append({ action: "sign-in", person, what: "signed in" });
      const before = getCookie(context, sessionCookie, "host");
      if (before) sessions.end(before);
      setCookie(context, sessionCookie, sessions.start(person), cookieOptions);
      return context.redirect(started.to);
    })
    .get("/signed-out", (context) => context.html(signedOutPage));

  return { identify: identifyBy(sessions), routes, signOut };

  async function redeem(url: URL, { state, nonce, verifier }: Pending): Promise<Person> {
    const tokens = await authorizationCodeGrant(await configure(), url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }).catch((error: unknown) => {
      throw signInFailed(error);
    });
    return personOf(tokens.claims(), provider);
  }

  async function signOut(context: Context<AppEnv>): Promise<void> {
    const id = getCookie(context, sessionCookie, "host");
    const person = id ? sessions.find(id, false) : null;
    if (id) sessions.end(id);
    deleteCookie(context, sessionCookie, cookieOptions);
    if (person) await accessLog.append({ action: "sign-out", person, what: "signed out" });
  }

  /** Reads the provider's configuration once, and again if the provider did not answer. */
  async function configure(): Promise<Configuration> {
    configuration ??= discovery(provider.issuer, provider.clientId, provider.clientSecret);
    return configuration.catch((error: unknown) => {
      configuration = null;
      throw new Problem(
        503,
        "no-provider",
        "The sign-in service does not answer. Try again in a moment.",
        undefined,
        10,
        error,
      );
    });
  }

  function forgetOld(): void {
    const oldest = now().getTime() - pendingSeconds * 1000;
    for (const [key, { startedAt }] of pending) if (startedAt < oldest) pending.delete(key);
  }
}

function identifyBy(sessions: Sessions): Identify {
  return (context) => {
    const id = getCookie(context, sessionCookie, "host");
    return id ? sessions.find(id, !background.includes(context.req.path)) : null;
  };
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  iss: z.string(),
  tid: z.string().optional(),
  name: z.string().optional(),
  roles: z.union([z.array(z.string()), z.string().transform((role) => [role])]).default([]),
});

function personOf(claims: unknown, { tenant }: Provider): Person {
  const { sub, iss, tid, name, roles } = claimsSchema.parse(claims);
  if (tenant !== null && tid !== tenant) throw signInFailed();
  return { id: `${tid ?? iss}:${sub}`, name: name ?? sub, roles: knownRoles(roles) };
}

const signedOutPage = plainPage(
  "You are signed out",
  "Your sign-in to other services may go on. Close the browser on a shared computer.",
  "Sign in again",
);

/** Returns the path if it is one of this product, otherwise `/`, so that a link cannot send people to another site after sign-in. */
function ownPath(given: string | undefined): string {
  if (!given || !URL.canParse(given, "https://own.invalid")) return "/";
  const url = new URL(given, "https://own.invalid");
  return url.origin === "https://own.invalid" ? `${url.pathname}${url.search}` : "/";
}

function askerOf(context: Context<AppEnv>): string {
  return context.get("address") ?? "unknown";
}

function signInFailed(cause?: unknown): Problem {
  return new Problem(
    400,
    "sign-in-failed",
    "Signing in did not work. Go to the flight deck and try again.",
    undefined,
    undefined,
    cause,
  );
}

function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
