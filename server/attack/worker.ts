import { Problem } from "../contract/problem.ts";
import { runAttack } from "./run-attack.ts";
import { type AttackReport, attackTaskSchema } from "./task.ts";

/** The child process of an attack: takes one task, sends back what it found, and ends; it also ends when its parent does. */
process.once("disconnect", () => process.exit(1));
process.once("message", async (message) => {
  try {
    answer(await runAttack(attackTaskSchema.parse(message)));
  } catch (error) {
    if (error instanceof Problem) return answer({ refused: error.message });
    process.stderr.write(`The attack failed: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
});

function answer(report: AttackReport): void {
  process.send?.(report, undefined, undefined, () => process.exit(0));
}
