import { setMaxListeners } from "node:events";
import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { drainMs } from "../../server/stopping.ts";
import { patience } from "../support/patience.ts";
import {
  type Answered,
  ask,
  latenessOfMachine,
  slowestOfHundred,
  startClients,
  startWatching,
} from "./load-clients.ts";
import { bigHome, busyness, holdingsOf, type Server, startServer } from "./loaded-server.ts";
import type { Suite, Trial } from "./suite.ts";

/** Seconds of a whole run, with a force of so many crimes. A shorter one has few crimes and judges no speed, as the machine may be
 * slow or do other things: it waits until what must end has ended. */
const wholeRun = 30;
const crimesOf = { whole: 1_000_000, short: 6_000 };

const clients = 64;
const limits = { healthMs: 50, staticMs: 100, growthMegabytes: 200, idleBusyness: 0.3, endMs: 12_000 };

export const load: Suite = {
  word: "load",
  title: `seconds of ${clients} clients asking for the slowest KPI, then clients that go away, then the end under load`,
  tries: wholeRun,
  async run(trial) {
    const isWhole = trial.tries >= wholeRun;
    const { home, remove } = await bigHome(isWhole ? crimesOf.whole : crimesOf.short);
    const server = await startServer(home);
    try {
      const slowest = await slowestKpi(server, trial);
      await keepAsking(server, slowest, isWhole, trial);
      await goAway(server, slowest, isWhole, trial);
      await endUnderLoad(server, slowest, isWhole, trial);
    } finally {
      server.process.kill("SIGKILL");
      await server.ended;
      remove();
    }
  },
};

/** The address whose answer takes longest, each asked twice. */
async function slowestKpi({ url }: Server, trial: Trial): Promise<string> {
  const { kpis } = (await (await fetch(`${url}/api/kpis`)).json()) as {
    kpis: { id: string; available: boolean }[];
  };
  const timed: { address: string; milliseconds: number }[] = [];
  for (const { id } of kpis.filter(({ available }) => available)) {
    const address = `${url}/api/kpis/${id}/series`;
    const [first, second] = [await ask(address), await ask(address)];
    if (first.status !== 200) trial.failed(`${id} is answered ${first.status}`);
    timed.push({ address, milliseconds: Math.min(first.milliseconds, second.milliseconds) });
  }
  const [slowest] = timed.sort((a, b) => b.milliseconds - a.milliseconds);
  if (!slowest) throw new Error("no KPI is available");
  const { pathname } = new URL(slowest.address);
  trial.survived(`the slowest alone: ${pathname}, ${slowest.milliseconds.toFixed(0)} ms`);
  return slowest.address;
}

