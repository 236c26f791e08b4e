import { ruleFor } from "../../server/access/rules.ts";

export type Asked = { path: string; method: string; headers: Record<string, string>; body?: string };

/** A parameter of the API, and the request that has a text in its place. */
export type Place = { name: string; request: (text: string) => Asked };

type Schema = {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
};

type Operation = {
  parameters?: { in: "path" | "query"; name: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

export type ApiDescription = { paths: Record<string, Record<string, Operation>> };

/** What the product's own pages send: without it nothing hostile would get past the door. */
const own = { "content-type": "application/json", "x-flight-deck": "1", "sec-fetch-site": "same-origin" };

const headers = [
  "accept",
  "cookie",
  "content-type",
  "host",
  "origin",
  "range",
  "x-forwarded-for",
  "x-remote-user",
];

/** Every parameter of every route that the API describes: in the path, the query, the body; and the headers, each sent to
 * the routes by turns. */
export function placesOf(described: ApiDescription): Place[] {
  return [...parametersOf(described), ...headers.map((header) => headerOf(described, header))];
}

function headerOf({ paths }: ApiDescription, header: string): Place {
  const quick = Object.keys(paths).filter((path) => paths[path]?.get && !ruleFor("GET", path)?.isHeavy);
  let turn = 0;
  return {
    name: `${header}:`,
    request(text) {
      const path = quick[turn++ % quick.length] ?? "/api/health";
      return requestOf({ method: "GET", path, query: [], header: [header, text], body: undefined });
    },
  };
}

function parametersOf({ paths }: ApiDescription): Place[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([word, operation]) => {
      const method = word.toUpperCase();
      const { parameters = [], requestBody } = operation;
      const required = parameters.filter((each) => each.in === "query" && each.required);
      const query = required.map(({ name, schema }) => [name, String(validFor(schema, name))]);
      const body = requestBody?.content["application/json"]?.schema;
      const whole = body && validFor(body, "body");
      const base = { method, path, query, body: whole === undefined ? undefined : JSON.stringify(whole) };
      const of = (name: string, change: (text: string) => Partial<Parts>): Place => ({
        name: `${method} ${path} ${name}`,
        request: (text) => requestOf({ ...base, ...change(text) }),
      });
      return [
        ...parameters.map(({ name, ...each }) =>
          each.in === "path"
            ? of(`{${name}}`, (text) => ({ path: path.replace(`{${name}}`, encoded(text)) }))
            : of(`?${name}`, (text) => ({
                query: [...query.filter(([known]) => known !== name), [name, text]],
              })),
        ),
        of("?unknown", (text) => ({ query: [...query, [text, "x"]] })),
        ...(body
          ? [
              of("body", (text) => ({ body: text })),
              ...leavesOf(whole).map((leaf) =>
                of(`body ${leaf.join(".")}`, (text) => ({
                  body: JSON.stringify(replaced(whole, leaf, text)),
                })),
              ),
            ]
          : []),
      ];
    }),
  );
}

type Parts = {
  method: string;
  path: string;
  query: string[][];
  header?: [string, string];
  body: string | undefined;
};

function requestOf({ method, path, query, header, body }: Parts): Asked {
  const search = query.map(([name = "", value = ""]) => `${encoded(name)}=${encoded(value)}`).join("&");
  return {
    path: `${path.replace(/\{[a-z]+\}/g, "attrition")}?${search}`,
    method,
    headers: { ...own, ...(header && { [header[0]]: header[1] }) },
    ...(body === undefined ? {} : { body }),
  };
}

/** A value that a schema takes, so that what stands beside the hostile text is no reason to refuse it. Versions are
 * none that was saved: nothing is ever overwritten. */
function validFor(schema: Schema, name: string): unknown {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case "object": {
      const known = Object.entries(schema.properties ?? {}).map(([key, each]) => [key, validFor(each, key)]);
      const { additionalProperties: others } = schema;
      return Object.fromEntries(
        typeof others === "object" ? [...known, ["key", validFor(others, "key")]] : known,
      );
    }
    case "array":
      return [validFor(schema.items ?? {}, name)];
    case "integer":
      return name === "version" || name === "over" ? 999 : (schema.minimum ?? 1);
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return validText(schema, name);
  }
}

function validText({ format, pattern }: Schema, name: string): string {
  if (format === "date") return "2026-01-31";
  if (pattern?.includes("19|20")) return "2026-01";
  return name === "kpi" || name === "id" ? "attrition" : "a";
}

/** The ways to everything that a body is made of. */
function leavesOf(value: unknown, way: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [way];
  return [
    ...(way.length > 0 ? [way] : []),
    ...Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...way, key])),
  ];
}

/** The body with a text in place of one thing in it; where that thing has a name of the asker's own, the text is its name. */
function replaced(value: unknown, [key, ...rest]: string[], text: string): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return text;
  if (Array.isArray(value)) return value.map((each) => replaced(each, rest, text));
  if (key === "key") return { [text]: "a" };
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, text) };
}

function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
