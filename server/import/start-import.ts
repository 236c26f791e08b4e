import { fork } from "node:child_process";
import { z } from "zod";
import { type ImportResult, progressSchema, resultSchema } from "../contract/imports.ts";
import type { Home } from "../store/home.ts";
import { takeImportLock } from "./import-lock.ts";
import type { jobSchema, Report } from "./job.ts";
import type { GivenTask } from "./task.ts";

/** A child process at work. `cancel` kills it, and the answer then never comes: it rejects. */
export type Running<Answer> = { answer: Promise<Answer>; cancel: () => void };

/** Imports and publishes in a child process, as the only import of the home. Throws a 409 if another one runs. */
export async function startImport(
  worker: string,
  home: Home,
  job: z.input<typeof jobSchema>,
): Promise<ImportResult> {
  const lock = takeImportLock(home, job.by, new Date(job.importedAt));
  try {
    return await startWorker(worker, { task: "import", job }, resultSchema).answer;
  } finally {
    lock.release();
  }
}

/** Runs a task in its own child process, so that nothing a file holds can reach this one. */
export function startWorker<Schema extends z.ZodType>(
  worker: string,
  task: GivenTask,
  schema: Schema,
  report: Report = () => undefined,
): Running<z.output<Schema>> {
  const child = fork(worker, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, TZ: "UTC" },
  });
  const messageSchema = z.union([z.object({ progress: progressSchema }), z.object({ answer: z.unknown() })]);
  const answer = new Promise<unknown>((resolve, reject) => {
    child.on("message", (message) => {
      const said = messageSchema.parse(message);
      if ("progress" in said) report(said.progress);
      else resolve(said.answer);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(
        new Error(
          `The import stopped before it was done (${signal ?? `exit ${code}`}). What was served before is still served.`,
        ),
      ),
    );
    child.send(task);
  });
  return { answer: answer.then((given) => schema.parse(given)), cancel: () => void child.kill("SIGKILL") };
}
