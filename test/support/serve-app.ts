import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { onTestFinished } from "vitest";
import type { AppEnv } from "../../server/access/person.ts";

/** Serves an app on this machine, over TLS where a certificate is given, until the test ends. */
export async function serveApp(
  app: Pick<Hono<AppEnv>, "fetch">,
  { port = 0, tls }: { port?: number; tls?: { cert: string; key: string } } = {},
): Promise<{ url: string }> {
  const options = { fetch: app.fetch, hostname: "127.0.0.1", port };
  const secure = tls && { createServer, serverOptions: tls };
  return new Promise((resolve) => {
    const server = serve({ ...options, ...secure }, (address: AddressInfo) =>
      resolve({ url: `${tls ? "https://localhost" : "http://127.0.0.1"}:${address.port}` }),
    );
    onTestFinished(() => void server.close());
  });
}
