import { TrieRouter } from "hono/router/trie-router";
import type { Capability } from "../contract/session.ts";
import type { AnswerName } from "../model/count-names.ts";
import { may } from "./capabilities.ts";

/** What a request does with people's data, in the words of section 62 of the Data Protection Act 2018. */
type Use = "collection" | "alteration" | "consultation" | "disclosure" | "combination" | "erasure";

export type Rule = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  /** Who is allowed: anyone, signed in or not, or people with this capability. */
  may: "anyone" | Capability;
  /** What the access log records before the request is answered. */
  use?: Use;
  /** The route writes the access log, once it knows the number of rows and the recipient. */
  recordsItself?: boolean;
  /** The request asks much of the database, so only a few run at once. */
  isHeavy?: boolean;
  /** The answers whose counts the route shows to viewers. The attack on small numbers reads all of them. */
  counts?: AnswerName[];
  /** Why the route shows viewers no counts. */
  noCounts?: string;
};

/** What external packs show. */
const packCounts: AnswerName[] = ["series", "breakdown", "incidence", "funnel", "files", "checks"];

/** Who may use which address of the API. An address without a rule answers 404 to everybody. */
const rules: Rule[] = [
  { method: "GET", path: "/api/health", may: "anyone", noCounts: "says that the server answers" },
  { method: "GET", path: "/api/ready", may: "anyone", noCounts: "says that there are figures" },
  { method: "GET", path: "/api/session", may: "anyone", noCounts: "says who is signed in" },
  { method: "POST", path: "/api/session/sign-out", may: "anyone", noCounts: "ends a session" },
  { method: "GET", path: "/api/openapi.json", may: "read-definitions", noCounts: "describes the API" },
  {
    method: "GET",
    path: "/api/snapshot",
    may: "read-definitions",
    noCounts: "months and names of groups; the rows of files are kept from viewers",
  },
  { method: "GET", path: "/api/kpis", may: "read-definitions", noCounts: "definitions" },
  {
    method: "GET",
    path: "/api/definitions",
    may: "read-definitions",
    noCounts: "maps of codes and names of columns",
  },
  { method: "GET", path: "/api/filter-counts", may: "read-working-figures", isHeavy: true },
  { method: "GET", path: "/api/flight-deck", may: "read-figures", isHeavy: true, counts: ["series"] },
  { method: "GET", path: "/api/kpis/:id/series", may: "read-figures", isHeavy: true, counts: ["series"] },
  {
    method: "GET",
    path: "/api/kpis/:id/breakdown",
    may: "read-figures",
    isHeavy: true,
    counts: ["breakdown"],
  },
  {
    method: "GET",
    path: "/api/kpis/:id/distribution",
    may: "read-figures",
    isHeavy: true,
    counts: ["distribution"],
  },
  {
    method: "GET",
    path: "/api/kpis/:id/comparators",
    may: "read-figures",
    isHeavy: true,
    noCounts: "figures of other areas",
  },
  { method: "GET", path: "/api/outcome-mix", may: "read-figures", isHeavy: true, counts: ["outcome-mix"] },
  {
    method: "GET",
    path: "/api/open-investigations",
    may: "read-figures",
    isHeavy: true,
    counts: ["open-by-age"],
  },
  { method: "GET", path: "/api/incidence", may: "read-figures", isHeavy: true, counts: ["incidence"] },
  { method: "GET", path: "/api/funnel", may: "read-figures", isHeavy: true, counts: ["funnel"] },
  {
    method: "GET",
    path: "/api/kpis/:id/cases",
    may: "list-crimes",
    use: "consultation",
    recordsItself: true,
    isHeavy: true,
  },
  {
    method: "GET",
    path: "/api/kpis/:id/revisions",
    may: "read-working-figures",
    use: "consultation",
    recordsItself: true,
    isHeavy: true,
  },
  { method: "GET", path: "/api/checks", may: "read-checks" },
  { method: "GET", path: "/api/settings", may: "read-definitions", noCounts: "what the force has set" },
  { method: "PUT", path: "/api/settings", may: "change-settings", use: "alteration" },
  { method: "GET", path: "/api/settings/history", may: "read-settings-history" },
  { method: "GET", path: "/api/imports", may: "watch-imports" },
  { method: "POST", path: "/api/imports", may: "import-files", use: "collection" },
  { method: "GET", path: "/api/imports/:id", may: "watch-imports" },
  { method: "DELETE", path: "/api/imports/:id", may: "import-files", use: "erasure" },
  { method: "POST", path: "/api/imports/:id/bring-back", may: "import-files", use: "collection" },
  { method: "PUT", path: "/api/imports/:id/choices", may: "import-files" },
  { method: "GET", path: "/api/imports/:id/events", may: "watch-imports" },
  { method: "POST", path: "/api/imports/:id/recognise", may: "import-files" },
  { method: "POST", path: "/api/imports/:id/dry-run", may: "import-files", use: "combination" },
  { method: "POST", path: "/api/imports/:id/publish", may: "import-files", use: "alteration" },
  {
    method: "GET",
    path: "/api/imports/:id/rejected.csv",
    may: "list-crimes",
    use: "disclosure",
    recordsItself: true,
  },
  { method: "POST", path: "/api/snapshots/:id/restore", may: "import-files", use: "alteration" },
  { method: "GET", path: "/api/input-columns", may: "watch-imports" },
  { method: "GET", path: "/api/mappings", may: "watch-imports" },
  { method: "GET", path: "/api/mappings/:name", may: "watch-imports" },
  { method: "PUT", path: "/api/mappings/:name", may: "import-files", use: "alteration" },
  {
    method: "GET",
    path: "/api/packs",
    may: "read-figures",
    noCounts: "what packs are of, and words that a person wrote and approved",
  },
  { method: "POST", path: "/api/packs", may: "make-packs", isHeavy: true },
  { method: "GET", path: "/api/packs/offered", may: "make-packs" },
  {
    method: "GET",
    path: "/api/packs/:id",
    may: "read-figures",
    noCounts: "what a pack is of, and words that a person wrote and approved",
  },
  { method: "PUT", path: "/api/packs/:id", may: "make-packs", isHeavy: true },
  { method: "POST", path: "/api/packs/:id/approve", may: "approve-packs", isHeavy: true },
  { method: "POST", path: "/api/packs/:id/freeze", may: "approve-packs", isHeavy: true },
  { method: "POST", path: "/api/packs/:id/send-back", may: "approve-packs" },
  { method: "GET", path: "/api/packs/:id/preview", may: "read-figures", isHeavy: true, counts: packCounts },
  {
    method: "GET",
    path: "/api/packs/:id/history",
    may: "read-figures",
    noCounts: "when a pack was saved, and by whom",
  },
  { method: "GET", path: "/api/packs/:id/revised", may: "read-figures", isHeavy: true, counts: packCounts },
  { method: "GET", path: "/api/packs/:id/compare", may: "read-figures", isHeavy: true, counts: packCounts },
  {
    method: "GET",
    path: "/api/packs/:id/file",
    may: "read-figures",
    use: "disclosure",
    recordsItself: true,
    isHeavy: true,
    counts: packCounts,
  },
  { method: "GET", path: "/api/audit", may: "read-access-log" },
];

