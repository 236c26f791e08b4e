import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { places } from "../../server/places.ts";
import { readExamples } from "../support/examples.ts";
import { world } from "./hand-made.ts";
import { kpiIds } from "./kpi-rules.ts";

describe("what the worked examples expect is what plain TypeScript makes of their rows", () => {
  for (const id of kpiIds) {
    const examples = readExamples(join(places.queries, "kpis", id));
    test.each(examples)(`${id}: $title`, ({ as_at, scope, cases, outcomes, expect: expected }) => {
      const points = world(as_at, cases, outcomes).series(id, scope ? { scope } : {});
      for (const point of expected)
        expect(points.find(({ month }) => month === point.month)).toMatchObject(point);
    });
  }
});
