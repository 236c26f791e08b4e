import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { errorSchema } from "../contract/error.ts";
import {
  inputColumnsSchema,
  mappingParameter,
  mappingsSchema,
  savedMappingSchema,
  saveMappingBodySchema,
} from "../contract/imports.ts";
import { mappingSchema } from "../contract/mapping.ts";
import { Problem } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { codedColumns } from "../import/mapped-codes.ts";
import { listMappings, mappingDocument, savedMapping } from "../import/mapping.ts";
import { readVocabulary } from "../import/recognise/vocabulary.ts";
import { type Input, neededRoles, requiredColumns } from "../model/input.ts";
import { dimensionsOf } from "../model/unit.ts";
import { places } from "../places.ts";
import { saveDocument } from "../store/documents.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const list = createRoute({
  method: "get",
  path: "/mappings",
  summary: "The saved mappings, by name",
  responses: {
    200: { description: "The mappings", content: { "application/json": { schema: mappingsSchema } } },
    ...errorAnswers,
  },
});

const read = createRoute({
  method: "get",
  path: "/mappings/{name}",
  summary: "A saved mapping: which column each header holds, and which code each text stands for",
  request: { params: mappingParameter },
  responses: {
    200: { description: "The mapping", content: { "application/json": { schema: savedMappingSchema } } },
    ...errorAnswers,
  },
});

const save = createRoute({
  method: "put",
  path: "/mappings/{name}",
  summary: "Save a mapping over the version that was read",
  request: {
    params: mappingParameter,
    body: { required: true, content: { "application/json": { schema: saveMappingBodySchema } } },
  },
  responses: {
    200: { description: "Saved", content: { "application/json": { schema: savedMappingSchema } } },
    ...errorAnswers,
    409: {
      description: "Someone else saved it since",
      content: { "application/json": { schema: errorSchema } },
    },
  },
});

const columns = createRoute({
  method: "get",
  path: "/input-columns",
  summary: "What columns can be mapped to, and the codes that texts can stand for",
  responses: {
    200: {
      description: "Columns and codes",
      content: { "application/json": { schema: inputColumnsSchema } },
    },
    ...errorAnswers,
  },
});

/** The routes by which importers read and save mappings. */
export function mappingRoutes({ home, model, now }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const { mappings, faults } = await listMappings(home);
      const listed = mappings.map(({ name, saved: { version, savedAt, savedBy } }) => ({
        name,
        version,
        savedAt,
        savedBy,
      }));
      return context.json({ mappings: listed, faults }, 200);
    })
    .openapi(read, async (context) => {
      const { name } = context.req.valid("param");
      const saved = await savedMapping(home, name);
      if (!saved) throw new Problem(404, "unknown-mapping", "There is no mapping of that name.", "name");
      return context.json({ name, ...saved }, 200);
    })
    .openapi(save, async (context) => {
      const { name } = context.req.valid("param");
      const { over, value } = context.req.valid("json");
      const saving = { over, by: context.get("person").id, at: now() };
      const saved = await saveDocument(home, mappingDocument(name), mappingSchema, value, saving);
      return context.json({ name, ...saved }, 200);
    })
    .openapi(columns, async (context) => {
      const vocabulary = readVocabulary(places.queries);
      const { inputs, units } = model();
      const named = ({ mayHold }: Input) => mayHold.map(({ name, aliases }) => ({ column: name, aliases }));
      const codes = (kind: keyof typeof vocabulary) =>
        vocabulary[kind].map(({ code, label }) => ({ code, label }));
      return context.json(
        {
          inputs: inputs.map(({ role, title }) => ({
            role,
            title,
            needed: neededRoles(inputs).includes(role),
          })),
          columns: Object.fromEntries(inputs.map((input) => [input.role, named(input)])),
          required: Object.fromEntries(inputs.map((input) => [input.role, requiredColumns(input)])),
          splits: dimensionsOf(units).flatMap(({ column }) => column ?? []),
          coded: Object.fromEntries(codedColumns(inputs)),
          codes: {
            offence: codes("offence"),
            outcome: codes("outcome"),
            cancelled: codes("cancelled"),
            answer: codes("answer"),
          },
        },
        200,
      );
    });
}
