// Makes a fresh clone ready, and does nothing if it already is: installs the locked packages, then builds into
// dist/. Plain JavaScript because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = dirname(import.meta.dirname);
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
if (!runsOn(engines.node)) {
  stop(
    `Node.js ${process.versions.node} cannot run the flight deck. Install Node.js 20.19, 22.13, 24 or a later one, then run the command again.`,
  );
}

const packages = digest(["package-lock.json"]);
if (readStamp("node_modules/.set-up") !== packages) {
  run("Installing packages (once)", npm(), ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  writeStamp("node_modules/.set-up", packages);
}

const sources = digest([
  "package-lock.json",
  "vite.config.ts",
  ...filesUnder(
    "web",
    "server",
    "data",
    "queries/groups",
    "test/access",
    "test/attack",
    "test/bench",
    "test/faults",
    "test/honesty",
    "test/support",
  ),
]);
if (readStamp("dist/.set-up") !== sources) {
  run("Building (once)", process.execPath, [
    "node_modules/vite/bin/vite.js",
    "build",
    "--app",
    "--logLevel",
    "warn",
  ]);
  writeStamp("dist/.set-up", sources);
}

/** Whether this Node is one of `engines` in package.json, such as `^20.19 || >=24.0`. @param {string} range */
function runsOn(range) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return range.split("||").some((each) => {
    const [least = 0, leastMinor = 0] = each.match(/\d+/g)?.map(Number) ?? [];
    if (major === least) return minor >= leastMinor;
    return each.includes(">=") && major > least;
  });
}

function npm() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

/** @param {string} title @param {string} command @param {string[]} args */
function run(title, command, args) {
  process.stderr.write(`${title} …\n`);
  const { status, stdout, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "" },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    shell: command.endsWith(".cmd"),
  });
  if (status !== 0) stop(`${stdout ?? ""}\n${title} failed. ${error?.message ?? "See the lines above."}`);
}

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string[]} folders */
function filesUnder(...folders) {
  return folders.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && /\.(tsx?|css|html|svg|mjs|json)$/.test(entry.name))
          .map((entry) => relative(root, join(entry.parentPath, entry.name)))
          .sort()
      : [],
  );
}

/** @param {string[]} files */
function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** @param {string} file */
function readStamp(file) {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** @param {string} file @param {string} stamp */
function writeStamp(file, stamp) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), stamp);
}
