import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { places } from "../../server/places.ts";
import { readExamples, runExample } from "../support/examples.ts";

for (const id of readdirSync(join(places.queries, "kpis"))) {
  const folder = join(places.queries, "kpis", id);

  describe(`The worked examples of ${id}`, () => {
    const examples = readExamples(folder);

    test("there is at least one", () => expect(examples.length).toBeGreaterThan(0));

    test.each(examples)("$title", (example) => runExample(folder, id, example));
  });
}
