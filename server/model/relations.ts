import { z } from "zod";
import { answerNames, type CountName } from "./count-names.ts";

/** A count that a `kpi.json` names. It is one of a series unless an answer is named, and of this KPI unless another is named. */
const namedSchema = z.strictObject({
  answer: z.enum(answerNames).default("series"),
  of: z.string().nullable().default(null),
  /** Such as `["numerator"]` or `["group", "charged", "{within_days}"]`: a setting in braces stands for its number of days. */
  what: z.array(z.union([z.string().min(1), z.number()])).min(1),
});

/** What a `kpi.json` says of its counts: a whole and the parts that add up to it, one part where it is the same count by another
 * way; or of a stock, what came and what went between two month ends. */
export const statedRelationSchema = z.union([
  z.strictObject({ whole: namedSchema, parts: z.array(namedSchema).min(1) }),
  z.strictObject({ stock: namedSchema, came: namedSchema, went: namedSchema }),
]);

/** A count as relations hold it. */
export const countNameSchema = z.object({
  answer: z.enum(answerNames),
  of: z.string().nullable(),
  what: z.array(z.union([z.string(), z.number()])),
}) satisfies z.ZodType<CountName>;

export const relationSchema = z.union([
  z.object({ whole: countNameSchema, parts: z.array(countNameSchema) }),
  z.object({ stock: countNameSchema, came: countNameSchema, went: countNameSchema }),
]);

export type Relation = z.infer<typeof relationSchema>;

/** Writes the names of a relation in full. Throws if it is of other KPIs alone, or names a setting that the KPI lacks. */
export function fullRelation(
  kpi: string,
  stated: z.infer<typeof statedRelationSchema>,
  settingOf: (name: string) => number,
): Relation {
  const full = ({ answer, of, what }: z.infer<typeof namedSchema>): CountName => ({
    answer,
    of: of ?? (answer === "series" ? kpi : null),
    what: what.map((part) => {
      const [, setting] = /^\{([a-z_]+)\}$/.exec(`${part}`) ?? [];
      return setting === undefined ? part : settingOf(setting);
    }),
  });
  const relation: Relation =
    "whole" in stated
      ? { whole: full(stated.whole), parts: stated.parts.map(full) }
      : { stock: full(stated.stock), came: full(stated.came), went: full(stated.went) };
  if (!namesIn(relation).some(({ answer, of }) => answer === "series" && of === kpi))
    throw new Error("one of its relations names none of its own counts");
  return relation;
}

/** Every count that a relation names. */
export function namesIn(relation: Relation): CountName[] {
  return "whole" in relation
    ? [relation.whole, ...relation.parts]
    : [relation.stock, relation.came, relation.went];
}
