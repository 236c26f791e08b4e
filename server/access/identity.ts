import type { Context, Hono } from "hono";
import type { Identify } from "./guard.ts";
import type { AccessLog } from "./log/access-log.ts";
import { type AppEnv, localPerson } from "./person.ts";
import { identifyByProxy } from "./proxy.ts";
import type { Serving } from "./server-config.ts";
import { openSignIn } from "./sign-in.ts";

export type People = {
  mode: "local" | "served";
  identify: Identify;
  signOut: (context: Context<AppEnv>) => Promise<void>;
  /** Where people sign in; null where this process does not do that itself. */
  routes: Hono<AppEnv> | null;
};

/** How people are known: everybody at this machine is one person, or the proxy vouches for them, or they sign in. */
export function openPeople(serving: Serving, accessLog: AccessLog, now: () => Date): People {
  const { people } = serving;
  switch (people.from) {
    case "this-machine":
      return { mode: "local", identify: localPerson, signOut: async () => undefined, routes: null };
    case "proxy":
      return { mode: "served", identify: identifyByProxy, signOut: async () => undefined, routes: null };
    case "provider":
      return { mode: "served", ...openSignIn(serving, people, accessLog, now) };
  }
}
