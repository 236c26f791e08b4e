import { expect, test } from "vitest";
import { hideInTable } from "../../server/disclosure/secondary.ts";

const under5 = (count: number) => count > 0 && count < 5;

test("where one cell alone is hidden, the next smallest is hidden too", () => {
  expect(hideInTable([[3, 50, 8, 0]], under5)).toEqual([[true, false, true, false]]);
  expect(hideInTable([[3, 2, 8]], under5)).toEqual([[true, true, false]]);
  expect(hideInTable([[30, 20, 8]], under5)).toEqual([[false, false, false]]);
  expect(hideInTable([[3, 0, 0]], under5)).toEqual([[true, true, false]]);
  expect(hideInTable([[3]], under5)).toEqual([[true]]);
});

test("in a table neither a row nor a column has one hidden cell", () => {
  const hidden = hideInTable(
    [
      [3, 20, 30],
      [9, 8, 40],
      [50, 60, 70],
    ],
    under5,
  );
  const columns = [0, 1, 2].map((x) => hidden.map((row) => row[x]));
  for (const line of [...hidden, ...columns]) expect(line.filter(Boolean).length).not.toBe(1);
  expect(hidden.flat().filter(Boolean)).toHaveLength(4);
});
