import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "../contract/problem.ts";
import { may } from "./capabilities.ts";
import { openLimiter } from "./limiter.ts";
import type { AccessLog } from "./log/access-log.ts";
import type { AppEnv, Person } from "./person.ts";
import { ruleFor } from "./rules.ts";

/** Finds the person who asks; null if they are not signed in. */
export type Identify = (context: Context<AppEnv>) => Promise<Person | null> | Person | null;

const exportsAtMost = { times: 60, seconds: 600 };

/** Admits only people whom the rule of the address allows, and writes the access log before the request is answered. Too many files
 * in ten minutes are a 429 and an alert in the log. */
export function guard(identify: Identify, accessLog: AccessLog, now: () => Date): MiddlewareHandler<AppEnv> {
  const limitExports = openLimiter(exportsAtMost.times, exportsAtMost.seconds, now);
  return async (context, next) => {
    const { method, path } = context.req;
    const rule = ruleFor(method, path);
    if (!rule) throw new Problem(404, "not-found", "There is no such address in the API.");
    const person = await identify(context);
    if (person) context.set("person", person);
    if (rule.may === "anyone") return next();
    if (!person) throw new Problem(401, "not-signed-in", "Sign in to see this.");
    const what = `${method} ${path}`;
    const filter = context.req.queries();
    if (!may(person, rule.may)) {
      await accessLog.append({ action: "refused", person, what });
      throw new Problem(403, "forbidden", "None of your roles allows this.");
    }
    if (rule.use === "disclosure") await refuseTooMany(person, what);
    if (rule.use && !rule.recordsItself) await accessLog.append({ action: rule.use, person, what, filter });
    return next();
  };

  async function refuseTooMany(person: Person, what: string): Promise<void> {
    try {
      limitExports(person.id);
    } catch (error) {
      const { times, seconds } = exportsAtMost;
      await accessLog.append({
        action: "alert",
        person,
        what: `${what}: more than ${times} files in ${seconds / 60} minutes`,
      });
      throw error;
    }
  }
}
