import { beforeAll, describe, expect, test } from "vitest";
import { readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";
import { appOver, personWith } from "../support/app.ts";
import { bothOfSample, type Compared } from "../support/sample.ts";

const { dimensions } = readModel([places.queries]);

let sample: Compared;
beforeAll(async () => {
  sample = await bothOfSample();
});

describe("how many crimes each value of a filter holds", () => {
  test("adds up to the recorded crimes of the scope and the period, for every dimension", async () => {
    for (const query of ["", "?scope=rape", "?scope=all&from=2025-04&to=2026-03"]) {
      const counts = await read(`filter-counts${query}`);
      const { points } = await read(`kpis/recorded-crimes/series${query}`);
      const recorded = points.reduce((sum: number, { value }: { value: number }) => sum + value, 0);
      expect(recorded).toBeGreaterThan(0);
      for (const dimension of dimensions) {
        const held = Object.values(counts.dimensions[dimension]) as number[];
        expect(
          held.reduce((sum, crimes) => sum + crimes, 0),
          `${dimension} ${query}`,
        ).toBe(recorded);
      }
    }
  });

  test("is what the figures say once that value is chosen", async () => {
    const { dimensions: counts } = await read("filter-counts?scope=rape");
    const { points } = await read("kpis/recorded-crimes/series?scope=rape&district=Port+Ellery");
    expect(counts.district["Port Ellery"]).toBe(
      points.reduce((sum: number, { value }: { value: number }) => sum + value, 0),
    );
  });

  test("hides groups of 1 to 4 from officers, and the next where one could be worked out; is not given in rounded figures", async () => {
    const query = "filter-counts?from=2026-10&to=2026-10";
    const exact = (await read(query)).dimensions;
    const officers = (await read(query, "officer")).dimensions;
    const small = dimensions.flatMap((dimension) =>
      Object.entries(exact[dimension]).filter(([, crimes]) => (crimes as number) < 5),
    );
    expect(small.length).toBeGreaterThan(0);
    for (const dimension of dimensions) {
      for (const [value, crimes] of Object.entries(exact[dimension])) {
        if ((crimes as number) < 5) expect(officers[dimension][value]).toBeNull();
        expect([null, crimes]).toContain(officers[dimension][value]);
      }
      const hidden = Object.values(officers[dimension]).filter((crimes) => crimes === null);
      if (Object.keys(exact[dimension]).length > 1) expect(hidden).not.toHaveLength(1);
    }
    expect((await ask("filter-counts", "viewer")).status).toBe(403);
    expect((await ask("filter-counts?district=Port+Ellery", "analyst")).status).toBe(400);
  });
});

async function ask(path: string, role: "analyst" | "officer" | "viewer"): Promise<Response> {
  return appOver(sample.snapshot, {}, personWith(role)).request(`http://localhost/api/${path}`);
}

async function read(path: string, role: "analyst" | "officer" = "analyst") {
  const response = await ask(path, role);
  expect(response.status).toBe(200);
  return response.json();
}
