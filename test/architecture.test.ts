import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { root } from "../server/places.ts";

/** The floors of the house, from the ground up: a file imports, types too, only from its own room and from floors below it. */
const floors: string[][] = [
  ["server/places.ts"],
  ["server/contract"],
  ["server/csv", "server/engine", "server/wording"],
  ["server/model"],
  ["server/store", "server/charts"],
  ["server/access"],
  ["server/settings"],
  ["server/disclosure"],
  ["server/measures"],
  ["server/import", "server/attack"],
  ["server/packs"],
  ["server/reference.ts"],
  ["server/dependencies.ts", "server/stopping.ts"],
  ["server/commands", "server/routes"],
  ["server/app.ts"],
  ["server/main.ts", "server/dev.ts"],
];

/** The rooms whose words and pictures pages and packs share: nothing in them runs anything but each other. */
const sharedWithWeb = ["server/wording", "server/charts"];

/** What each top folder may import beside itself. */
const below: Record<string, string[]> = {
  data: [],
  server: ["queries"],
  web: ["server"],
  test: ["server", "data", "web"],
};

type Import = { file: string; target: string; isType: boolean };

test("every import goes one way: data, queries, server, web", () => {
  const broken = allImports().filter(({ file, target }) => {
    const top = topFolder(file);
    return topFolder(target) !== top && !below[top]?.includes(topFolder(target));
  });
  expect(broken).toEqual([]);
});

test("the top folders are the agreed ones", () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => !["node_modules", "dist"].includes(name));
  expect(folders.sort()).toEqual(["data", "docs", "queries", "server", "test", "web"]);
});

