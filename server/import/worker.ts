import { openHome } from "../store/home.ts";
import { pointedTo } from "../store/pointer.ts";
import type { Report } from "./job.ts";
import { recogniseFiles } from "./recognise/recognise.ts";
import { publishBuilt, runImport } from "./run-import.ts";
import { type Task, taskSchema } from "./task.ts";

/** The child process of an import: takes one task, tells how far it is, sends back one answer, and ends. It also ends when its
 * parent does, so that nothing works on under a lock that is no longer held. */
process.once("disconnect", () => process.exit(1));
process.once("message", async (message) => {
  const answer = await work(taskSchema.parse(message), (progress) => process.send?.({ progress }));
  process.send?.({ answer }, undefined, undefined, () => process.exit(0));
});

async function work(task: Task, report: Report): Promise<unknown> {
  if (task.task === "recognise") return recogniseFiles(task, report);
  if (task.task === "import") return runImport(task.job, report);
  const home = openHome(task.home);
  if ((await pointedTo(home)) !== task.against) return { published: false };
  await publishBuilt(home, task.built, task, report);
  return { published: true };
}
