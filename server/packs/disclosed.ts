import type { Entry } from "../access/log/access-log.ts";
import type { PackModel } from "../contract/pack-model.ts";

const usualRecipients = {
  external: "an audience outside the force",
  internal: "an audience inside the force",
};

/** The entry of the access log for a pack that leaves as a file: its recipient, its snapshot and its number of rows of figures
 * (months and groups). */
export function disclosureOf(
  { audience, pages, snapshot }: PackModel,
  recipient: string | undefined,
): Pick<Entry, "action" | "rows" | "snapshot" | "recipient"> {
  const rows = pages.reduce(
    (sum, { series, breakdown }) => sum + (series?.points.length ?? 0) + (breakdown?.table.rows.length ?? 0),
    0,
  );
  return {
    action: "disclosure",
    rows,
    snapshot: snapshot.id,
    recipient: recipient ?? usualRecipients[audience],
  };
}
