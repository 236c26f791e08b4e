import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unzip } from "../../server/packs/zip.ts";
import { root } from "../../server/places.ts";
import { freePort, lastingFolder, launchServer } from "../support/command.ts";
import { readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { fillWithSample, sampleFiles } from "../support/sample-home.ts";

/** A request on its own connection: while a command runs the test cannot see that the server closes an idle one. */
const alone = { headers: { connection: "close" } };

/** The programs of other versions of Node, in the form of PATH: `.ci/run` fetches them and names them. */
const programs = process.env.FLIGHT_DECK_NODES?.split(delimiter) ?? [];
/** The variables that npm and vitest set. */
const setByTests = /^(npm_|VITEST|NODE$|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$)/;
const title = "RASSO performance pack";
const readers = {
  pptx: (file: Uint8Array) => readSlides(unzip(file)).flatMap(({ titles }) => titles),
  pdf: async (file: Uint8Array) => (await readPdf(file)).pages,
  xlsx: (file: Uint8Array) => Object.values(readWorkbook(file)).map((sheet) => JSON.stringify(sheet)),
};

/** What the server says under the Node that runs the tests. */
let ownPoints: unknown[];

beforeAll(async () => {
  const folder = lastingFolder();
  const home = join(folder.path, "home");
  await fillWithSample(home, "first start");
  const server = await launchServer(home);
  ownPoints = await pointsOf(server.url);
  server.process.kill();
  folder.remove();
});

describe.each(programs.map((program) => [versionOf(program), program]))(
  "a fresh clone under Node %s",
  (version, program) => {
    const folder = lastingFolder();
    const clone = join(folder.path, "clone");
    const home = join(folder.path, "home");
    let server: ChildProcess;
    let url: string;
    beforeAll(async () => {
      expect(spawnSync("git", ["clone", "--quiet", root, clone]).status).toBe(0);
      const port = await freePort();
      server = spawn("npm", ["start"], { ...inClone({ PORT: String(port) }), detached: true });
      url = await addressOf(server);
    });
    afterAll(() => {
      if (server.pid) process.kill(-server.pid);
      folder.remove();
    });

    test("npm start sets up and serves the sample", async () => {
      expect(spawnSync("node", ["--version"], inClone()).stdout.toString().trim()).toBe(version);
      expect(await (await fetch(url, alone)).text()).toContain("<title>");
      expect(await (await fetch(`${url}/api/snapshot`, alone)).json()).toMatchObject({ asAt: "2026-10-31" });
    });

    test("the series of a KPI is the one under this Node", async () => {
      expect(ownPoints.length).toBeGreaterThan(50);
      expect(await pointsOf(url)).toEqual(ownPoints);
    });

    test("an import is served with the next request", async () => {
      const { status, stdout } = npmRun("import", ...sampleFiles, "--as-at", "2026-11-01", "--json");
      expect(status).toBe(0);
      const { snapshot } = JSON.parse(stdout);
      expect(await (await fetch(`${url}/api/health`, alone)).json()).toEqual({
        ok: true,
        snapshot: snapshot.id,
      });
    });

    test.each(["pptx", "pdf", "xlsx"] as const)("a pack is written as %s and can be read", async (format) => {
      const out = join(folder.path, `pack.${format}`);
      const words = ["--month", "2026-10", "--format", format, "--out", out, "--title", title];
      expect(npmRun("pack", ...words)).toMatchObject({ status: 0, stderr: "" });
      expect((await readers[format](readFileSync(out))).join("\n")).toContain(title);
    });

    function npmRun(script: string, ...words: string[]) {
      return spawnSync("npm", ["run", "--silent", script, "--", ...words], {
        ...inClone(),
        encoding: "utf8",
      });
    }

    /** The clone as the working folder of somebody who has this Node only, and nothing set by the npm and vitest that run the tests.
     * What the machine sets stays, such as the certificates by which npm trusts the registry: it tried again for two minutes without.
     * npm takes the packages that it has already fetched, for this or another Node. */
    function inClone(more: NodeJS.ProcessEnv = {}) {
      const outside = Object.entries(process.env).filter(([name]) => !setByTests.test(name));
      const PATH = `${dirname(program)}${delimiter}${process.env.PATH}`;
      const own = { PATH, FLIGHT_DECK_HOME: home, npm_config_prefer_offline: "true" };
      return { cwd: clone, env: { ...Object.fromEntries(outside), ...own, ...more } };
    }
  },
);

function versionOf(program: string): string {
  return spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim();
}

/** Where `npm start` says that it serves. */
function addressOf(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    server.stdout?.on("data", (text) => {
      said += text;
      const address = /http:\S+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    server.stderr?.on("data", (text) => {
      said += text;
    });
    server.once("exit", (code) => reject(new Error(`npm start ended with exit code ${code}:\n${said}`)));
  });
}

async function pointsOf(url: string): Promise<unknown[]> {
  const { points } = await (await fetch(`${url}/api/kpis/victim-withdrawal/series`, alone)).json();
  return points.map(({ month, numerator, denominator, value }: Record<string, unknown>) => ({
    ...{ month, numerator, denominator, value },
  }));
}
