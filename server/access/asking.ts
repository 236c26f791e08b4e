import { AsyncLocalStorage } from "node:async_hooks";

/** The signal that ends the request being answered: the asker went away, or it took too long. Queries listen to it. */
export const asking = new AsyncLocalStorage<AbortSignal>();