const router = new TrieRouter<Rule>();
for (const rule of rules) router.add(rule.method, rule.path, rule);

/** Finds the rule of an address by the router's matching; undefined if there is none. */
export function ruleFor(method: string, path: string): Rule | undefined {
  const [[found] = []] = router.match(method === "HEAD" ? "GET" : method, path);
  return found?.[0];
}

/** Throws if a route of the API has no rule, so that nobody forgets to restrict one. */
export function assertRules(routes: { method: string; path: string }[]): void {
  const unruled = routes.find(
    ({ method, path }) =>
      method !== "ALL" &&
      path.startsWith("/api/") &&
      !rules.some((rule) => rule.method === method && rule.path === path),
  );
  if (unruled)
    throw new Error(
      `${unruled.method} ${unruled.path} has no rule in server/access/rules.ts: say who may use it`,
    );
  assertCounts(rules);
}

/** Throws if a viewer may use a route whose rule does not say which counts it shows, so that no route is left out of the
 * attack by oversight. */
export function assertCounts(rules: Rule[]): void {
  const silent = rules.find(
    ({ may: allowed, counts, noCounts }) =>
      (allowed === "anyone" || may({ roles: ["viewer"] }, allowed)) &&
      (counts === undefined) === (noCounts === undefined),
  );
  if (silent)
    throw new Error(
      `${silent.method} ${silent.path} does not say in server/access/rules.ts which counts it shows to viewers: name the answers, or say why it shows none`,
    );
}
