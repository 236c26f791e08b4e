import type { ServerType } from "@hono/node-server";
import type { Stopping } from "./access/concurrency.ts";

/** How long running requests may take after the server was told to stop. */
export const drainMs = 10_000;

/** On SIGTERM or SIGINT ends long work, accepts no more requests, answers the running ones and closes what is open. */
export function stopOnSignals(
  server: ServerType,
  { stopRequested, stopNow }: Record<keyof Stopping, AbortController>,
  endLongWork: () => Promise<void>,
  close: () => Promise<void>,
): void {
  server.prependListener("request", (_, response) => {
    if (stopRequested.signal.aborted && "setHeader" in response) response.setHeader("Connection", "close");
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopRequested.abort();
      void endLongWork();
      const timers = [
        setTimeout(() => stopNow.abort(), drainMs * 0.8),
        setTimeout(() => process.exit(1), drainMs),
      ];
      const idle = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), 100);
      server.close(async () => {
        clearInterval(idle);
        for (const timer of timers) clearTimeout(timer);
        await close();
      });
    });
}
