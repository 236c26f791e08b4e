import { expect, test } from "vitest";
import type { Row } from "./csv.ts";
import { crime, outcome, world } from "./hand-made.ts";

/** The state of one crime recorded on 10 January 2024 with these outcomes, as at 31 December 2024. */
function stateWith(...outcomes: Row[]) {
  const [only] = world("2024-12-31", [crime("A", "10/01/2024")], outcomes).crimes;
  if (only === undefined) throw new Error("the crime is not accepted");
  const { standing, charged, chargedOn, closedOn, daysToOutcome, daysToCharge, undated } = only;
  return { code: standing?.code ?? null, charged, chargedOn, closedOn, daysToOutcome, daysToCharge, undated };
}

const open = {
  code: null,
  charged: false,
  chargedOn: null,
  closedOn: null,
  daysToOutcome: null,
  daysToCharge: null,
  undated: false,
};

test("no event, code 0 and a blank code leave a crime open", () => {
  expect(stateWith()).toEqual(open);
  expect(stateWith(outcome("A", "00", "11/01/2024"))).toEqual(open);
  expect(stateWith(outcome("A", "N/A", "11/01/2024"))).toEqual(open);
});

test("the latest outcome stands: by date, then keyed date, then file order, blanks first", () => {
  const on = "20/01/2024";
  expect(stateWith(outcome("A", "16", on), outcome("A", "14", "19/01/2024")).code).toBe("16");
  expect(stateWith(outcome("A", "16", on), outcome("A", "14", "")).code).toBe("16");
  const keyed = { keyed_date: "21/01/2024" };
  expect(stateWith(outcome("A", "16", on, keyed), outcome("A", "14", on)).code).toBe("16");
  expect(stateWith(outcome("A", "16", on), outcome("A", "14", on)).code).toBe("14");
  const late = { keyed_date: "21/01/2024 09:00" };
  const early = { keyed_date: "21/01/2024 08:00" };
  expect(stateWith(outcome("A", "16", on, late), outcome("A", "14", on, early)).code).toBe("14");
  const afterAsAt = { keyed_date: "01/01/2025" };
  expect(stateWith(outcome("A", "16", on, afterAsAt), outcome("A", "14", on)).code).toBe("14");
});

test("a text that is no code stands without a date, and a code that no map has closes its crime", () => {
  const on = "20/01/2024";
  const neither = { charged: false, closedOn: null, daysToOutcome: null, undated: true };
  expect(stateWith(outcome("A", "Filed", on))).toMatchObject(neither);
  expect(stateWith(outcome("A", "1", "19/01/2024"), outcome("A", "X1", on))).toMatchObject(neither);
  expect(stateWith(outcome("A", "99", on))).toMatchObject({ closedOn: "2024-01-20", undated: false });
});

test("a repeated row takes no second place in the order", () => {
  const charge = outcome("A", "1", "20/01/2024");
  expect(stateWith(charge, outcome("A", "0", "20/01/2024"), charge)).toEqual(open);
});

test("a charge without an outcome date takes its place by its charge date, whatever the order of the rows", () => {
  const charge = outcome("A", "1", "", { charge_date: "01/06/2024" });
  for (const earlier of [outcome("A", "0", "06/01/2024"), outcome("A", "16", "01/02/2024")]) {
    const closedOnCharge = { code: "1", charged: true, closedOn: "2024-06-01" };
    expect(stateWith(earlier, charge)).toMatchObject(closedOnCharge);
    expect(stateWith(charge, earlier)).toMatchObject(closedOnCharge);
  }
  expect(stateWith(charge, outcome("A", "16", "02/06/2024")).code).toBe("16");
  expect(stateWith(outcome("A", "1", ""), outcome("A", "16", "01/02/2024")).code).toBe("16");
});

test("a charged crime is dated by its earliest charge event and closed by the earlier of that and its outcome", () => {
  expect(
    stateWith(
      outcome("A", "1", "20/01/2024"),
      outcome("A", "0", "01/02/2024"),
      outcome("A", "01a", "01/03/2024", { charge_date: "25/02/2024" }),
    ),
  ).toEqual({
    code: "1A",
    charged: true,
    chargedOn: "2024-01-20",
    closedOn: "2024-01-20",
    daysToOutcome: 10,
    daysToCharge: 10,
    undated: false,
  });
  const reopened = stateWith(outcome("A", "1", "20/01/2024"), outcome("A", "0", "01/02/2024"));
  expect(reopened).toEqual(open);
  const dropped = stateWith(outcome("A", "1", "20/01/2024"), outcome("A", "16", "01/02/2024"));
  expect(dropped).toMatchObject({ code: "16", charged: false, chargedOn: null, daysToCharge: null });
});

test("a charge without an outcome date closes on its charge date", () => {
  const charged = stateWith(outcome("A", "1", "", { charge_date: "15/01/2024" }));
  expect(charged).toMatchObject({ chargedOn: "2024-01-15", closedOn: "2024-01-15", daysToCharge: 5 });
  expect(stateWith(outcome("A", "1", ""))).toMatchObject({ charged: true, closedOn: null, undated: true });
  const afterAsAt = stateWith(outcome("A", "1", "", { charge_date: "01/01/2025" }));
  expect(afterAsAt).toMatchObject({ chargedOn: null, undated: true });
});

test("an interval without a date or before recording is unknown, and the crime undated", () => {
  expect(stateWith(outcome("A", "16", ""))).toMatchObject({ closedOn: null, undated: true });
  expect(stateWith(outcome("A", "16", "09/01/2024"))).toMatchObject({
    closedOn: "2024-01-09",
    daysToOutcome: null,
    undated: true,
  });
  expect(stateWith(outcome("A", "16", "10/01/2024"))).toMatchObject({ daysToOutcome: 0, undated: false });
  const early = stateWith(outcome("A", "1", "20/01/2024", { charge_date: "09/01/2024" }));
  expect(early).toMatchObject({ daysToCharge: null, daysToOutcome: null, undated: true });
  const late = stateWith(outcome("A", "1", "09/01/2024", { charge_date: "20/01/2024" }));
  expect(late).toMatchObject({ daysToCharge: 10, daysToOutcome: null, undated: false });
});

test("an unmapped code closes the crime without charge", () => {
  expect(stateWith(outcome("A", "99", "20/01/2024"))).toMatchObject({
    code: "99",
    charged: false,
    closedOn: "2024-01-20",
    daysToOutcome: 10,
  });
});
