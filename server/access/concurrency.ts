import type { MiddlewareHandler } from "hono";
import { type Problem, tryAgainLater } from "../contract/problem.ts";
import { requestSignal, requestStopped } from "../engine/request-signal.ts";
import type { AppEnv } from "./person.ts";
import { ruleFor } from "./rules.ts";

/** How the server stops. From `stopRequested` on it refuses heavy requests that wait or arrive. On `stopNow` it stops the running
 * ones in the database. */
export type Stopping = { stopRequested: AbortSignal; stopNow: AbortSignal };

export type ConcurrencyLimits = { atOnce: number; waiting: number; deadlineMs: number };

type Waiting = { start: () => void; giveUp: (problem: Problem) => void };

export const usualLimits: ConcurrencyLimits = { atOnce: 2, waiting: 16, deadlineMs: 20_000 };

/** Runs a few heavy requests at once, lets some more wait, and answers the others 503 with a time to try again. It stops a request
 * in the database when that takes too long or its client has gone. When the server stops, waiting requests are refused. */
export function limitConcurrency(
  { atOnce, waiting: mostWaiting, deadlineMs }: ConcurrencyLimits,
  stopping?: Stopping,
): MiddlewareHandler<AppEnv> {
  const waiting: Waiting[] = [];
  let running = 0;
  stopping?.stopRequested.addEventListener("abort", () => {
    for (const { giveUp } of waiting.splice(0)) giveUp(closing());
  });
  return async (context, next) => {
    if (!ruleFor(context.req.method, context.req.path)?.isHeavy) return next();
    const gone = context.req.raw.signal;
    await enter(gone);
    const tooLate = new AbortController();
    const timer = setTimeout(() => tooLate.abort(), deadlineMs);
    try {
      const ends = [gone, tooLate.signal, ...(stopping ? [stopping.stopNow] : [])];
      await requestSignal.run(AbortSignal.any(ends), next);
    } finally {
      clearTimeout(timer);
      leave();
    }
  };

  async function enter(gone: AbortSignal): Promise<void> {
    if (stopping?.stopRequested.aborted) throw closing();
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= mostWaiting)
      throw tryAgainLater(503, "busy", "Many people are asking at once. Try again in a moment.", 2);
    await new Promise<void>((resolve, reject) => {
      const leaveQueue = () => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(requestStopped());
      };
      const place: Waiting = {
        start() {
          gone.removeEventListener("abort", leaveQueue);
          resolve();
        },
        giveUp(problem) {
          gone.removeEventListener("abort", leaveQueue);
          reject(problem);
        },
      };
      waiting.push(place);
      gone.addEventListener("abort", leaveQueue, { once: true });
    });
  }

  /** Starts the request that has waited longest, or frees the place. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next.start();
    else running -= 1;
  }
}

function closing(): Problem {
  return tryAgainLater(503, "closing", "The flight deck is being restarted. Try again in a moment.", 10);
}
