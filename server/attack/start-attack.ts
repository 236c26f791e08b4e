import { type ChildProcess, fork } from "node:child_process";
import { Problem, tryAgainLater } from "../contract/problem.ts";
import { type Attacked, type AttackTask, attackReportSchema } from "./task.ts";

export type Attacker = {
  attack: (task: AttackTask) => Promise<Attacked>;
  /** Ends the running attack. No other begins. */
  close: () => void;
};

const usualDeadlineMs = 180_000;

/** How many attacks are remembered: the three files of a pack are attacked once. */
const mostKept = 16;

/** Attacks figures in a child process, one at a time, so that the server answers other requests meanwhile. The same figures are
 * attacked once, because snapshots never change. Throws a 409 if a KPI names a count that no answer knows, and a 503 if it takes
 * too long or the server stops. */
export function attackerIn(worker: string, deadlineMs = usualDeadlineMs): Attacker {
  const kept = new Map<string, Promise<Attacked>>();
  let last: Promise<unknown> = Promise.resolve();
  let running: ChildProcess | null = null;
  let isClosed = false;

  return {
    attack(task) {
      const key = JSON.stringify(task);
      const known = kept.get(key);
      if (known) return known;
      const attacked = last.then(() => attackApart(task));
      last = attacked.catch(() => kept.delete(key));
      kept.set(key, attacked);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return attacked;
    },
    close() {
      isClosed = true;
      running?.kill("SIGKILL");
    },
  };

  function attackApart(task: AttackTask): Promise<Attacked> {
    if (isClosed) throw stopping();
    const child = fork(worker, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, TZ: "UTC" },
    });
    running = child;
    return new Promise<Attacked>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(tooSlow(deadlineMs));
      }, deadlineMs);
      child.once("message", (message) => {
        const report = attackReportSchema.parse(message);
        if ("refused" in report) reject(new Problem(409, "unknown-count", report.refused));
        else resolve(report);
      });
      child.once("error", reject);
      child.once("exit", () => {
        clearTimeout(timer);
        running = null;
        reject(isClosed ? stopping() : new Error("The attack on the figures ended before it was done."));
      });
      child.send(task);
    });
  }
}

function tooSlow(deadlineMs: number): Problem {
  const seconds = Math.round(deadlineMs / 1000);
  return tryAgainLater(
    503,
    "attack-too-slow",
    `To see whether small counts could be worked out took longer than ${seconds} seconds and was stopped, so nothing was released. Leave out the breakdown with the most groups, or try again when less is going on.`,
    60,
  );
}

function stopping(): Problem {
  return tryAgainLater(
    503,
    "closing",
    "The flight deck is being restarted, so nothing was released. Try again in a moment.",
    10,
  );
}
