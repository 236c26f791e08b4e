import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { pointSchema } from "../../server/contract/series.ts";
import { readSeries } from "../../server/measures/series.ts";
import { exactKpiQuestion, usualChart } from "./questions.ts";
import { measureQueries, snapshotOf } from "./snapshot.ts";

const rowSchema = z.record(z.string(), z.string());

/** A worked example: given rows, and what the figures of some months must then be. */
const exampleSchema = z.strictObject({
  title: z.string(),
  as_at: z.iso.date(),
  scope: z.enum(["rape", "adult-rape", "rasso", "all-sexual", "all"]).optional(),
  cases: z.array(rowSchema),
  outcomes: z.array(rowSchema),
  expect: z.array(pointSchema.partial().required({ month: true })).min(1),
});

type Example = z.infer<typeof exampleSchema>;

/** The worked examples of a KPI's folder, none if it has no file of them. */
export function readExamples(kpiFolder: string): Example[] {
  const path = join(kpiFolder, "examples.json");
  return existsSync(path) ? exampleSchema.array().parse(JSON.parse(readFileSync(path, "utf8"))) : [];
}

/** Builds the example's rows as an import does and compares the points of the KPI with those it expects. */
export async function runExample(kpiFolder: string, id: string, example: Example): Promise<void> {
  const { as_at: asAt, scope, cases, outcomes } = example;
  const snapshot = await snapshotOf({ cases, outcomes, asAt, kpiFolders: [dirname(kpiFolder)], kpis: [id] });
  const question = exactKpiQuestion(snapshot, id, { scope });
  const { points } = await readSeries(question, measureQueries, usualChart);
  for (const expected of example.expect) {
    expect(points.find(({ month }) => month === expected.month)).toMatchObject(expected);
  }
  snapshot.close();
}
