import type { MiddlewareHandler } from "hono";
import { type Problem, tryAgainLater } from "../contract/problem.ts";
import { asking, stopped } from "../engine/request-signal.ts";
import type { AppEnv } from "./person.ts";
import { ruleFor } from "./rules.ts";

/** How the server stops. From `told` on it refuses heavy requests that wait or arrive. On `late` it stops the running ones in the
 * database. */
export type Stopping = { told: AbortSignal; late: AbortSignal };

export type GateLimits = { atOnce: number; waiting: number; deadlineMs: number };

type Waiting = { start: () => void; giveUp: (problem: Problem) => void };

export const usualGate: GateLimits = { atOnce: 2, waiting: 16, deadlineMs: 20_000 };

/** Runs a few heavy requests at once, lets some more wait, and answers the others 503 with a time to try again. It stops a request
 * in the database when that takes too long or its client has gone. When the server stops, waiting requests are refused. */
export function gate(
  { atOnce, waiting: mostWaiting, deadlineMs }: GateLimits,
  stopping?: Stopping,
): MiddlewareHandler<AppEnv> {
  const waiting: Waiting[] = [];
  let running = 0;
  stopping?.told.addEventListener("abort", () => {
    for (const { giveUp } of waiting.splice(0)) giveUp(closing());
  });
  return async (context, next) => {
    if (!ruleFor(context.req.method, context.req.path)?.isHeavy) return next();
    const gone = context.req.raw.signal;
    await enter(gone);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), deadlineMs);
    try {
      const ends = [gone, late.signal, ...(stopping ? [stopping.late] : [])];
      await asking.run(AbortSignal.any(ends), next);
    } finally {
      clearTimeout(timer);
      leave();
    }
  };

  async function enter(gone: AbortSignal): Promise<void> {
    if (stopping?.told.aborted) throw closing();
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= mostWaiting)
      throw tryAgainLater(503, "busy", "Many people are asking at once. Try again in a moment.", 2);
    await new Promise<void>((resolve, reject) => {
      const leaveQueue = () => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(stopped());
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
