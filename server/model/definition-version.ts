import { createHash } from "node:crypto";
import type { Kpi } from "../contract/kpi.ts";
import type { Definition } from "./definition.ts";

/** Makes the version of a definition. Two figures with the same digest count the same rows in the same way. */
export function versionOf(definition: Definition): Kpi["version"] {
  const { kind, unit, settings, query, matures_after_days, ramp_up_months, reviewed_on, changelog } =
    definition;
  const values = Object.entries(settings).map(([name, { value }]) => [name, value]);
  const counted = JSON.stringify([kind, unit, query, values.sort(), matures_after_days, ramp_up_months]);
  return {
    hash: createHash("sha256").update(counted).digest("hex").slice(0, 8),
    reviewed_on,
    changed_on:
      changelog
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? null,
  };
}
