import type { SSEStreamingApi } from "hono/streaming";
import type { ImportSessions } from "../import/import-sessions.ts";

/** Sends the events of an import in order, until it ends or the client has gone. */
export async function watchToTheEnd(
  imports: ImportSessions,
  id: string,
  sse: SSEStreamingApi,
): Promise<void> {
  let sent = Promise.resolve();
  await new Promise<void>((resolve) => {
    const stop = imports.watch(id, ({ event, data }) => {
      sent = sent.then(() => sse.writeSSE({ event, data: JSON.stringify(data) }));
      if (event === "end") resolve();
    });
    sse.onAbort(() => {
      stop();
      resolve();
    });
  });
  await sent;
}
