import type { Context } from "hono";
import type { AppEnv } from "../access/person.ts";
import type { Settings } from "../contract/settings.ts";
import type { Dependencies } from "../dependencies.ts";

/** Records which rows of a list a person is about to be shown, by the key of their rows. Throws a 429 if that is more than a day allows, a 503
 * if it cannot be recorded. */
export async function recordConsulted(
  { accessLog }: Pick<Dependencies, "accessLog">,
  context: Context<AppEnv>,
  {
    rows,
    of,
    snapshot,
  }: { rows: Record<string, unknown>[]; of: { many: string; key: string }; snapshot: string },
  { case_lists }: Settings,
): Promise<void> {
  const entry = {
    action: "consultation" as const,
    person: context.get("person"),
    what: `${context.req.method} ${context.req.path}`,
    filter: context.req.queries(),
    rows: rows.length,
    of: of.many,
    refs: rows.map((row) => accessLog.hashOf(String(row[of.key]))),
    snapshot,
  };
  if (rows.length === 0) await accessLog.append(entry);
  else await accessLog.consult(entry, case_lists.crimes_a_day);
}
