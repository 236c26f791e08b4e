import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../server/places.ts";

const { scripts, engines } = JSON.parse(read("package.json"));

test("no script waits for a hook, which .npmrc switches off: each one sets up by itself", () => {
  const hooks = /^(pre|post)|^(install|prepare|publish)$/;
  expect(Object.keys(scripts).filter((name) => hooks.test(name))).toEqual([]);
  expect(Object.keys(scripts).length).toBeGreaterThan(10);
  for (const [name, script] of Object.entries(scripts))
    expect(script, name).toMatch(/^node server\/set-up\.mjs && /);
});

test("CI does first what a newcomer does: before npm test it neither installs nor builds anything", () => {
  const lines = read(".ci/run").split("\n");
  const first = lines.findIndex((line) => /^(TEST_REPORT=\S+ )?npm test\b/.test(line));
  expect(first).toBeGreaterThan(0);
  const harmless =
    /^(#.*|set -[a-z]+ pipefail|cd "\$\(dirname "\$0"\)\/\.\."|work=\$\(mktemp -d\)|trap .*|)$/;
  const namesData = /^\[ -d \.\.\/shared\/data \] && export FLIGHT_DECK_REAL_DATA=/;
  expect(lines.slice(0, first).filter((line) => !harmless.test(line) && !namesData.test(line))).toEqual([]);
});

test("the words after -- reach the program that runs the tests", () => {
  const { status, stderr } = spawnSync("npm", ["test", "--", "no-such-test", "--passWithNoTests"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TEST_REPORT: "" },
    shell: process.platform === "win32",
  });
  expect(status).toBe(0);
  expect(stderr).toMatch(/filter:.*no-such-test/);
});

test.each(["20.19.0", "22.13.0", "24.0.0", "26.12.1"])("Node %s is good enough to set up", (version) => {
  expect(setUpUnder(version)).toEqual({ status: 0, stderr: "" });
});

test.each(["18.20.8", "20.18.3", "21.7.3", "22.12.0", "23.11.1"])(
  "Node %s is told which to install",
  (version) => {
    const { status, stderr } = setUpUnder(version);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      `Node.js ${version} cannot run the flight deck. Install Node.js 20.19, 22.13, 24 or`,
    );
  },
);

test("CI tries every line of Node that package.json promises, and the newest", () => {
  const tried = /^for version in (.*); do$/m.exec(read(".ci/run"))?.[1]?.split(" ") ?? [];
  const promised = [...engines.node.matchAll(/(?:\^|>=)(\d+)/g)].map(([, major]) => major);
  expect(promised).toEqual(["20", "22", "24"]);
  expect(tried.map((version) => version.split(".")[0])).toEqual([...promised, "26"]);
});

/** Sets up as if this Node had that version. */
function setUpUnder(version: string): { status: number | null; stderr: string } {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });`;
  const program = `${pretend} import("./server/set-up.mjs");`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
  return { status, stderr };
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
