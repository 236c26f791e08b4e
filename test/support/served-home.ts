import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { onTestFinished } from "vitest";
import { createApp } from "../../server/app.ts";
import { attackerIn } from "../../server/attack/start-attack.ts";
import { type Dependencies, openDependencies } from "../../server/dependencies.ts";
import { renderPack } from "../../server/packs/render.ts";
import { places } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { accessLog, patientLimits } from "./app.ts";
import { patience } from "./patience.ts";
import { measureQueries } from "./snapshot.ts";

/** The API of a home on a free port, over real HTTP and with the real child process of imports; stopped when the test ends. */
export async function serveHome(folder: string, changes: Partial<Dependencies> = {}) {
  const home = openHome(folder);
  const dependencies = openDependencies(home, accessLog, {
    queries: measureQueries,
    attacker: attackerIn(places.attackWorker, patience.ofTest),
    renderPack: (pack, format) => renderPack(pack, format, places.packTemplate),
    concurrency: patientLimits,
    log: (line) => process.stderr.write(`${line}\n`),
    ...changes,
  });
  const app = createApp(dependencies);
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const started = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }: AddressInfo) =>
        resolve({ server: started, port }),
      );
    },
  );
  onTestFinished(async () => {
    dependencies.attacker.close();
    await dependencies.imports.close();
    await new Promise((resolve) => server.close(resolve));
    await dependencies.store.close();
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    home,
    store: dependencies.store,
    url,
    ask: (method: string, path: string, body?: unknown) => ask(url, method, path, body),
  };
}

/** The headers that the product's own pages send. */
export const fromOwnPages = { "x-flight-deck": "1", "sec-fetch-site": "same-origin" };

/** Asks on its own connection: a command that a test waits for outlives one that is kept open. */
async function ask(url: string, method: string, path: string, body: unknown) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      connection: "close",
      ...fromOwnPages,
      ...(isForm ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, text, body: isJson ? JSON.parse(text) : null };
}

/** A form with files by their names. */
export function formOf(files: Record<string, string | Uint8Array>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append("files", new Blob([content as BlobPart]), name);
  return form;
}
