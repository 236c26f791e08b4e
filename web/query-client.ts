import { QueryClient } from "@tanstack/react-query";
import { isApiProblem } from "./api/client.ts";

const minute = 60_000;

/** Answers stay good for a minute: a snapshot never changes, but a new one may be published at any time. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: minute,
        gcTime: 30 * minute,
        networkMode: "always",
        retry: shouldRetry,
        retryDelay: 800,
      },
    },
  });
}

/** Repeats a request once if the server did not answer or was busy. A refusal would stay the same. */
function shouldRetry(failures: number, error: Error): boolean {
  return failures < 1 && isApiProblem(error) && (error.code === "unreachable" || error.code === "busy");
}
