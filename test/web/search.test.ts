import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ignoredIn,
  knownFilters,
  parseSearch,
  readFilters,
  readKpiSearch,
  stringifySearch,
} from "../../web/search.ts";

const known = { scopes: ["rape", "rasso"], dimensions: { district: ["North"], team: [] } };

describe("the address bar", () => {
  test("repeats a key for each value, as the API does", () => {
    expect(stringifySearch({ district: ["North", "South"] })).toBe("?district=North&district=South");
    expect(readFilters(parseSearch("?district=North&district=South"))).toEqual({
      district: ["North", "South"],
    });
  });

  test("is empty when nothing is chosen", () => {
    expect(stringifySearch({})).toBe("");
    expect(stringifySearch({ scope: undefined })).toBe("");
  });

  test("keeps the KPI page's choices beside the filters", () => {
    const address = "?scope=rape&from=2025-04&to=2026-03&split=team&month=2026-01&counted=denominator";
    expect(stringifySearch(readKpiSearch(parseSearch(address)))).toBe(address);
  });

  test("says which parts of a link it does not understand", () => {
    expect(ignoredIn("?from=banana&scope=rape&colour=blue", known)).toEqual(["from=banana", "colour=blue"]);
    expect(ignoredIn("?scope=rape&district=North", known)).toEqual([]);
    expect(knownFilters(readFilters(parseSearch("?from=banana&scope=nonsense&colour=blue")), known)).toEqual(
      {},
    );
  });

  test("brings every filter back as it was, whatever its name", () => {
    const values = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (district, team) => {
        const filters = { scope: "rape" as const, from: "2025-01", to: "2026-10", district, team };
        expect(readFilters(parseSearch(stringifySearch(filters)))).toEqual(filters);
      }),
    );
  });
});