/** Everybody asks at once; health checks and files must not wait behind them, and nothing may be left over. */
async function keepAsking(server: Server, slowest: string, isWhole: boolean, trial: Trial): Promise<void> {
  const page = await (await fetch(server.url)).text();
  const file = /\/assets\/[^"]+\.js/.exec(page)?.[0];
  if (!file) throw new Error("the page names no file");
  const warming = startClients(slowest, clients);
  await wait(isWhole ? 10_000 : 500);
  await warming.stop();
  await wait(500);
  if (isWhole) {
    const lateness = await latenessOfMachine();
    trial.survived(`a bare timer on this machine is late by, 99th percentile: ${lateness.toFixed(1)} ms`);
  }
  const before = holdingsOf(server.process);
  const asking = startClients(slowest, clients);
  const health = startWatching(`${server.url}/api/health`, 20);
  const files = startWatching(`${server.url}${file}`, 20);
  await wait(trial.tries * 1000);
  const [healthAnswers, fileAnswers] = [await health.stop(), await files.stop()];
  await asking.stop();
  await wait(1000);
  count(asking.answers, trial);
  if (isWhole) {
    judge("health, 99th percentile", slowestOfHundred(healthAnswers), limits.healthMs, "ms", trial);
    judge("static files, 99th percentile", slowestOfHundred(fileAnswers), limits.staticMs, "ms", trial);
  }
  for (const { status } of [...healthAnswers, ...fileAnswers])
    if (status !== 200) trial.failed(`a health check or a file is answered ${status}`);
  if (!before) return;
  const more = () => (holdingsOf(server.process)?.open ?? 0) - before.open;
  if (!isWhole) await untilTrue(() => more() <= 0);
  const megabytes = (holdingsOf(server.process)?.megabytes ?? 0) - before.megabytes;
  judge("memory more than before", megabytes, limits.growthMegabytes, "MB", trial);
  judge("open files and connections more than before", more(), 0, "", trial);
}

function count(answers: Answered[], trial: Trial): void {
  for (const { status, retryAfter } of answers) {
    if (status === 200) trial.survived("answered 200");
    else if (status === 503 && retryAfter !== undefined)
      trial.survived("beyond the gate: 503 with Retry-After");
    else trial.failed(`answered ${status}, Retry-After ${retryAfter}`);
  }
  for (const status of [200, 503])
    if (!answers.some((answer) => answer.status === status)) trial.failed(`nobody was answered ${status}`);
}

/** Clients that go away in the middle of their query: it is stopped in the database too, and nothing stays open. */
async function goAway(server: Server, slowest: string, isWhole: boolean, trial: Trial): Promise<void> {
  const before = holdingsOf(server.process);
  for (let round = 0; round < 5; round += 1) {
    const agent = new Agent({ maxSockets: clients });
    const leaving = new AbortController();
    setMaxListeners(clients, leaving.signal);
    const asked = Array.from({ length: clients }, () => ask(slowest, agent, leaving.signal));
    await wait(40 + round * 20);
    leaving.abort();
    await Promise.all(asked);
    agent.destroy();
  }
  await wait(300);
  const busy = () => busyness(server.process);
  if (!isWhole) await untilTrue(async () => ((await busy()) ?? 0) <= limits.idleBusyness);
  const left = await busy();
  if (left !== null) judge("processors busy after everybody went away", left, limits.idleBusyness, "", trial);
  const next = await ask(slowest);
  if (next.status === 200) trial.survived("who asks next is answered 200");
  else trial.failed(`who asks after everybody went away is answered ${next.status}`);
  await wait(500);
  if (!before) return;
  const more = () => (holdingsOf(server.process)?.open ?? 0) - before.open;
  if (!isWhole) await untilTrue(() => more() <= 0);
  judge("open after everybody went away, more than before", more(), 0, "", trial);
}

/** Told to stop while everybody asks: it ends by itself, in good time, as a program that did what it was told. */
async function endUnderLoad(server: Server, slowest: string, isWhole: boolean, trial: Trial): Promise<void> {
  const asking = startClients(slowest, clients);
  await wait(1000);
  const began = performance.now();
  server.process.kill("SIGTERM");
  const code = await server.ended;
  const lasted = performance.now() - began;
  if (isWhole) judge("ended after SIGTERM under load", lasted, limits.endMs, "ms", trial);
  if (code === 0) trial.survived("exit code 0");
  else if (code === 1 && lasted >= drainMs && !isWhole) trial.survived("exit code 1 when its time was over");
  else trial.failed(`exit code ${code} (${server.process.signalCode}) after SIGTERM under load`);
  await asking.stop();
}

/** Looks again and again until it is so, for as long as tests wait. What is still not so is judged by the caller. */
async function untilTrue(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patience.ofWait;
  while (!(await isSo()) && performance.now() < end) await wait(100);
}

function judge(what: string, measured: number, most: number, unit: string, trial: Trial): void {
  const words = `${what}: ${measured.toFixed(unit === "ms" || unit === "MB" ? 1 : 2)} ${unit} (at most ${most})`;
  if (measured <= most) trial.survived(words);
  else trial.failed(words);
}
