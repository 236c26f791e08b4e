import { randomBytes } from "node:crypto";
import type { Hook } from "@hono/zod-openapi";
import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import type { AppEnv } from "../access/person.ts";
import { plainPage } from "../access/plain-page.ts";
import { errorSchema } from "../contract/error.ts";
import { Problem } from "../contract/problem.ts";

/** The error answer in the description of every route. */
export const errorAnswers = Object.fromEntries(
  Object.entries({
    400: "A parameter is unknown or malformed",
    401: "Nobody is signed in",
    403: "None of the person's roles allows this, or small numbers forbid it",
    404: "No such thing",
    409: "Someone else changed it meanwhile, or its state does not allow this",
    503: "No data yet, or too busy: Retry-After says when to ask again",
  }).map(([status, description]) => [
    status,
    { description, content: { "application/json": { schema: errorSchema } } },
  ]),
);

/** Turns a parameter that does not fit its schema into a 400 that names it. */
export const refuseInvalid: Hook<unknown, AppEnv, string, unknown> = (result) => {
  if (result.success) return;
  const issue = result.error.issues[0];
  throw new Problem(400, "bad-parameter", messageOf(issue), fieldOf(issue));
};

/** Answers every error: a known problem with its message (as a page during sign-in), any other with an id that the log explains. The
 * answer never holds a stack, SQL or a path. */
export function answerError(log: (line: string) => void): ErrorHandler<AppEnv> {
  return (error, context) => {
    if (error instanceof Problem) {
      if (error.cause !== undefined)
        log(`${error.code} ${context.req.method} ${context.req.path}: ${error.cause}`);
      return answerProblem(context, error);
    }
    if (error instanceof HTTPException) {
      return context.json(
        { error: { code: "bad-request", message: error.message || "The request is malformed." } },
        error.status,
      );
    }
    const id = randomBytes(4).toString("hex");
    log(`error ${id} ${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`);
    return context.json(
      { error: { code: "internal", message: `Something went wrong here. The log explains it under ${id}.` } },
      500,
    );
  };
}

function answerProblem(
  context: Context,
  { status, code, message, field, retryAfter }: Problem,
): Response | Promise<Response> {
  if (retryAfter !== undefined) context.header("Retry-After", String(retryAfter));
  if (context.req.path.startsWith("/sign-in"))
    return context.html(plainPage("You are not signed in", message, "Try again"), status);
  return context.json({ error: { code, message, ...(field ? { field } : {}) } }, status);
}

/** Names the parameter or the place in a body that does not fit: `settings.targets.0.value`. For an item of a repeated parameter it
 * is the parameter's name. */
function fieldOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  if (!issue) return undefined;
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue.path;
  const isRepeated = path.length === 2 && typeof path[1] === "number";
  return path.length === 0 ? undefined : path.slice(0, isRepeated ? 1 : undefined).join(".");
}

function messageOf(issue: z.core.$ZodIssue | undefined): string {
  const field = fieldOf(issue) ?? "The request";
  if (issue?.code === "unrecognized_keys") return `There is no parameter “${field}”.`;
  if (issue?.code === "invalid_value") return `${field} must be one of ${issue.values.join(", ")}.`;
  return `${field}: ${issue?.message ?? "is malformed"}.`;
}
