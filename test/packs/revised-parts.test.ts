import { expect, test } from "vitest";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { packRevisions } from "../../server/packs/revisions.ts";
import { givenPack } from "./given.ts";

test("a pack with the same figures has no revision in any part", () => {
  expect(packRevisions(packOf({}), packOf({}))).toMatchObject({ figures: [], parts: [] });
});

test("what was revised covers groups of breakdowns that changed, came and went", () => {
  const before = packOf({
    districts: [
      ["North", "3", "10", "30.0%"],
      ["South", "4", "10", "40.0%"],
    ],
  });
  const after = packOf({
    districts: [
      ["North", "5", "10", "50.0%"],
      ["West", "4", "10", "40.0%"],
    ],
  });
  expect(packRevisions(before, after).parts).toEqual([
    {
      title: "By district",
      where: "North",
      before: "n: 3; N: 10; Share: 30.0%",
      after: "n: 5; N: 10; Share: 50.0%",
    },
    { title: "By district", where: "South", before: "n: 4; N: 10; Share: 40.0%", after: "not in it" },
    { title: "By district", where: "West", before: "not in it", after: "n: 4; N: 10; Share: 40.0%" },
  ]);
});

test("what was revised covers the funnel, the endings at each age and the cohort of attrition", () => {
  const parts = packRevisions(
    packOf({ charged: 12, share: 0.1 }),
    packOf({ charged: 14, share: null }),
  ).parts;
  expect(parts).toEqual([
    { title: "Attrition", where: "Charged", before: "12 (12.0%)", after: "14 (14.0%)" },
    { title: "Attrition", where: "Endings: charged by day 90", before: "10.0%", after: "[c]" },
  ]);
});

test("what was revised covers what the checks found, whatever numbers stand in their words", () => {
  const parts = packRevisions(packOf({ undated: 3 }), packOf({ undated: 1204 })).parts;
  expect(parts).toEqual([
    { title: "Data quality", where: "Warning: … crimes have no date.", before: "3", after: "1,204" },
  ]);
});

type Given = { districts?: string[][]; charged?: number; share?: number | null; undated?: number };

function packOf({ districts, charged = 12, share = 0.1, undated = 3 }: Given): PackModel {
  const pack = givenPack();
  const table = { head: ["District", "n", "N", "Share"], rows: districts ?? [] };
  const count = undated.toLocaleString("en-GB");
  return {
    ...pack,
    pages: pack.pages.map((page) => ({ ...page, breakdown: { title: "By district", table, note: "" } })),
    attrition: {
      cohort: "100 crimes",
      reading: "",
      curves: null,
      funnel: [{ title: "Charged", crimes: charged, share: charged / 100 }],
      beside: [],
      incidence: { ages: [90], groups: [{ title: "Endings: charged", shares: [share] }] },
    },
    quality: {
      ...pack.quality,
      checks: {
        head: ["Check", "Found", "Words", "KPIs"],
        rows: [["Warning", count, `${count} crimes have no date.`, "All"]],
      },
    },
  };
}
