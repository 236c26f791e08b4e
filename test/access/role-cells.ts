import { may as mayDo } from "../../server/access/capabilities.ts";
import type { Person } from "../../server/access/person.ts";
import { ruleFor } from "../../server/access/rules.ts";
import { type PersonRole as Role, roles } from "../../server/contract/session.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, personWith } from "../support/app.ts";

export type Cell = { request: string; who: string; status: number; isRight: boolean };

type Route = { method: string; path: string };

const nobody = "nobody";

/** The roles that are tried: each alone, all others than one, none at all; and nobody signed in. */
const combinations: { who: string; roles: Role[] | null }[] = [
  { who: nobody, roles: null },
  { who: "no role", roles: [] },
  ...roles.map((role) => ({ who: role, roles: [role] })),
  ...roles.map((role) => ({ who: `all but ${role}`, roles: roles.filter((each) => each !== role) })),
];

/** Other ways to write the address of a route, for what a careless guard and a careful router read differently. */
const tricks: ((route: Route) => { method: string; path: string; headers?: Record<string, string> })[] = [
  ({ method, path }) => ({ method, path: path.toUpperCase() }),
  ({ method, path }) => ({ method, path: path.replace("/api", "/Api") }),
  ({ method, path }) => ({ method, path: `${path}/` }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api//") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "//api/") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api/./") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api/health/../") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api/health/%2e%2e/") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api%2f") }),
  ({ method, path }) => ({ method, path: path.replace("/api/", "/api/%2f") }),
  ({ method, path }) => ({ method, path: path.replace(/[a-z]$/, (letter) => encoded(letter)) }),
  ({ method, path }) => ({ method, path: path.replace("/api", "/%61pi") }),
  ({ method, path }) => ({ method, path: `${path};a=1` }),
  ({ method, path }) => ({ method, path: `${path}%00` }),
  ({ method, path }) => ({ method, path: `${path}%20` }),
  ({ method, path }) => ({ method, path: `${path}.json` }),
  ({ method, path }) => ({ method, path: path.replaceAll("/", "\\").replace("\\", "/") }),
  ({ path }) => ({ method: "HEAD", path }),
  ({ path }) => ({ method: "OPTIONS", path }),
  ({ path }) => ({ method: "PATCH", path }),
  ({ path }) => ({ method: "POST", path: "/api/session/sign-out", headers: { "x-original-url": path } }),
  ({ method, path }) => ({ method: "GET", path, headers: { "x-http-method-override": method } }),
  ({ method, path }) => ({ method: "GET", path: `${path}?_method=${method}` }),
];

/** Asks every route of the API as everybody, as it is written and in every other way, and says where the answer was not
 * the one that its rule gives. In short, only those whom the rule keeps out try the other ways. */
export async function roleCells(snapshot: Snapshot, isShort: boolean): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { who, roles: held } of combinations) {
    const app = appOver(snapshot, {}, held === null ? null : personWith(...held));
    for (const route of routesOf(app.routes)) {
      const path = route.path.replace(":id", "attrition").replace(/:[a-z]+/g, "nothing");
      cells.push(await ask({ method: route.method, path }, who, held));
      const may = ruleFor(route.method, path)?.may;
      if (isShort && may && (may === "anyone" || mayDo({ roles: held ?? [] }, may))) continue;
      for (const trick of tricks) cells.push(await ask(trick({ method: route.method, path }), who, held));
    }

    async function ask(
      { method, path, headers = {} }: ReturnType<(typeof tricks)[number]>,
      who: string,
      held: Person["roles"] | null,
    ): Promise<Cell> {
      const body = method === "GET" || method === "HEAD" ? {} : { body: "{}" };
      const type = { "content-type": "application/json" };
      const response = await app.request(path, { method, headers: { ...type, ...headers }, ...body });
      await response.body?.cancel();
      const { status } = response;
      return { request: `${method} ${path}`, who, status, isRight: isRight(method, path, held, status) };
    }
  }
  return cells;
}

function routesOf(routes: Route[]): Route[] {
  const found = routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"));
  return [...new Map(found.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

/** What the rule of the address as the server reads it says: without one nothing is there. */
function isRight(method: string, path: string, held: Role[] | null, status: number): boolean {
  const { pathname } = new URL(`http://localhost${path}`);
  const rule = ruleFor(method, decoded(pathname));
  if (!rule) return status === 404;
  if (rule.may === "anyone") return status !== 401 && status !== 403;
  if (held === null) return status === 401;
  const isAllowed = mayDo({ roles: held }, rule.may);
  return isAllowed ? status !== 401 && status !== 403 : status === 403;
}

function decoded(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function encoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
