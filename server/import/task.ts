import { z } from "zod";
import { jobSchema } from "./job.ts";
import { recogniseTaskSchema } from "./recognise/recognise-task.ts";

/** What a child process is asked to do: say what files hold, import them, or publish what a dry run built, unless another
 * snapshot than the one that it was compared with is now served. */
export const taskSchema = z.discriminatedUnion("task", [
  recogniseTaskSchema,
  z.strictObject({ task: z.literal("import"), job: jobSchema }),
  z.strictObject({
    task: z.literal("publish"),
    home: z.string(),
    built: z.string(),
    against: z.string().nullable(),
    by: z.string(),
    at: z.string(),
  }),
]);

export type Task = z.output<typeof taskSchema>;
export type GivenTask = z.input<typeof taskSchema>;

export const publishedSchema = z.object({ published: z.boolean() });
