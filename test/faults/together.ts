import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Suite } from "./suite.ts";
import { copyHome, createWorld, importWords, leftOvers, servedIn, type World } from "./world.ts";

export const together: Suite = {
  word: "import-together",
  title: "two imports at once",
  tries: 10,
  async run(trial) {
    const world = await createWorld();
    for (let time = 0; time < trial.tries; time += 1) {
      const home = copyHome(world);
      const both = await Promise.all([importInto(world, home), importInto(world, home)]);
      const done = both.filter(({ status }) => status === 0).length;
      const refused = both.filter(({ status, stderr }) => status === 1 && /not finished/.test(stderr)).length;
      const { served } = await servedIn(world, home);
      const kept = readdirSync(join(home, "snapshots")).length;
      const left = leftOvers(home);
      if (done + refused !== 2 || done === 0)
        trial.failed(`exits ${both.map(({ status, stderr }) => `${status} ${stderr}`).join(" and ")}`);
      else if (served !== "newer" || kept !== 1 + done)
        trial.failed(`serves ${served}, keeps ${kept} snapshots`);
      else if (left.length > 0) trial.failed(`${left.join(", ")} is left behind`);
      else
        trial.survived(done === 1 ? "one imported, the other was told so" : "one imported after the other");
      rmSync(home, { recursive: true });
    }
    rmSync(world.folder, { recursive: true });
  },
};

function importInto({ newer }: World, home: string): Promise<{ status: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, importWords(newer), {
      env: { ...process.env, FLIGHT_DECK_HOME: home },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.once("close", (status) => resolve({ status, stderr }));
  });
}
