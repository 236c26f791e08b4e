import type { Row } from "./csv.ts";
import { daysBetween } from "./dates.ts";
import type { Dimension } from "./names.ts";
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

const labelColumns = ["force", "district", "team", "victim_sex", "relationship"];

/** The rows' labels in the commonest spelling of each column; among equally common ones, the last in order. */
export function commonestSpelling(rows: Row[]): (row: Row) => Row {
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows) {
    for (const column of labelColumns) {
      const text = labelOf(row[column]);
      const place = `${column}\n${sameLabel(text)}`;
      const spellings = counts.get(place) ?? new Map<string, number>();
      counts.set(place, spellings.set(text, (spellings.get(text) ?? 0) + 1));
    }
  }
  const chosen = new Map(
    [...counts].map(([place, spellings]) => {
      const [first] = [...spellings].sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1));
      return [place, first?.[0]];
    }),
  );
  return (row) => {
    const spelled = labelColumns
      .filter((column) => row[column] !== undefined)
      .map((column) => [column, chosen.get(`${column}\n${sameLabel(labelOf(row[column]))}`)]);
    return { ...row, ...Object.fromEntries(spelled) };
  };
}

/** What labels that people take for the same have in common. */
function sameLabel(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[‘’‛]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑–—]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/^(\d+)\.0+$/, "$1");
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