test("server/README.md lists every room of the server, from the top floor down", () => {
  const [, table = ""] = readText("server/README.md").split("## The floors");
  const listed = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, rooms = ""]) =>
    [...rooms.matchAll(/`([^`]+?)\/?`/g)].map(([, room]) => `server/${room}`),
  );
  const places = listed.map(floorOf);
  expect(places).toEqual(places.toSorted((a, b) => b - a));
  const rooms = new Set(sourceFiles("server").map(roomOf));
  expect(listed.sort()).toEqual([...rooms].filter((room) => room !== "server/places.ts").sort());
});

test("inside the server every import, of a type too, goes down a floor or stays in its room", () => {
  const upwards = importsWithin("server").filter(
    ({ file, target }) => roomOf(file) !== roomOf(target) && floorOf(target) >= floorOf(file),
  );
  expect(upwards).toEqual([]);
});

test("every file of the server stands on a floor", () => {
  expect(sourceFiles("server").filter((file) => floorOf(file) < 0)).toEqual([]);
});

test.each(["server", "web", "data"])("in %s no circle of files or of folders imports itself", (folder) => {
  const imports = importsWithin(folder);
  expect(circles(imports.map(({ file, target }) => [file, target]))).toEqual([]);
  if (folder !== "server") return;
  const rooms = imports.map(({ file, target }): [string, string] => [roomOf(file), roomOf(target)]);
  expect(circles(rooms.filter(([from, to]) => from !== to))).toEqual([]);
});

test("the contract imports zod and itself alone", () => {
  const others = sourceFiles("server/contract").flatMap((file) =>
    [...readText(file).matchAll(/^import\s[^;]*?"([^"]+)"/gm)]
      .map(([, path = ""]) => path)
      .filter((path) => !/^\.\/[a-z-]+\.ts$/.test(path) && !["zod", "@hono/zod-openapi"].includes(path))
      .filter((path) => path !== "hono/utils/http-status")
      .map((path) => `${file} imports ${path}`),
  );
  expect(others).toEqual([]);
});

test("the web takes from the server its contract's types, its words, its charts and the type of the API", () => {
  const taken = importsWithin("web", "server");
  expect(taken.length).toBeGreaterThan(50);
  const others = taken.filter(({ file, target, isType }) => {
    if (sharedWithWeb.includes(dirname(target))) return false;
    if (dirname(target) === "server/contract") return !isType;
    return !(isType && target === "server/app.ts" && file === "web/api/client.ts");
  });
  expect(others).toEqual([]);
});

test("what the server shares with the web runs in any browser: it imports nothing at run time but itself and the groups of queries", () => {
  const shared = sharedWithWeb.flatMap(sourceFiles);
  expect(shared.length).toBeGreaterThan(10);
  const others = shared.flatMap((file) => {
    const imported = [...readText(file).matchAll(/^import\s+(?!type\s)[^;]*?"([^"]+)"/gm)].map(
      ([, path = ""]) => path,
    );
    return imported
      .filter((path) => !["queries/groups", ...sharedWithWeb].includes(folderOf(file, path)))
      .map((path) => `${file} imports ${path}`);
  });
  expect(others).toEqual([]);
});

test("only the engine and the store run the database's own package", () => {
  const users = sourceFiles("server").filter((file) =>
    /^import\s+(?!type\s)[^;]*?"duckdb"/m.test(readText(file)),
  );
  expect([...new Set(users.map(roomOf))]).toEqual(["server/engine", "server/store"]);
});

test("only the rules of disclosure and the attack on them name a rounding rule", () => {
  const named = sourceFiles("server").filter((file) =>
    /\b(hide_under|round_totals_to|round_days_to)\b/.test(readText(file)),
  );
  const rooms = [...new Set(named.map(roomOf))].filter(
    (room) => !["server/contract", "server/disclosure", "server/attack"].includes(room),
  );
  expect(rooms).toEqual([]);
});

type Unit = {
  dimensions?: { name: string; kind: string; values?: string[] }[];
  scopes?: { id: string }[];
};

/** What no program may name, by the kind of knowledge, each read from the data that says it. */
function knownNames(): Record<string, string[]> {
  const units: Unit[] = readdirSync(join(root, "queries/units")).map((id) =>
    JSON.parse(readText(`queries/units/${id}/unit.json`)),
  );
  const idsIn = (file: string, list: string): string[] =>
    JSON.parse(readText(`queries/groups/${file}.json`))[list].map(({ id }: { id: string }) => id);
  const dimensions = units.flatMap(({ dimensions: those = [] }) => those);
  return {
    roles: readdirSync(join(root, "queries/inputs")).filter((name) => !name.includes(".")),
    // A dimension of codes may be called like its list of codes, which an input names.
    dimensions: dimensions.flatMap(({ name, kind }) => (kind === "code" ? [] : [name])),
    // The scope of every crime is called “all”, a word of many other things too.
    scopes: units.flatMap(({ scopes = [] }) => scopes.map(({ id }) => id)).filter((id) => id !== "all"),
    groups: idsIn("outcome-groups", "groups"),
    stages: idsIn("stages", "stages"),
    families: idsIn("families", "families"),
    bands: [
      ...[...readText("queries/measures/age_bands.sql").matchAll(/\('([^']+)'/g)].map(
        ([, band = ""]) => band,
      ),
      ...dimensions.flatMap(({ values = [] }) => values),
    ],
  };
}

/** Words that a program uses of something else: an action or a menu is open, somebody chooses another period, crimes are recorded or
 * closed in a month, and the page and slide of what becomes of crimes are called attrition. */
const commonWords = ["open", "other", "recorded", "attrition"];

test.each(Object.entries(knownNames()))(
  "no program outside model/ names one of the %s: the data do",
  (kind, all) => {
    const names = all.filter((name) => !commonWords.includes(name));
    expect(names.length).toBeGreaterThan(1);
    const any = names.map((name) => name.replace(/[+]/g, "\\$&")).join("|");
    const elsewhere: Record<string, string> = {
      roles: `|[ \`"']--(?:${any})\\b`,
      groups: `|\\b(?:groups|crimes|shares)\\.(?:${any})\\b`,
    };
    const named = new RegExp(`["'\`](?:${any})["'\`]${elsewhere[kind] ?? ""}`);
    const files = [...sourceFiles("server"), ...sourceFiles("web")].filter(
      (file) => roomOf(file) !== "server/model" && named.test(readText(file)),
    );
    expect(files.flatMap((file) => `${file}: ${named.exec(readText(file))?.[0]}`)).toEqual([]);
  },
);

