import { z } from "zod";
import familiesFile from "../../queries/groups/families.json";
import { betterSchema, kindSchema, kpiSchema, unitSchema } from "../contract/kpi.ts";
import { fullRelation, relationSchema, statedRelationSchema } from "./relations.ts";

const { families } = familiesFile;

const settingSchema = z.strictObject({ title: z.string(), default: z.number() });

/** What a KPI's `kpi.json` says. `matures_after_days` is a number of days or the name of the setting that holds it. */
const kpiFileSchema = z.strictObject({
  title: z.string().min(1),
  /** Whether it is among the few of its family on the flight deck, and in a pack unless others are chosen. */
  headline: z.boolean().default(true),
  counts: z.string(),
  family: z.enum(families.map(({ id }) => id)),
  kind: kindSchema,
  unit: unitSchema,
  better: betterSchema,
  basis: z.enum(["R", "O", "C", "E", "S"]),
  basis_title: z.string().min(1),
  matures_after_days: z.union([z.number().int().nonnegative(), z.string()]).nullable(),
  ramp_up_months: z.number().int().nonnegative(),
  needs: z.array(z.string()),
  parts: z.array(z.string()).optional(),
  settings: z.record(z.string().regex(/^[a-z_]+$/), settingSchema),
  definition: z.string().min(1),
  numerator: z.string().min(1),
  denominator: z.string(),
  traps: z.array(z.string()),
  source: z.string().min(1),
  owner: z.string().min(1),
  reviewed_on: z.iso.date(),
  flight_deck_ref: z.string(),
  comparator_measure: z.string().nullable().default(null),
  /** Which of its counts equal or add up to others, for the attack on small numbers. An empty list says that none does. */
  relations: z.array(statedRelationSchema),
  changelog: z.array(z.strictObject({ date: z.iso.date(), change: z.string() })),
});

/** A KPI ready to be run and served: its words with the settings filled in, and its statement. */
export const definitionSchema = kpiSchema
  .omit({ words: true, available: true, reason: true, version: true, pending: true })
  .extend({
    needs: z.array(z.string()),
    parts: z.array(z.string()),
    relations: z.array(relationSchema),
  });

export type Definition = z.infer<typeof definitionSchema>;

/** Reads a `kpi.json` and its `query.sql`, with a force's own settings in place of the defaults; throws with the fault
 * when either does not say what it must. */
export function readDefinition(
  id: string,
  kpiJson: string,
  query: string,
  overrides: Record<string, number> = {},
): Definition {
  const file = kpiFileSchema.parse(JSON.parse(kpiJson));
  const unknown = Object.keys(overrides).find((name) => !(name in file.settings));
  if (unknown) throw new Error(`the settings name its setting “${unknown}”, which it does not have`);
  const settings = Object.fromEntries(
    Object.entries(file.settings).map(([name, { title, default: usual }]) => [
      name,
      { title, value: overrides[name] ?? usual, default: usual },
    ]),
  );
  const fill = (text: string) => text.replace(/\{([a-z_]+)\}/g, (_, name: string) => String(setting(name)));
  return {
    ...file,
    id,
    settings,
    query,
    parts: file.parts ?? [],
    matures_after_days:
      typeof file.matures_after_days === "string"
        ? setting(file.matures_after_days)
        : file.matures_after_days,
    comparator_measure: file.comparator_measure && fill(file.comparator_measure),
    title: fill(file.title),
    definition: fill(file.definition),
    numerator: fill(file.numerator),
    denominator: fill(file.denominator),
    traps: file.traps.map(fill),
    relations: file.relations.map((relation) => fullRelation(id, relation, setting)),
  };

  function setting(name: string): number {
    const found = settings[name];
    if (!found) throw new Error(`it names a setting “${name}” that it does not have`);
    return found.value;
  }
}
