import { createRoute, z } from "@hono/zod-openapi";
import { errorSchema } from "../contract/error.ts";
import {
  choicesSchema,
  currentImportSchema,
  dryRunBodySchema,
  importParameter,
  importsSchema,
  publishedImportSchema,
  recogniseBodySchema,
  refusedSchema,
  restoreQuerySchema,
  resultSchema,
} from "../contract/imports.ts";
import { errorAnswers } from "./errors.ts";

/** What the addresses of imports and kept snapshots take and answer. */

const conflict = {
  409: {
    description: "Another import runs, or this one is not at that point",
    content: { "application/json": { schema: errorSchema } },
  },
};

export const history = createRoute({
  method: "get",
  path: "/imports",
  summary:
    "The import that runs or waits, and every snapshot that is kept, with who, when, files and accounting",
  responses: {
    200: { description: "The history", content: { "application/json": { schema: importsSchema } } },
    ...errorAnswers,
  },
});

export const begin = createRoute({
  method: "post",
  path: "/imports",
  summary: "Upload cases and outcomes files, several of each, and say what they seem to hold",
  request: {
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: { files: { type: "array", items: { type: "string", format: "binary" } } },
          },
        },
      },
    },
  },
  responses: {
    201: { description: "The files", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
    ...conflict,
    413: { description: "Too large", content: { "application/json": { schema: errorSchema } } },
  },
});

export const one = createRoute({
  method: "get",
  path: "/imports/{id}",
  summary: "The import that runs or waits: its state, its files, and what its dry run found",
  request: { params: importParameter },
  responses: {
    200: { description: "The import", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
  },
});

export const recognise = createRoute({
  method: "post",
  path: "/imports/{id}/recognise",
  summary: "Look at the files again with the roles and the mapping confirmed so far",
  request: {
    params: importParameter,
    body: { required: true, content: { "application/json": { schema: recogniseBodySchema } } },
  },
  responses: {
    200: { description: "The import", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
    ...conflict,
  },
});

export const dryRun = createRoute({
  method: "post",
  path: "/imports/{id}/dry-run",
  summary: "Build everything and stop before publishing: accounting, problems, and what would change",
  request: {
    params: importParameter,
    body: { required: true, content: { "application/json": { schema: dryRunBodySchema } } },
  },
  responses: {
    200: { description: "What it found", content: { "application/json": { schema: resultSchema } } },
    ...errorAnswers,
    ...conflict,
    422: { description: "Refused, with why", content: { "application/json": { schema: refusedSchema } } },
  },
});

export const publish = createRoute({
  method: "post",
  path: "/imports/{id}/publish",
  summary: "Serve what the dry run built",
  request: { params: importParameter },
  responses: {
    200: { description: "Served", content: { "application/json": { schema: publishedImportSchema } } },
    ...errorAnswers,
    ...conflict,
  },
});

export const discard = createRoute({
  method: "delete",
  path: "/imports/{id}",
  summary: "Cancel the import, or throw it away. It can be brought back for 10 minutes, then it is erased",
  request: { params: importParameter },
  responses: { 204: { description: "Thrown away" }, ...errorAnswers, ...conflict },
});

export const bringBack = createRoute({
  method: "post",
  path: "/imports/{id}/bring-back",
  summary: "Bring back an import that was thrown away, with its files, its mapping and what was typed",
  request: { params: importParameter },
  responses: {
    200: { description: "The import", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
    ...conflict,
  },
});

export const keepChoices = createRoute({
  method: "put",
  path: "/imports/{id}/choices",
  summary: "Keep what was chosen and typed so far, so that it is there after a reload",
  request: {
    params: importParameter,
    body: { required: true, content: { "application/json": { schema: choicesSchema } } },
  },
  responses: { 204: { description: "Kept" }, ...errorAnswers },
});

export const events = createRoute({
  method: "get",
  path: "/imports/{id}/events",
  summary: "How far the import is, as server-sent events: `state`, `progress`, and `end` with its outcome",
  request: { params: importParameter },
  responses: {
    200: { description: "The events", content: { "text/event-stream": { schema: z.string() } } },
    ...errorAnswers,
  },
});

export const rejected = createRoute({
  method: "get",
  path: "/imports/{id}/rejected.csv",
  summary: "The rejected rows of a dry run or of a kept snapshot: file, line, column, rule, reason, raw text",
  request: { params: importParameter },
  responses: {
    200: { description: "The rows", content: { "text/csv": { schema: z.string() } } },
    ...errorAnswers,
  },
});

export const restore = createRoute({
  method: "post",
  path: "/snapshots/{id}/restore",
  summary: "Serve a kept snapshot in place of the one that is served",
  request: { params: importParameter, query: restoreQuerySchema },
  responses: { 204: { description: "Served" }, ...errorAnswers, ...conflict },
});
