import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of the product: the folder of its package.json, found from wherever the built program lies. */
export const root = rootAbove(import.meta.dirname);

export const places = {
  queries: join(root, "queries"),
  web: join(root, "dist/web"),
  importWorker: join(root, "dist/server/import-worker.js"),
  scanThread: join(root, "dist/server/scan-thread.js"),
  attackWorker: join(root, "dist/server/attack-worker.js"),
  packWorker: join(root, "dist/server/pack-worker.js"),
  packTemplate: join(root, "server/packs/pdf/pack.typ"),
  sample: join(root, "data/sample"),
};

/** The folder in which imports and settings live: `FLIGHT_DECK_HOME`, by default `.flight-deck` in the product's root. */
export function homeFolder(environment: NodeJS.ProcessEnv): string {
  return environment.FLIGHT_DECK_HOME || join(root, ".flight-deck");
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));
}
