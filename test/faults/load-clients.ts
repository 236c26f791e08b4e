import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

export type Answered = { status: number; milliseconds: number; retryAfter: string | undefined };

/** How long a client that was told to come back waits: less than it was told, as impatient people do. */
const impatienceMs = 100;

const once = new Agent({ keepAlive: false });

/** Asks once, reads the whole answer, and says what came and how long it took; status 0 if the connection broke. */
export function ask(url: string, agent: Agent = once, signal?: AbortSignal): Promise<Answered> {
  const began = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, retryAfter?: string) =>
      resolve({ status, milliseconds: performance.now() - began, retryAfter });
    const request = get(url, { agent, ...(signal && { signal }) }, (response: IncomingMessage) => {
      response.resume();
      response.once("error", () => done(0));
      response.once("end", () => done(response.statusCode ?? 0, response.headers["retry-after"]));
    });
    request.once("error", () => done(0));
  });
}

/** So many clients that ask for the same, again and again on a connection of their own each, until they are told to stop. */
export function startClients(url: string, count: number): { answers: Answered[]; stop: () => Promise<void> } {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const answers: Answered[] = [];
  let isOver = false;
  const clients = Array.from({ length: count }, async () => {
    while (!isOver) {
      const answered = await ask(url, agent);
      answers.push(answered);
      if (answered.status !== 200) await wait(impatienceMs);
    }
  });
  return {
    answers,
    async stop() {
      isOver = true;
      await Promise.all(clients);
      agent.destroy();
    },
  };
}

/** How long it takes to be answered, asked every so often until told to stop. */
export function startWatching(url: string, everyMs: number): { stop: () => Promise<Answered[]> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answered[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      answers.push(await ask(url, agent));
      await wait(everyMs);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      agent.destroy();
      return answers;
    },
  };
}

/** The 99th percentile of the times. */
export function slowestOfHundred(answers: Answered[]): number {
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** How late a timer of 20 ms is that does nothing, over two seconds: what the machine does besides. */
export async function latenessOfMachine(): Promise<number> {
  const answers: Answered[] = [];
  for (let times = 0; times < 100; times += 1) {
    const began = performance.now();
    await wait(20);
    answers.push({ status: 200, milliseconds: performance.now() - began - 20, retryAfter: undefined });
  }
  return slowestOfHundred(answers);
}
