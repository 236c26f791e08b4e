import { TrieRouter } from "hono/router/trie-router";
import { type PersonRole as Role, roles } from "../contract/session.ts";

/** What a request does with people's data, in the words of section 62 of the Data Protection Act 2018. */
type Use = "collection" | "alteration" | "consultation" | "disclosure" | "combination" | "erasure";

export type Rule = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  /** Who may: anyone, signed in or not; or those with one of the roles. */
  may: "anyone" | Role[];
  /** Recorded in the access log before it is answered. */
  use?: Use;
  /** Recorded by the route itself, once it knows how many rows there are and for whom. */
  recordsItself?: boolean;
  /** Asks much of the database: at most a few of these run at once. */
  isHeavy?: boolean;
};

const everyRole: Role[] = [...roles];
const figures: Role[] = ["viewer", "officer", "analyst"];

/** Who may use which address of the API. An address without a rule is not there for anybody. */
const rules: Rule[] = [
  { method: "GET", path: "/api/health", may: "anyone" },
  { method: "GET", path: "/api/ready", may: "anyone" },
  { method: "GET", path: "/api/session", may: "anyone" },
  { method: "POST", path: "/api/session/sign-out", may: "anyone" },
  { method: "GET", path: "/api/openapi.json", may: everyRole },
  { method: "GET", path: "/api/snapshot", may: everyRole },
  { method: "GET", path: "/api/kpis", may: everyRole },
  { method: "GET", path: "/api/definitions", may: everyRole },
  { method: "GET", path: "/api/filter-counts", may: ["officer", "analyst"], isHeavy: true },
  { method: "GET", path: "/api/flight-deck", may: figures, isHeavy: true },
  { method: "GET", path: "/api/kpis/:id/series", may: figures, isHeavy: true },
  { method: "GET", path: "/api/kpis/:id/breakdown", may: figures, isHeavy: true },
  { method: "GET", path: "/api/kpis/:id/distribution", may: figures, isHeavy: true },
  { method: "GET", path: "/api/kpis/:id/comparators", may: figures, isHeavy: true },
  { method: "GET", path: "/api/outcome-mix", may: figures, isHeavy: true },
  { method: "GET", path: "/api/open-investigations", may: figures, isHeavy: true },
  { method: "GET", path: "/api/incidence", may: figures, isHeavy: true },
  { method: "GET", path: "/api/funnel", may: figures, isHeavy: true },
  {
    method: "GET",
    path: "/api/kpis/:id/cases",
    may: ["analyst"],
    use: "consultation",
    recordsItself: true,
    isHeavy: true,
  },
  {
    method: "GET",
    path: "/api/kpis/:id/revisions",
    may: ["officer", "analyst"],
    use: "consultation",
    recordsItself: true,
    isHeavy: true,
  },
  { method: "GET", path: "/api/checks", may: ["analyst", "importer"] },
  { method: "GET", path: "/api/settings", may: everyRole },
  { method: "PUT", path: "/api/settings", may: ["admin"], use: "alteration" },
  { method: "GET", path: "/api/settings/history", may: ["admin", "auditor"] },
  { method: "GET", path: "/api/imports", may: ["importer", "analyst"] },
  { method: "POST", path: "/api/imports", may: ["importer"], use: "collection" },
  { method: "GET", path: "/api/imports/:id", may: ["importer", "analyst"] },
  { method: "DELETE", path: "/api/imports/:id", may: ["importer"], use: "erasure" },
  { method: "GET", path: "/api/imports/:id/events", may: ["importer", "analyst"] },
  { method: "POST", path: "/api/imports/:id/recognise", may: ["importer"] },
  { method: "POST", path: "/api/imports/:id/dry-run", may: ["importer"], use: "combination" },
  { method: "POST", path: "/api/imports/:id/publish", may: ["importer"], use: "alteration" },
  {
    method: "GET",
    path: "/api/imports/:id/rejected.csv",
    may: ["analyst"],
    use: "disclosure",
    recordsItself: true,
  },
  { method: "POST", path: "/api/snapshots/:id/restore", may: ["importer"], use: "alteration" },
  { method: "GET", path: "/api/input-columns", may: ["importer", "analyst"] },
  { method: "GET", path: "/api/mappings", may: ["importer", "analyst"] },
  { method: "GET", path: "/api/mappings/:name", may: ["importer", "analyst"] },
  { method: "PUT", path: "/api/mappings/:name", may: ["importer"], use: "alteration" },
  { method: "GET", path: "/api/packs", may: figures },
  { method: "POST", path: "/api/packs", may: ["analyst"], isHeavy: true },
  { method: "GET", path: "/api/packs/:id", may: figures },
  { method: "PUT", path: "/api/packs/:id", may: ["analyst"], isHeavy: true },
  { method: "POST", path: "/api/packs/:id/approve", may: ["analyst"], isHeavy: true },
  { method: "POST", path: "/api/packs/:id/freeze", may: ["analyst"], isHeavy: true },
  { method: "GET", path: "/api/packs/:id/preview", may: figures, isHeavy: true },
  { method: "GET", path: "/api/packs/:id/history", may: figures },
  { method: "GET", path: "/api/packs/:id/revised", may: figures, isHeavy: true },
  { method: "GET", path: "/api/packs/:id/compare", may: figures, isHeavy: true },
  {
    method: "GET",
    path: "/api/packs/:id/file",
    may: figures,
    use: "disclosure",
    recordsItself: true,
    isHeavy: true,
  },
  { method: "GET", path: "/api/audit", may: ["auditor"] },
];

const router = new TrieRouter<Rule>();
for (const rule of rules) router.add(rule.method, rule.path, rule);

/** The rule of an address, found as the routes themselves are; undefined where there is none. */
export function ruleFor(method: string, path: string): Rule | undefined {
  const [[found] = []] = router.match(method === "HEAD" ? "GET" : method, path);
  return found?.[0];
}

/** Throws where a route of the API has no rule, so that none is ever served to everybody by oversight. */
export function assertRules(routes: { method: string; path: string }[]): void {
  const bare = routes.find(
    ({ method, path }) =>
      method !== "ALL" &&
      path.startsWith("/api/") &&
      !rules.some((rule) => rule.method === method && rule.path === path),
  );
  if (bare)
    throw new Error(`${bare.method} ${bare.path} has no rule in server/access/rules.ts: say who may use it`);
}
