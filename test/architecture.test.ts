import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { root } from "../server/places.ts";

/** What each folder may import: the folders before it, and nothing may import web. Packs speak and draw as the screen does,
 * so the words and the chart options that both use stand in `server/wording` and `server/charts`: the only parts of the server
 * that the web may run, and they in turn run nothing but each other. */
const mayImport: Record<string, { types: string[]; values: string[] }> = {
  data: { types: ["data"], values: ["data"] },
  server: { types: ["server"], values: ["server"] },
  web: { types: ["web", "server"], values: ["web"] },
  test: { types: ["test", "server", "data", "web"], values: ["test", "server", "data", "web"] },
};

const sharedWithWeb = ["server/wording", "server/charts"];

type Import = { file: string; target: string; isType: boolean };

test("every import goes one way: data, queries, server, web", () => {
  const broken = allImports().filter(({ file, target, isType }) => {
    const allowed = mayImport[topFolder(file)];
    const isShared = topFolder(file) === "web" && sharedWithWeb.includes(dirname(target));
    return !isShared && !(isType ? allowed?.types : allowed?.values)?.includes(topFolder(target));
  });
  expect(broken).toEqual([]);
});

test("what the server shares with the web runs in any browser: it imports nothing at run time but itself", () => {
  const shared = sharedWithWeb.flatMap(sourceFiles);
  expect(shared.length).toBeGreaterThan(10);
  const others = shared.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const imported = [...text.matchAll(/^import\s+(?!type\s)[^;]*?"([^"]+)"/gm)].map(([, path = ""]) => path);
    return imported
      .filter((path) => !sharedWithWeb.includes(dirname(relative(root, resolve(root, dirname(file), path)))))
      .map((path) => `${file} imports ${path}`);
  });
  expect(others).toEqual([]);
});

test("the imports that the rule is about are found", () => {
  const imports = allImports();
  expect(imports.filter(({ file }) => topFolder(file) === "server").length).toBeGreaterThan(20);
  expect(
    imports.some(
      ({ file, target, isType }) => topFolder(file) === "web" && topFolder(target) === "server" && isType,
    ),
  ).toBe(true);
});

test("the server knows no KPI by name", () => {
  const ids = readdirSync(join(root, "queries/kpis"));
  const named = sourceFiles("server").flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
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
    const text = readFileSync(join(root, "queries", file), "utf8");
    expect(text, file).toMatch(/^--/);
    expect(text.trimEnd(), file).not.toMatch(/;$/);
    expect(text, file).not.toMatch(/\$\{|\{\{/);
  }
});

/** Two families carry the same name as a KPI. */
const families = ["time-to-charge", "attrition"];

function allImports(): Import[] {
  return ["data", "server", "web", "test"].flatMap(sourceFiles).flatMap(importsOf);
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{][^;]*?\sfrom\s+)?"(\.[^"]+)"/gm);
  return [...found].map(([, type, path = ""]) => ({
    file,
    target: relative(root, resolve(root, dirname(file), path)),
    isType: type !== undefined,
  }));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function topFolder(file: string): string {
  return file.split(/[\\/]/)[0] ?? "";
}
