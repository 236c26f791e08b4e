import { settingsSchema } from "../../server/contract/settings.ts";

import { attackForce } from "../attack/forces.ts";
import type { Suite, Trial } from "./suite.ts";

const rule = settingsSchema.parse({}).small_numbers;

/** Hides counts under 5 and rounds nothing, as many publications do. */
export const weakened = { hide_under: 5, round_to: 1, round_totals_to: 1, round_days_to: 1 };

/** Of how many forces one is attacked under the weakened rule too, to show that the attacker finds what can be found. */
const everyWeaker = 15;

export const accessAttack: Suite = {
  word: "access-attack",
  title: "counts of 1 to 9 of simulated forces, hidden in what viewers can fetch of two snapshots in a row",
  tries: 120,
  async run(trial) {
    for (let number = 0; number < trial.tries; number += 1) {
      const seed = trial.seed + number;
      const [strict, weak] = await attackForce(seed, number % everyWeaker === 0 ? [rule, weakened] : [rule]);
      if (!strict) throw new Error("the attack gave nothing back");
      const found = `${strict.pinned.length} of ${strict.small} known for sure`;
      trial.progress(
        `force ${seed}: ${found}${weak ? `, ${weak.pinned.length} under the weakened rule` : ""}`,
      );
      for (const name of strict.pinned) trial.failed(`force ${seed}: ${name} is known for sure`);
      for (let cell = strict.pinned.length; cell < strict.small; cell += 1)
        trial.survived("not known for sure");
      if (weak) judgeWeakened(trial, seed, weak.pinned);
    }
  },
};

/** Under a rule that is too weak something must be found, or the attacker finds nothing anywhere. */
function judgeWeakened(trial: Trial, seed: number, pinned: string[]): void {
  if (pinned.length === 0) trial.failed(`force ${seed}: nothing is found under the weakened rule`);
  for (const _ of pinned) trial.survived("known for sure under the weakened rule, as it must be");
}
