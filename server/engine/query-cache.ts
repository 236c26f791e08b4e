import { AsyncLocalStorage } from "node:async_hooks";

type Rows = Promise<unknown[]>;

const kept = new AsyncLocalStorage<Map<string, Rows>>();

/** Runs work that puts the same questions to one snapshot again and again: each statement is run once for the values that it
 * binds, and its rows are kept until the work is done. */
export function withQueryCache<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return kept.run(new Map(), work);
}

/** The rows of a statement: those that the work under way was given before, where it keeps them, or read anew. */
export function readOnce(sql: string, parameters: object, read: () => Rows): Rows {
  const answers = kept.getStore();
  if (!answers) return read();
  const question = JSON.stringify([sql, parameters]);
  const rows = answers.get(question) ?? read();
  answers.set(question, rows);
  return rows;
}
