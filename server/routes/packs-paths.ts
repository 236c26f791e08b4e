import { createRoute, type z } from "@hono/zod-openapi";
import {
  approvePackSchema,
  beginPackSchema,
  changePackSchema,
  comparedSchema,
  compareQuerySchema,
  fileQuerySchema,
  offeredQuerySchema,
  offeredSchema,
  packHistorySchema,
  packListSchema,
  packParameter,
  packRevisionsSchema,
  previewQuerySchema,
  previewSchema,
  savedPackSchema,
  sendBackSchema,
  signPackSchema,
} from "../contract/packs.ts";
import { errorAnswers } from "./errors.ts";

/** The addresses of the packs, with what each takes and answers. */

const onePack = { params: packParameter };

export const list = route("get", "/packs", "Every pack, the latest month first", packListSchema, {});
export const begin = route(
  "post",
  "/packs",
  "Begins a pack, carrying the last one's choices and open actions",
  savedPackSchema,
  {
    body: json(beginPackSchema),
  },
);
export const offered = route(
  "get",
  "/packs/offered",
  "What a new pack could take from the last pack for the other audience, if it is asked to",
  offeredSchema,
  { query: offeredQuerySchema },
);
export const one = route("get", "/packs/{id}", "What was written of a pack", savedPackSchema, onePack);
export const change = route(
  "put",
  "/packs/{id}",
  "Saves what was written over the version that was read",
  savedPackSchema,
  {
    ...onePack,
    body: json(changePackSchema),
  },
);
export const approve = route(
  "post",
  "/packs/{id}/approve",
  "Approves the version that was read",
  savedPackSchema,
  {
    ...onePack,
    body: json(approvePackSchema),
  },
);
export const returned = route(
  "post",
  "/packs/{id}/send-back",
  "Gives the version that was read back to be written again, with a reason",
  savedPackSchema,
  {
    ...onePack,
    body: json(sendBackSchema),
  },
);
export const freeze = route(
  "post",
  "/packs/{id}/freeze",
  "Keeps an approved pack for ever as it is",
  savedPackSchema,
  {
    ...onePack,
    body: json(signPackSchema),
  },
);
export const preview = route(
  "get",
  "/packs/{id}/preview",
  "All that the pack shows, in words and numbers: an approved or frozen one as it was kept",
  previewSchema,
  { ...onePack, query: previewQuerySchema },
);
export const history = route(
  "get",
  "/packs/{id}/history",
  "Who saved which version when",
  packHistorySchema,
  onePack,
);
export const revisions = route(
  "get",
  "/packs/{id}/revised",
  "What has changed since the pack was approved or frozen",
  packRevisionsSchema,
  onePack,
);
export const compare = route("get", "/packs/{id}/compare", "Two packs beside each other", comparedSchema, {
  ...onePack,
  query: compareQuerySchema,
});
export const file = createRoute({
  method: "get",
  path: "/packs/{id}/file",
  summary: "The pack as PowerPoint, PDF or Excel",
  request: { ...onePack, query: fileQuerySchema },
  responses: { 200: { description: "The file" }, ...errorAnswers },
});

function json<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

function route<
  Method extends "get" | "post" | "put",
  Path extends string,
  Request extends object,
  Schema extends z.ZodType,
>(method: Method, path: Path, summary: string, schema: Schema, request: Request) {
  return createRoute({
    method,
    path,
    summary,
    request,
    responses: {
      200: { description: "As asked", content: { "application/json": { schema } } },
      ...errorAnswers,
    },
  });
}
