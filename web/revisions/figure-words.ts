import { formatCount, formatValue } from "../../server/wording/format.ts";
import type { Kpi } from "../types.ts";

type Figure = { numerator: number | null; denominator: number | null; value: number | null };

/** Writes a figure with its parts: “35.1% (54 of 154)”, “49 days”; a dash if there is none. */
export function figureWords({ unit, words }: Pick<Kpi, "unit" | "words">, figure: Figure | null): string {
  if (!figure) return "–";
  const { numerator, denominator, value } = figure;
  const written = formatValue(unit, value, words);
  return unit === "share" && numerator !== null && denominator !== null
    ? `${written} (${formatCount(numerator)} of ${formatCount(denominator)})`
    : written;
}
