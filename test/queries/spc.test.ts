import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  createDatabase,
  type Parameters,
  readQuery,
  select,
  textList,
  withSteps,
} from "../../server/engine/database.ts";
import { places, root } from "../../server/places.ts";

/** Series with what R's NHSRplotthedots gives for them. */
const caseSchema = z.object({
  name: z.string(),
  y: z.array(z.number()),
  rebaseAt: z.number().nullable(),
  screenOutliers: z.boolean(),
  mean: z.array(z.number()),
  lpl: z.array(z.number()),
  upl: z.array(z.number()),
  specialCause: z.array(z.string()),
});
const cases = caseSchema
  .array()
  .parse(JSON.parse(readFileSync(join(root, "test/queries/spc-cases.json"), "utf8")));

const spcRowSchema = z.object({
  month: z.string(),
  withheld: z.string().nullable(),
  mean: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  signal: z.string(),
  direction: z.string().nullable(),
});

const database = await createDatabase(":memory:");
const connection = await database.connect();
const spcQuery = readQuery(places.queries, "measures/spc.sql");
beforeAll(() => connection.run("create table values_given (month varchar, value double)"));
afterAll(() => {
  connection.closeSync();
  database.closeSync();
});

describe("the control chart gives what R's NHSRplotthedots gives", () => {
  test.each(cases.filter(({ name }) => name !== "exact_on_mean_breaks_shift"))("$name", async (given) => {
    const rebasedFrom = textList(given.rebaseAt === null ? [] : [monthOf(given.rebaseAt)]);
    const rows = await chart(given.y, { rebased_from: rebasedFrom, is_screened: given.screenOutliers });
    rows.forEach((row, index) => {
      expect(row.withheld).toBeNull();
      expect(row.mean).toBeCloseTo(given.mean[index] ?? Number.NaN, 9);
      expect(row.lower).toBeCloseTo(given.lpl[index] ?? Number.NaN, 9);
      expect(row.upper).toBeCloseTo(given.upl[index] ?? Number.NaN, 9);
      expect([index, said(row)]).toEqual([index, signalOf(given.specialCause[index] ?? "")]);
    });
    expect(rows).toHaveLength(given.y.length);
  });
});

describe("where the reference would mislead, the chart holds back or breaks", () => {
  const steady = [50, 52, 49, 51, 53, 48, 50, 52, 51, 49, 50, 52];

  test("half the months repeat the month before: nearly constant, no limits", async () => {
    const given = cases.find(({ name }) => name === "exact_on_mean_breaks_shift");
    const rows = await chart(given?.y ?? []);
    expect(rows).toHaveLength(25);
    expect(
      rows.every(
        ({ withheld, mean, signal }) => withheld === "nearly-constant" && mean === null && signal === "none",
      ),
    ).toBe(true);
    expect((await chart(Array(24).fill(7)))[0]).toMatchObject({ withheld: "nearly-constant" });
  });

  test("eleven points have no limits, twelve have", async () => {
    expect((await chart(steady.slice(0, 11))).map(({ withheld }) => withheld)).toEqual(
      Array(11).fill("too-few"),
    );
    expect((await chart(steady))[0]).toMatchObject({ withheld: null, mean: expect.any(Number) });
  });

  test("a missing month has no moving range on either side and breaks a run", async () => {
    const shifted = [...steady, ...steady, 55, 56, 55, 57, 55, 56, 55];
    const whole = await chart(shifted);
    expect(whole.filter(({ signal }) => signal === "shift").length).toBeGreaterThan(0);
    const gapped = await chart([...shifted.slice(0, 27), null, ...shifted.slice(27)]);
    expect(gapped).toHaveLength(31);
    expect(gapped.filter(({ signal }) => signal === "shift")).toEqual([]);
    expect(gapped[0]?.mean).toBeCloseTo(whole[0]?.mean ?? 0, 9);
    expect(gapped[0]?.upper).not.toBeCloseTo(whole[0]?.upper ?? 0, 9);
  });

  test("a point on the mean breaks a shift", async () => {
    const around = [10, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 10];
    const rows = await chart(
      [...around, 9.5, 9.6, 9.5, 9.6, 10, 9.5, 9.6, 9.5, 10.5, 10.4, 10.5, 10.4, 10.5, 10.4, 10, 10.3],
      {
        baseline_points: around.length,
      },
    );
    expect(rows[0]?.mean).toBeCloseTo(10, 9);
    expect(rows.filter(({ signal }) => signal === "shift")).toEqual([]);
  });

  test("limits stay within what the figure can be", async () => {
    const rows = await chart([0.01, 0.2, 0.02, 0.3, 0.01, 0.2, 0.02, 0.3, 0.01, 0.2, 0.02, 0.3], {
      lowest: 0,
      highest: 1,
    });
    expect(rows[0]).toMatchObject({ lower: 0 });
  });

  test("a fixed baseline judges later months, it is not moved by them", async () => {
    const rows = await chart([...steady, 60, 61, 60, 62], { baseline_points: 12 });
    const alone = await chart(steady);
    expect(rows.at(-1)).toMatchObject({
      mean: alone[0]?.mean,
      upper: alone[0]?.upper,
      signal: "outside",
      direction: "up",
    });
  });

  test("a falling trend is flagged on all seven points", async () => {
    const rows = await chart([...steady, 53, 52.5, 52, 51, 50.5, 50, 49, 50, 51]);
    expect(rows.map(said).filter((signal) => signal === "trend down")).toHaveLength(7);
  });
});

async function chart(values: (number | null)[], given: Parameters = {}) {
  await connection.run("delete from values_given");
  const appender = await connection.createAppender("values_given");
  values.forEach((value, index) => {
    appender.appendVarchar(monthOf(index));
    if (value === null) appender.appendNull();
    else appender.appendDouble(value);
    appender.endRow();
  });
  appender.closeSync();
  return select(
    connection,
    withSteps([
      [
        "points",
        "select *, 'one' as split, null::double as denominator, true as complete, null::boolean as mature, false as ramp_up from values_given",
      ],
      [
        "charted",
        `select
          'one' as split, 'count' as kind, $rebased_from::varchar[] as rebased_from, $baseline_points as baseline_points,
          $fewest_a_month as fewest_a_month, false as is_p_prime, $lowest::double as lowest, $highest::double as highest,
          12 as fewest_points, $is_screened as is_screened`,
      ],
      ["spc", spcQuery],
    ]),
    {
      rebased_from: textList([]),
      is_screened: true,
      baseline_points: 1_000_000,
      fewest_a_month: 0,
      lowest: null,
      highest: null,
      ...given,
    },
    spcRowSchema,
  );
}

function said({ signal, direction }: { signal: string; direction: string | null }): string {
  return direction ? `${signal} ${direction}` : signal;
}

function monthOf(index: number): string {
  return `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

function signalOf(specialCause: string): string {
  const signals: Record<string, string> = {
    "Common Cause": "none",
    "Above UCL": "outside up",
    "Below LCL": "outside down",
    "7 Point Trend (Increasing)": "trend up",
    "7 Points Above CL": "shift up",
    "2 in 3 Above CL": "two-in-three up",
  };
  return signals[specialCause] ?? specialCause;
}
