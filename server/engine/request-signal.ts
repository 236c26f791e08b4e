import { AsyncLocalStorage } from "node:async_hooks";
import { type Problem, tryAgainLater } from "../contract/problem.ts";

/** The signal that ends the request being answered: the asker went away, or it took too long. Queries listen to it. */
export const requestSignal = new AsyncLocalStorage<AbortSignal>();

/** Answers a request that was stopped, if its client is still there. */
export function requestStopped(): Problem {
  return tryAgainLater(
    503,
    "too-slow",
    "This took too long and was stopped. Ask for fewer months or groups, or try again in a moment.",
    5,
  );
}
