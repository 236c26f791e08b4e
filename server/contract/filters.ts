import { z } from "@hono/zod-openapi";

/** The words in which the API asks for figures: within which filters, and split by what. Which dimensions and scopes there are,
 * `queries/units` says, and each snapshot with it. */

/** The parameters of the questions about figures, which no dimension can be called. */
export const parameterNames = [
  ...[
    "scope",
    "from",
    "to",
    "split",
    "by",
    "chart",
    "age",
    "horizon",
    "basis",
    "bin_days",
    "month",
    "counted",
  ],
  ...["compare_from", "compare_to", "against", "snapshot", "reason", "limit", "cursor"],
];

/** A dimension, by the name that `queries/units` gives to it. */
export const dimensionSchema = z.string().regex(/^[a-z][a-z0-9_]{0,60}$/, "is no name of a dimension");

/** A scope, by the id that `queries/units` gives to it. */
export const scopeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, "is no name of a scope");

export const monthSchema = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "must be a month such as 2026-10");

export type Dimension = z.infer<typeof dimensionSchema>;

export type Scope = z.infer<typeof scopeSchema>;

const dimensionValue = z.string().min(1, "must not be empty").max(200, "is too long");

/** The values of a dimension: a parameter that may be given once or again and again, always read as a list. */
const chosenValues = z.preprocess(
  (given) => (Array.isArray(given) ? given : [given]),
  z.array(dimensionValue),
);

/** A scope, a first and a last month, and no dimension. */
export const scopedPeriodSchema = z.strictObject({
  scope: scopeSchema.optional().openapi({ description: "Which of them (default: the usual scope)" }),
  from: monthSchema.optional().openapi({ description: "First month (default: the begin of the data)" }),
  to: monthSchema.optional().openapi({ description: "Last month (default: the as-at month)" }),
});

/** The filters of every read: scope, first and last month, and the values of any dimension. */
export const filterSchema = z.object(scopedPeriodSchema.shape).catchall(chosenValues);

export type Filters = {
  scope?: Scope | undefined;
  from?: string | undefined;
  to?: string | undefined;
  [dimension: Dimension]: string | string[] | undefined;
};

/** The values that the filters choose of a dimension; undefined where they choose none. */
export function chosenOf(filters: Filters, dimension: Dimension): string[] | undefined {
  const chosen = filters[dimension];
  return Array.isArray(chosen) ? chosen : undefined;
}

/** The dimensions of which the filters choose values. */
export function chosenDimensions(filters: Filters): Dimension[] {
  return Object.keys(filters).filter((name) => chosenOf(filters, name) !== undefined);
}

/** What the filters choose of the dimensions, as a text that is the same for the same choice. */
export function choiceKey(filters: Filters): string {
  return JSON.stringify(
    chosenDimensions(filters)
      .sort()
      .map((name) => [name, filters[name]]),
  );
}

/** Whether figures within the filters are of a group rather than of the whole. */
export function isGroup(filters: Filters): boolean {
  return chosenDimensions(filters).length > 0;
}

/** A first and a last month, both included. */
export type Period = { from: string; to: string };
