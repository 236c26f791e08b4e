import type { Entry } from "../access/log/access-log.ts";
import type { PackModel } from "../contract/pack-model.ts";

const usualRecipients = {
  external: "an audience outside the force",
  internal: "an audience inside the force",
};

/** What the access log says of a pack that is given away as a file: to whom, of which snapshot, and how many rows of
 * figures (months and groups) it holds. */
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
