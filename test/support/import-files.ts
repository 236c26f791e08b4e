import { settingsSchema } from "../../server/contract/settings.ts";
import { settingsDocument } from "../../server/settings/settings.ts";
import { saveDocument } from "../../server/store/documents.ts";
import type { Home } from "../../server/store/home.ts";

export const asAt = "2026-02-28";
/** An export of 40 crimes recorded in January, of which 20 were closed in February. */
export const cases = casesOf(40);
export const outcomes = [
  "crime_ref,outcome_code,outcome_date",
  ...Array.from({ length: 20 }, (_, n) => `A${n},${n % 2 ? 16 : 1},20/02/2026`),
].join("\n");

/** Rows of crimes, one a day. */
export function casesOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, n) => `A${n},${String((n % 28) + 1).padStart(2, "0")}/01/2026,19C,North`,
  );
  return ["crime_ref,recorded_date,offence_code,district", ...rows].join("\n");
}

/** Saves settings of imports in a home that has none yet. */
export async function setImports(home: Home, imports: object): Promise<void> {
  const saving = { over: 0, by: "test", at: new Date() };
  await saveDocument(home, settingsDocument, settingsSchema, { imports }, saving);
}
