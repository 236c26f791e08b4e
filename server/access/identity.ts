import type { Context, Hono } from "hono";
import type { Identify } from "./guard.ts";
import type { AccessLog } from "./log/access-log.ts";
import { type AppEnv, localPerson } from "./person.ts";
import { identifyByProxy } from "./proxy.ts";
import type { ServerConfig } from "./server-config.ts";
import { openSignIn } from "./sign-in.ts";

export type Identity = {
  mode: "local" | "served";
  identify: Identify;
  signOut: (context: Context<AppEnv>) => Promise<void>;
  /** The pages for sign-in; null if this process has none. */
  routes: Hono<AppEnv> | null;
};

/** Finds out who asks in one of three ways: one person sits at this machine, the proxy names them, or they sign in. */
export function openIdentity(config: ServerConfig, accessLog: AccessLog, now: () => Date): Identity {
  const { identity } = config;
  switch (identity.from) {
    case "this-machine":
      return { mode: "local", identify: localPerson, signOut: async () => undefined, routes: null };
    case "proxy":
      return { mode: "served", identify: identifyByProxy, signOut: async () => undefined, routes: null };
    case "provider":
      return { mode: "served", ...openSignIn(config, identity, accessLog, now) };
  }
}