test("only access names a role: everybody else asks what a person may do", () => {
  const named = [...sourceFiles("server"), ...sourceFiles("web")].filter((file) =>
    /\broles\??\.(includes|some|every)\(|=== "(?:viewer|officer|analyst|importer|auditor|admin)"/.test(
      readText(file),
    ),
  );
  expect(named.filter((file) => roomOf(file) !== "server/access")).toEqual([]);
});

test("the imports that the rules are about are found", () => {
  expect(importsWithin("server").length).toBeGreaterThan(500);
  const toFloors = new Set(importsWithin("server").map(({ target }) => roomOf(target)));
  expect([...toFloors].length).toBeGreaterThan(12);
});

test("a circle is found where there is one", () => {
  const circle: [string, string][] = [
    ["a", "b"],
    ["b", "c"],
    ["c", "a"],
    ["c", "d"],
  ];
  expect(circles(circle)).toEqual([["a", "b", "c"]]);
});

test("the server knows no KPI by name", () => {
  const ids = readdirSync(join(root, "queries/kpis"));
  const named = sourceFiles("server").flatMap((file) => {
    const text = readText(file);
    return ids
      .filter((id) => text.includes(`"${id}"`) && !families.includes(id))
      .map((id) => `${file} names ${id}`);
  });
  expect(named).toEqual([]);
});

test("SQL pastes nothing in and ends without a semicolon, but for the readers, which are several statements", () => {
  const files = readdirSync(join(root, "queries"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".sql") && !file.endsWith("readers.sql"),
  );
  expect(files.length).toBeGreaterThan(15);
  for (const file of files) {
    const text = readText(join("queries", file));
    expect(text, file).toMatch(/^--/);
    expect(text.trimEnd(), file).not.toMatch(/;$/);
    expect(text, file).not.toMatch(/\$\{|\{\{/);
  }
});

/** Two families carry the same name as a KPI. */
const families = ["time-to-charge", "attrition"];

/** The groups of things that reach each other round a circle, each in alphabetical order. */
function circles(arrows: [string, string][]): string[][] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reached = new Map([...targets.keys()].map((from) => [from, reachedFrom(from, targets)]));
  const found = new Map<string, string[]>();
  for (const [from, all] of reached) {
    if (!all.has(from)) continue;
    const circle = [...all].filter((to) => reached.get(to)?.has(from)).sort();
    found.set(circle.join(), circle);
  }
  return [...found.values()];
}

function reachedFrom(start: string, targets: Map<string, string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(targets.get(start) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(targets.get(next) ?? []));
  }
  return reached;
}

/** The folder in which something lies that a file imports. */
function folderOf(file: string, path: string): string {
  return dirname(relative(root, resolve(root, dirname(file), path)));
}

/** The room of a file: its folder of the server, or the file itself where it stands in none. */
function roomOf(file: string): string {
  return file.split(/[\\/]/).slice(0, 2).join("/");
}

function floorOf(file: string): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(file)));
}

function importsWithin(from: string, to = from): Import[] {
  return allImports().filter(({ file, target }) => topFolder(file) === from && topFolder(target) === to);
}

function allImports(): Import[] {
  return ["data", "server", "web", "test"].flatMap(sourceFiles).flatMap(importsOf);
}

/** What a file imports, by name, for its effect or when it runs. */
function importsOf(file: string): Import[] {
  const text = readText(file);
  const named = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{][^;]*?\sfrom\s+)?"(\.[^"]+)"/gm);
  const atRunTime = text.matchAll(/\bimport\("(\.[^"]+)"\)/g);
  return [
    ...[...named].map(([, type, path = ""]) => ({ path, isType: type !== undefined })),
    ...[...atRunTime].map(([, path = ""]) => ({ path, isType: false })),
  ].map(({ path, isType }) => ({
    file,
    target: relative(root, resolve(root, dirname(file), path)),
    isType,
  }));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function topFolder(file: string): string {
  return file.split(/[\\/]/)[0] ?? "";
}
