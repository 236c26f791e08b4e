import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTables } from "../../data/synthetic/tables.ts";
import { readModel } from "../../server/model/model.ts";
import { places, root } from "../../server/places.ts";

const readme = readFileSync(join(root, "data/README.md"), "utf8");

test("the tables of data/README.md are those that the inputs give: npm run sample writes them again", () => {
  expect(withTables(readme, places.queries)).toBe(readme);
});

test("every input of the product has its table, and every column of it a row", () => {
  for (const { role, columns } of readModel([places.queries]).inputs) {
    const [, table = ""] = readme.split(`<!-- columns of ${role},`);
    for (const { name } of columns) expect(table.split("<!-- end")[0]).toContain(`| ${name}`);
  }
});
