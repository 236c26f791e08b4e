import { expect, test } from "vitest";
import { appOver } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** A column that is there and holds hardly anything is no answer: what needs it has no figure, never 0 %. */

const blank = { early_advice_date: "", submission_date: "", cancelled_code: "", suspect_identified: "yes" };

test("a needed column that is blank in every row makes its measures not available, with the reason", async () => {
  const { available, read } = await served(crimes(10, () => blank));
  for (const id of ["early-advice-uptake", "days-to-early-advice"])
    expect(available(id), id).toEqual([
      false,
      "The column early_advice_date is filled in 0 of 10 rows. So this cannot be worked out. It is not zero.",
    ]);
  expect(available("cancelled-crimes")[0]).toBe(false);
  expect(available("early-advice-before-submission")[1]).toMatch(/submission_date.*early_advice_date/);
  const { body, status } = await read("kpis/early-advice-uptake/series");
  expect({ status, code: body.error.code }).toEqual({ status: 404, code: "not-available" });
  const { body: funnel } = await read("funnel");
  expect(funnel).toMatchObject({ early_advice: null });
  expect(funnel.missing).toEqual(["suspect_identified_date", "submission_date", "early_advice_date"]);
});

test.each([
  { rows: 1000, filled: 9, isThere: false },
  { rows: 1000, filled: 10, isThere: true },
  { rows: 20, filled: 1, isThere: true },
])("$filled of $rows rows: there is a figure: $isThere", async ({ rows, filled, isThere }) => {
  const { available } = await served(
    crimes(rows, (place) => ({ ...blank, cancelled_code: place < filled ? "C3" : "N/A" })),
  );
  expect(available("cancelled-crimes")[0]).toBe(isThere);
});

test("a column that no measure needs, and the word whether advice was sought, may be blank", async () => {
  const { available } = await served(
    crimes(10, () => ({ ...blank, early_advice_date: "2025-01-20", early_advice_sought: "", district: "" })),
  );
  expect(available("early-advice-uptake")).toEqual([true, null]);
});

function crimes(count: number, more: (place: number) => Row): Row[] {
  return Array.from({ length: count }, (_, place) => ({
    ...{ crime_ref: `E${place}`, recorded_date: "2025-01-10", offence_code: "19C" },
    ...more(place),
  }));
}

async function served(cases: Row[]) {
  const snapshot = await snapshotOf({ cases, outcomes: [], asAt: "2026-06-30" });
  const app = appOver(snapshot);
  const { kpis } = await (await app.request("/api/kpis")).json();
  return {
    available(id: string): [boolean, string | null] {
      const found = kpis.find((kpi: { id: string }) => kpi.id === id);
      return [found.available, found.reason];
    },
    async read(path: string) {
      const answer = await app.request(`/api/${path}`);
      return { status: answer.status, body: await answer.json() };
    },
  };
}
