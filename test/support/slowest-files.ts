import type { Reporter, TestModule } from "vitest/node";

const shown = 10;

/** Says at the end of a run which test files took longest, in seconds, where there are more than it names. */
export function slowestFiles(): Reporter {
  return {
    onTestRunEnd(modules) {
      if (modules.length <= shown) return;
      process.stdout.write(`\nThe slowest files:\n${linesOf(modules).join("\n")}\n`);
    },
  };
}

function linesOf(modules: readonly TestModule[]): string[] {
  return modules
    .map((module) => ({ name: module.relativeModuleId, seconds: secondsOf(module) }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, shown)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(8)} s  ${name}`);
}

/** How long a file took to load and to run. */
function secondsOf(module: TestModule): number {
  const { collectDuration, duration } = module.diagnostic();
  return (collectDuration + duration) / 1000;
}
