import type { Dimension } from "../../server/contract/filters.ts";
import type { Row } from "./csv.ts";
import { daysBetween } from "./dates.ts";
import { isUnknown, readOptionalDate, readText, readYesNo } from "./read-values.ts";

/** The label of a crime in every dimension by which it can be filtered and split; blank is `unknown`. */
export function labelsOf(
  row: Row,
  recordedOn: string,
  offenceCode: string | null,
  age: number | null,
  asAt: string,
): Record<Dimension, string> {
  return {
    force: labelOf(row.force),
    district: labelOf(row.district),
    team: labelOf(row.team),
    offence: offenceCode ?? "unknown",
    victim_age_band: ageBand(age),
    victim_sex: labelOf(row.victim_sex),
    relationship: labelOf(row.relationship),
    domestic: readYesNo(row.domestic),
    non_recent: nonRecent(readOptionalDate(row.offence_date, asAt), recordedOn),
    suspect_identified: readYesNo(row.suspect_identified),
  };
}

/** A label as it is written; the generated files write none in two ways. */
function labelOf(cell: string | undefined): string {
  const text = readText(cell);
  return text === null || isUnknown(text) ? "unknown" : text;
}

export function ageBand(age: number | null): string {
  if (age === null) return "unknown";
  if (age <= 12) return "0-12";
  if (age <= 15) return "13-15";
  if (age <= 17) return "16-17";
  if (age <= 24) return "18-24";
  if (age <= 34) return "25-34";
  if (age <= 44) return "35-44";
  if (age <= 54) return "45-54";
  return age <= 64 ? "55-64" : "65+";
}

/** An offence more than 365 days before recording is non-recent. */
function nonRecent(offenceOn: string | null, recordedOn: string): string {
  if (offenceOn === null) return "unknown";
  return daysBetween(offenceOn, recordedOn) > 365 ? "yes" : "no";
}
