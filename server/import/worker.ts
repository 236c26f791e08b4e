import { jobSchema } from "./job.ts";
import { runImport } from "./run-import.ts";

/** The child process of an import: takes one job, sends back one result, and ends. */
process.once("message", async (message) => {
  const result = await runImport(jobSchema.parse(message));
  process.send?.(result, undefined, undefined, () => process.disconnect());
});
