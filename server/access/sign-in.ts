import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Identify } from "./guard.ts";
import { openLimiter } from "./limiter.ts";
import type { AccessLog } from "./log/access-log.ts";
import type { AppEnv } from "./person.ts";
import { plainPage } from "./plain-page.ts";
import { type Challenge, Provider, type ProviderSettings, signInFailed } from "./provider.ts";
import { keyOf, newSecret } from "./secrets.ts";
import type { ServerConfig } from "./server-config.ts";
import { openSessions, type Sessions } from "./sessions.ts";

/** A sign-in that has begun and whose person is at the provider; afterwards the person goes to the page `to`. */
type Pending = { challenge: Challenge; to: string; startedAt: number };

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

/** Sign-in at an identity provider. People then have a session, whose id is in a cookie. */
export function openSignIn(
  config: ServerConfig,
  settings: ProviderSettings,
  accessLog: AccessLog,
  now: () => Date,
): SignIn {
  const sessions = openSessions(now, config.sessions);
  const pending = openPending(now);
  const limit = openLimiter(signInsAMinute, 60, now);
  const callback = new URL("/sign-in/callback", config.publicUrl ?? undefined).href;
  const provider = new Provider(settings, callback);

  const routes = new Hono<AppEnv>()
    .get("/sign-in", async (context) => {
      limit(askerOf(context));
      const { to, challenge } = await provider.begin();
      const id = pending.add({ challenge, to: ownPath(context.req.query("to")) });
      setCookie(context, pendingCookie, id, { ...cookieOptions, maxAge: pendingSeconds });
      return context.redirect(to.href);
    })
    .get("/sign-in/callback", async (context) => {
      limit(askerOf(context));
      const started = pending.take(getCookie(context, pendingCookie, "host") ?? "");
      deleteCookie(context, pendingCookie, cookieOptions);
      if (!started) throw signInFailed();
      const person = await provider.redeem(new URL(context.req.url).search, started.challenge);
      await accessLog.append({ action: "sign-in", person, what: "signed in" });
      const before = getCookie(context, sessionCookie, "host");
      if (before) sessions.end(before);
      setCookie(context, sessionCookie, sessions.start(person), cookieOptions);
      return context.redirect(started.to);
    })
    .get("/signed-out", (context) => context.html(signedOutPage));

  return { identify: identifyBy(sessions), routes, signOut };

  async function signOut(context: Context<AppEnv>): Promise<void> {
    const id = getCookie(context, sessionCookie, "host");
    const person = id ? sessions.find(id, false) : null;
    if (id) sessions.end(id);
    deleteCookie(context, sessionCookie, cookieOptions);
    if (person) await accessLog.append({ action: "sign-out", person, what: "signed out" });
  }
}

/** The sign-ins that have begun, each for ten minutes and for one return. */
function openPending(now: () => Date) {
  const pending = new Map<string, Pending>();
  return {
    add(started: Omit<Pending, "startedAt">): string {
      const at = now().getTime();
      const oldest = at - pendingSeconds * 1000;
      for (const [key, { startedAt }] of pending) if (startedAt < oldest) pending.delete(key);
      const id = newSecret();
      pending.set(keyOf(id), { ...started, startedAt: at });
      return id;
    },
    take(id: string): Pending | undefined {
      const found = pending.get(keyOf(id));
      pending.delete(keyOf(id));
      return found;
    },
  };
}

function identifyBy(sessions: Sessions): Identify {
  return (context) => {
    const id = getCookie(context, sessionCookie, "host");
    return id ? sessions.find(id, !background.includes(context.req.path)) : null;
  };
}

const signedOutPage = plainPage(
  "You are signed out",
  "Your sign-in to other services may go on. Close the browser on a shared computer.",
  "Sign in again",
);

/** Returns the path if it is one of this product, otherwise `/`, so that a link cannot send people to another site after sign-in. A
 * browser takes the word after two leading slashes for a host. */
export function ownPath(given: string | undefined): string {
  if (!given || !URL.canParse(given, "https://own.invalid")) return "/";
  const { origin, pathname, search } = new URL(given, "https://own.invalid");
  return origin === "https://own.invalid" && !pathname.startsWith("//") ? `${pathname}${search}` : "/";
}

function askerOf(context: Context<AppEnv>): string {
  return context.get("address") ?? "unknown";
}
