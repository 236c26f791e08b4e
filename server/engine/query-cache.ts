import { AsyncLocalStorage } from "node:async_hooks";

type Rows = Promise<unknown[]>;

const kept = new AsyncLocalStorage<Map<string, Rows>>();

/** Runs work that asks one snapshot the same questions many times. Each statement runs once for the values that it binds, and its
 * rows are kept until the work is done. */
export function withQueryCache<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return kept.run(new Map(), work);
}

/** Returns the rows that the running work already has for this statement; otherwise reads them. */
export function readOnce(sql: string, parameters: object, read: () => Rows): Rows {
  const answers = kept.getStore();
  if (!answers) return read();
  const question = JSON.stringify([sql, parameters]);
  const rows = answers.get(question) ?? read();
  answers.set(question, rows);
  return rows;
}
