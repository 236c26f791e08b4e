import type { Audit } from "../../types.ts";

type AuditRecord = Audit["records"][number];

export const actionWords: Record<AuditRecord["action"], string> = {
  collection: "Collected",
  alteration: "Altered",
  consultation: "Consulted",
  disclosure: "Disclosed",
  combination: "Combined",
  erasure: "Erased",
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  refused: "Refused",
  alert: "Alert",
};

/** Words for what each address of the API does. The rest of the record follows them. */
const doings: [pattern: RegExp, words: string][] = [
  [/^GET \/api\/kpis\/([^/ :]+)\/cases/, "List behind “$1”"],
  [/^GET \/api\/kpis\/([^/ :]+)\/revisions/, "What moved in “$1”"],
  [/^GET \/api\/packs\/([^/ ]+)\/file as (\w+)/, "Pack $1 as $2"],
  [/^GET \/api\/imports\/([^/ ]+)\/rejected\.csv/, "Rejected rows of $1"],
  [/^POST \/api\/imports\/[^/ ]+\/dry-run/, "Import tried out"],
  [/^POST \/api\/imports\/[^/ ]+\/publish/, "Import published"],
  [/^DELETE \/api\/imports\/[^/ ]+/, "Import thrown away"],
  [/^POST \/api\/imports\/[^/ ]+\/bring-back/, "Import brought back"],
  [/^POST \/api\/imports/, "Files uploaded"],
  [/^POST \/api\/snapshots\/([^/ ]+)\/restore/, "Snapshot $1 restored"],
  [/^PUT \/api\/settings/, "Settings changed"],
  [/^PUT \/api\/mappings\/([^/ ]+)/, "Mapping $1 saved"],
  [/^GET \/api\/audit/, "Access log"],
];

/** Says what a person did. */
export function doingInWords({ what, recipient }: AuditRecord): string {
  const [pattern, words] = doings.find(([pattern]) => pattern.test(what)) ?? [/^/, ""];
  const said = what.replace(pattern, words);
  return recipient ? `${said}, for ${recipient}` : said;
}

/** The filter of what was asked, “district: North; month: 2026-03”. */
export function filterInWords({ filter }: AuditRecord): string {
  return Object.entries(filter ?? {})
    .filter(([name]) => !["limit", "cursor"].includes(name))
    .map(([name, values]) => `${name.replaceAll("_", " ")}: ${values.join(", ")}`)
    .join("; ");
}
