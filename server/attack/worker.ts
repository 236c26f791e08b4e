import { runAttack } from "./run-attack.ts";
import { attackTaskSchema } from "./task.ts";

/** The child process of an attack: takes one task, sends back what it found, and ends; it also ends when its parent does. */
process.once("disconnect", () => process.exit(1));
process.once("message", async (message) => {
  try {
    const attacked = await runAttack(attackTaskSchema.parse(message));
    process.send?.(attacked, undefined, undefined, () => process.exit(0));
  } catch (error) {
    process.stderr.write(`The attack failed: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
});
