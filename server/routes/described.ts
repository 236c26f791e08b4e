type Parameter = { name?: string; in?: string; schema?: object };

type Operation = { parameters?: Parameter[] };

type Described = { paths?: Record<string, Record<string, Operation>> };

/** The description of the API, where each route that takes filters takes every dimension, once or again and again, and one that
 * names a dimension lists those that there are. */
export function withDimensions<Document extends object>(document: Document, dimensions: string[]): Document {
  const { paths = {} } = document as Described;
  const parameters = dimensions.map((name) => ({
    name,
    in: "query",
    required: false,
    schema: { type: "array", items: { type: "string" } },
  }));
  const described = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        path !== ofEveryValue && takesFilters(operation)
          ? {
              ...operation,
              parameters: [...naming(operation.parameters ?? [], dimensions), ...parameters],
            }
          : operation,
      ]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(described) };
}

/** The parameters, those that name a dimension with the list of them. */
function naming(parameters: Parameter[], dimensions: string[]): Parameter[] {
  return parameters.map((parameter) =>
    ["split", "by"].includes(parameter.name ?? "")
      ? { ...parameter, schema: { ...parameter.schema, enum: dimensions } }
      : parameter,
  );
}

/** The route that counts every value of every dimension, and so takes none. */
const ofEveryValue = "/api/filter-counts";

/** A route that takes a scope and a first and last month in its query takes filters. */
function takesFilters({ parameters = [] }: Operation): boolean {
  const names = parameters.flatMap(({ name, in: place }) => (place === "query" ? [name] : []));
  return ["scope", "from", "to"].every((name) => names.includes(name));
}
