import { join } from "node:path";
import devServer from "@hono/vite-dev-server";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { patience } from "./test/support/patience.ts";
import { slowestFiles } from "./test/support/slowest-files.ts";

const root = import.meta.dirname;

/** Every program of the product, by the name that it has in `dist/server`. */
const programs = {
  main: "server/main.ts",
  import: "server/commands/import.ts",
  audit: "server/commands/audit.ts",
  "import-worker": "server/import/worker.ts",
  "scan-thread": "server/csv/scan-thread.ts",
  "attack-worker": "server/attack/worker.ts",
  pack: "server/commands/pack.ts",
  "pack-worker": "server/packs/worker.ts",
  sample: "data/synthetic/write-sample.ts",
  bench: "test/bench/bench.ts",
  honesty: "test/honesty/honesty.ts",
  faults: "test/faults/faults.ts",
  "killed-worker": "test/faults/killed-worker.ts",
};

export default defineConfig({
  root: join(root, "web"),
  server: { fs: { allow: [root] } },
  plugins: [
    react(),
    devServer({ entry: join(root, "server/dev.ts"), exclude: [/^(?!\/api\/).*/], injectClientScript: false }),
  ],
  build: { outDir: join(root, "dist/web"), emptyOutDir: true, chunkSizeWarningLimit: 700 },
  environments: {
    client: { build: { rollupOptions: { input: join(root, "web/index.html") } } },
    ssr: {
      build: {
        outDir: join(root, "dist/server"),
        ssr: true,
        emptyOutDir: true,
        rollupOptions: {
          input: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(root, file)])),
        },
      },
    },
  },
  builder: {},
  test: {
    root,
    globalSetup: "test/support/set-up.ts",
    include: ["test/**/*.test.{ts,tsx}"],
    // These need other versions of Node, which `.ci/run` fetches and names.
    exclude: process.env.FLIGHT_DECK_NODES ? [] : ["test/runtimes/**"],
    reporters: ["default", slowestFiles(), ...jsonReport(process.env.TEST_REPORT)],
    env: { TZ: "Europe/London" },
    testTimeout: patience.ofTest,
    hookTimeout: patience.ofTest,
    expect: { poll: { timeout: patience.ofWait } },
    // The files of one process share their modules and the sample: to load these anew for each took a sixth of the time.
    isolate: false,
    maxWorkers: 3,
  },
});

/** Writes what came of each test to a file, if one is given, for a program that adds them up. */
function jsonReport(outputFile: string | undefined): ["json", { outputFile: string }][] {
  return outputFile ? [["json", { outputFile }]] : [];
}
