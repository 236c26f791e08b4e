import type { MiddlewareHandler } from "hono";
import { Problem } from "../problem.ts";
import { asking } from "./asking.ts";
import type { AppEnv } from "./person.ts";
import { ruleFor } from "./rules.ts";

export type GateLimits = { atOnce: number; waiting: number; deadlineMs: number };

export const usualGate: GateLimits = { atOnce: 2, waiting: 16, deadlineMs: 20_000 };

/** Lets few heavy requests run at once and a few more wait; beyond that answers 503 with when to try again. One that
 * takes too long, or whose asker goes away, is stopped in the database too. */
export function gate({ atOnce, waiting: mostWaiting, deadlineMs }: GateLimits): MiddlewareHandler<AppEnv> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (context, next) => {
    if (!ruleFor(context.req.method, context.req.path)?.isHeavy) return next();
    const gone = context.req.raw.signal;
    await enter(gone);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), deadlineMs);
    try {
      await asking.run(AbortSignal.any([gone, late.signal]), next);
    } finally {
      clearTimeout(timer);
      leave();
    }
  };

  async function enter(gone: AbortSignal): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= mostWaiting)
      throw new Problem(503, "busy", "Many people are asking at once. Try again in a moment.", undefined, 2);
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        gone.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(stopped());
      };
      waiting.push(start);
      gone.addEventListener("abort", giveUp, { once: true });
    });
  }

  /** Hands the place on to who has waited longest, or frees it. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** What a request that was stopped is answered, where somebody is still there to hear it. */
export function stopped(): Problem {
  return new Problem(
    503,
    "too-slow",
    "This took too long and was stopped. Ask for fewer months or groups, or try again in a moment.",
    undefined,
    5,
  );
}
