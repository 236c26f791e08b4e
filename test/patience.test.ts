import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../server/places.ts";

test("no test sets its own limit or measures a time: every limit stands in test/support/patience.ts", () => {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.test\.tsx?$|^support\//.test(file),
  );
  expect(files.length).toBeGreaterThan(90);
  const limit = /timeout: *\d|^\s*\}, *[\d_]+\);|performance\.now|Date\.now\(\)/gim;
  const others = files
    .filter((file) => file !== "patience.test.ts")
    .flatMap((file) => {
      const found = readFileSync(join(root, "test", file), "utf8").match(limit) ?? [];
      return found.map((words) => `${file}: ${words.trim()}`);
    });
  expect(others).toEqual([]);
});
