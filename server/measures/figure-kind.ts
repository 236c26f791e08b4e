import type { Kind, Unit } from "../contract/kpi.ts";

type Counted = { kind: Kind; unit: Unit };

/** Whether a stock is measured in days: how long what is there has been there. */
export function isAgedStock({ kind, unit }: Counted): boolean {
  return kind === "stock" && unit === "days";
}

/** How figures are worked out: days are always a median, those of a stock too. */
export function figureKind({ kind, unit }: Counted): Kind {
  return unit === "days" ? "duration" : kind;
}
