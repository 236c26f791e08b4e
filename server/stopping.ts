import type { ServerType } from "@hono/node-server";

/** How long running requests may take after the server was told to stop. */
export const drainMs = 10_000;

/** On SIGTERM or SIGINT ends long work, accepts no more requests, answers the running ones and closes what is open. */
export function stopOnSignals(
  server: ServerType,
  { told, late }: { told: AbortController; late: AbortController },
  endLongWork: () => Promise<void>,
  close: () => Promise<void>,
): void {
  server.prependListener("request", (_, response) => {
    if (told.signal.aborted && "setHeader" in response) response.setHeader("Connection", "close");
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      told.abort();
      void endLongWork();
      const timers = [
        setTimeout(() => late.abort(), drainMs * 0.8),
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
