import { fork } from "node:child_process";
import type { ImportResult, Job } from "./job.ts";
import { resultSchema } from "./job.ts";

/** Runs an import in a child process of its own, so that nothing a file holds can reach the server. */
export function startImport(worker: string, job: Job): Promise<ImportResult> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, TZ: "UTC" },
    });
    let result: ImportResult | null = null;
    child.once("message", (message) => {
      result = resultSchema.parse(message);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (result) resolve(result);
      else
        reject(
          new Error(
            `The import stopped before it was done (${signal ?? `exit ${code}`}). What was served before is still served.`,
          ),
        );
    });
    child.send(job);
  });
}
