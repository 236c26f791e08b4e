import { describe, expect, test } from "vitest";
import {
  formatCount,
  formatCounts,
  formatDate,
  formatFinancialYear,
  formatMonth,
  formatNumber,
  formatTick,
  formatValue,
} from "../../server/wording/format.ts";
import { csvOf } from "../../web/components/csv.ts";

describe("figures are written as the product writes them", () => {
  test("a share has one decimal, days and counts have none", () => {
    expect(formatValue("share", 0.3506)).toBe("35.1%");
    expect(formatValue("share", 1)).toBe("100.0%");
    expect(formatValue("days", 49.5)).toBe("50 days");
    expect(formatValue("days", 1)).toBe("1 day");
    expect(formatValue("crimes", 1234)).toBe("1,234 crimes");
    expect(formatValue("crimes", 1)).toBe("1 crime");
  });

  test("a missing figure is a dash, never a zero", () => {
    expect(formatValue("share", null)).toBe("–");
    expect(formatNumber("days", null)).toBe("–");
  });

  test("a negative number has a true minus, and nothing is ever minus zero", () => {
    expect(formatNumber("share", -0.017)).toBe("−1.7");
    expect(formatNumber("share", -0.0001)).toBe("0.0");
    expect(formatCount(-12_000)).toBe("−12,000");
  });

  test("an axis is as short as it can be", () => {
    expect(formatTick("share", 0.4)).toBe("40%");
    expect(formatTick("share", 0.075)).toBe("7.5%");
    expect(formatTick("days", 200)).toBe("200");
  });

  test("n of N stands beside every share", () => {
    expect(formatCounts(54, 154)).toBe("54 of 154 crimes");
    expect(formatCounts(null, 18)).toBe("18 crimes");
    expect(formatCounts(null, null)).toBe("");
  });

  test("months, dates and financial years read as people say them", () => {
    expect(formatMonth("2026-10")).toBe("Oct 2026");
    expect(formatDate("2026-10-31")).toBe("31 October 2026");
    expect(formatFinancialYear(2026)).toBe("2026/27");
    expect(formatFinancialYear(1999)).toBe("1999/00");
  });
});

test("a CSV cell cannot start a formula, and numbers stay numbers", () => {
  const csv = csvOf(
    ["month", "note"],
    [
      ["=1+1", -3],
      ["@a", null],
      ['say "x", y', 0.5],
    ],
  );
  expect(csv).toBe('\uFEFFmonth,note\r\n\'=1+1,-3\r\n\'@a,\r\n"say ""x"", y",0.5\r\n');
});
