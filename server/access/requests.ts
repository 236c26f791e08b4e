import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem } from "../contract/problem.ts";
import { ruleFor } from "./rules.ts";

type Operations = Record<string, { parameters?: unknown }>;

const mostBytes = 2 ** 20;
const uploads = "/api/imports";

/** Refuses a parameter that the route does not have with a 400, so that no figure silently ignores a misspelt filter. */
export function ownParametersOnly(describe: () => { paths?: object }): MiddlewareHandler {
  let known = new Map<string, Set<string>>();
  return (context, next) => {
    const rule = ruleFor(context.req.method, context.req.path);
    const given = Object.keys(context.req.queries());
    const stranger = () =>
      given.find((name) => !(rule && known.get(`${rule.method} ${rule.path}`)?.has(name)));
    // A dimension that a force has added since is a parameter too.
    if (stranger() !== undefined) known = namesOf(describe());
    const unknown = stranger();
    if (unknown !== undefined)
      throw new Problem(400, "bad-parameter", `There is no parameter “${unknown}”.`, unknown);
    return next();
  };
}

/** Refuses a body of more than 1 MB with a 413. Uploads have another limit. */
export function bodyOfUsualSize(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: mostBytes,
    onError: () => {
      throw new Problem(413, "too-large", "That is more than can be sent here at once.");
    },
  });
  return (context, next) =>
    context.req.method === "POST" && context.req.path === uploads ? next() : limit(context, next);
}

/** The names of the query parameters of each route, by method and path as the rules write them. */
function namesOf({ paths = {} }: { paths?: object }): Map<string, Set<string>> {
  return new Map(
    Object.entries<Operations>({ ...paths }).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { parameters }]) => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`,
        new Set(queryNames(parameters)),
      ]),
    ),
  );
}

function queryNames(parameters: unknown): string[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((each) => (each.in === "query" ? [String(each.name)] : []));
}
