import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../server/places.ts";

const pages = pagesUnder(root);
const decisions = pages.filter((page) => /^docs\/decisions\/\d/.test(page));

test("the pages that are checked are found", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "queries/README.md", "SECURITY.md"]));
  expect(decisions.length).toBeGreaterThan(6);
});

describe.each(pages)("%s", (page) => {
  const text = read(page);

  test("each link leads to a file, and to a heading of it where it names one", () => {
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^https?:/.test(link) && !isThere(page, link));
    expect(broken).toEqual([]);
  });

  test("each command that it names is a script of package.json", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...text.matchAll(/(?:^|`)npm (?:run )?([a-z]+)/gm)].map(([, script = ""]) => script);
    expect(named.filter((script) => script !== "ci" && !(script in scripts))).toEqual([]);
  });

  test("each file of the product that it names is there", () => {
    const named = [...text.matchAll(/`((?:data|docs|queries|server|test|web)\/[\w./-]+)`/g)];
    const absent = named.map(([, path = ""]) => path).filter((path) => !existsSync(join(root, path)));
    expect(absent).toEqual([]);
  });
});

test("decisions are numbered without a gap, and each is in the list under its own title", () => {
  const list = read("docs/decisions/README.md");
  expect(decisions.map((page) => Number(/(\d{4})-/.exec(page)?.[1]))).toEqual(
    decisions.map((_, at) => at + 1),
  );
  for (const [at, page] of decisions.entries()) {
    const [heading = ""] = read(page).split("\n");
    const title = heading.replace(`# ${at + 1}. `, "");
    expect(list).toContain(`| [${at + 1}](${relative("docs/decisions", page)}) | ${title} |`);
  }
});

test.each(decisions)("%s says in half a page what it must", (page) => {
  const headings = [...read(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(["Context", "Decision", "Consequences", "What would change our mind"]);
  expect(read(page).split(/\s+/).length).toBeLessThanOrEqual(350);
});

test("CONTRIBUTING.md fits on one screen", () => {
  expect(read("CONTRIBUTING.md").split("\n").length).toBeLessThanOrEqual(50);
});

function isThere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** The anchors of a page: its headings in small letters, without signs, hyphens for spaces. */
function headingsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

function pagesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules" && name !== "dist")
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pagesUnder(path);
      return entry.name.endsWith(".md") ? [relative(root, path)] : [];
    })
    .sort();
}

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}
