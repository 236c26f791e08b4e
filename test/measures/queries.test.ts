import { cpSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createApp } from "../../server/app.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { places, root } from "../../server/places.ts";
import { temporaryFolder } from "../support/command.ts";

const folder = join(places.queries, "measures");
const names = readdirSync(folder).map((file) => file.replace(".sql", ""));

test("every statement in the folder is found, without a list of their names", () => {
  const { texts } = readMeasureQueries(places.queries);
  expect([...texts.keys()].sort()).toEqual(names.sort());
  for (const [name, text] of texts) expect(text).toBe(readFileSync(join(folder, `${name}.sql`), "utf8"));
});

test("a server does not start without a statement that a reader needs, and says which", () => {
  expect(createApp).toBeTypeOf("function");
  for (const name of ["incidence", "charted", "map_outcomes", "rejected_rows"]) {
    const queries = join(temporaryFolder(), "queries");
    cpSync(places.queries, queries, { recursive: true });
    renameSync(join(queries, "measures", `${name}.sql`), join(queries, "measures", `renamed_${name}.sql`));
    expect(() => readMeasureQueries(queries)).toThrow(`queries/measures/ has no ${name}.sql`);
  }
});

test("no statement lies in the folder that nothing runs", () => {
  const sources = readdirSync(join(root, "server"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(root, "server", file), "utf8"));
  const unused = names.filter(
    (name) =>
      !sources.some((text) =>
        [`"${name}"`, `"${name}.sql"`, `measures/${name}.sql`].some((named) => text.includes(named)),
      ),
  );
  expect(unused).toEqual([]);
});
