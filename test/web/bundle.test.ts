import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { places } from "../../server/places.ts";

test("the first view loads at most 250 kB of JavaScript, gzipped, and no chart library", () => {
  const page = readFileSync(join(places.web, "index.html"), "utf8");
  const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].flatMap(([, file]) => file ?? []);
  expect(first.length).toBeGreaterThan(0);
  const size = first
    .map((file) => gzipSync(readFileSync(join(places.web, file))).byteLength)
    .reduce((sum, bytes) => sum + bytes, 0);
  expect(size).toBeLessThan(250_000);
  const charts = readdirSync(join(places.web, "assets")).find((file) => file.startsWith("echarts-"));
  expect(charts).toBeDefined();
  expect(first).not.toContain(`assets/${charts}`);
});
