import { ruleFor } from "../../server/access/rules.ts";
import { createApp } from "../../server/app.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { appOver, dependenciesOver, entries, logged, personWith } from "../support/app.ts";
import { type ApiDescription, type Asked, placesOf } from "./hostile-places.ts";
import { hostileStrings } from "./hostile-strings.ts";
import type { Suite, Trial } from "./suite.ts";

/** What an answer may not give away: statements and errors of the database, paths, stacks. */
const inside =
  /\bselect\b[\s\S]*\bfrom\b|\b(Catalog|Binder|Parser|Conversion|Constraint|Invalid Input|Out of Range|IO|FATAL|INTERNAL) Error|duckdb|node_modules|\n\s+at |\.(ts|js|mjs|sql):\d|\/(work|tmp|home|root|usr)\/|TypeError|RangeError|ZodError/i;

type App = ReturnType<typeof createApp>;

export const accessHostile: Suite = {
  word: "access-hostile",
  title: "hostile strings in every parameter of every route (path, query, headers, body)",
  tries: 10_000,
  async run(trial) {
    const snapshot = await tinySnapshot();
    try {
      let minutes = 0;
      const everyone = createApp({
        ...dependenciesOver(snapshot),
        identify: () => personWith("analyst", "importer", "auditor", "admin"),
        now: () => new Date(60_000 * minutes++),
      });
      const nobody = appOver(snapshot, {}, personWith());
      const described: ApiDescription = await (await everyone.request("/api/openapi.json")).json();
      const places = placesOf(described);
      const strings = hostileStrings(trial.tries, trial.seed);
      for (const [place, { name, request }] of places.entries()) {
        const started = performance.now();
        for (const [index, text] of strings.entries()) {
          const asked = request(text);
          if (!canBeSent(asked)) continue;
          await judge(everyone, asked, `${name} ${JSON.stringify(text.slice(0, 80))}`, text, trial);
          if (index % 10 === 0) await judgeWithoutRole(nobody, asked, name, trial);
        }
        entries.length = 0;
        const rate = (1000 * strings.length) / (performance.now() - started);
        trial.progress(`${place + 1} of ${places.length}: ${name}, ${Math.round(rate)} strings a second`);
      }
    } finally {
      snapshot.close();
    }
  },
};

async function judge(
  app: App,
  { path, ...asked }: Asked,
  what: string,
  text: string,
  trial: Trial,
): Promise<void> {
  logged.length = 0;
  const response = await app.request(path, asked);
  const answer = await response.text();
  const { status } = response;
  if (status >= 500 || logged.some((line) => line.startsWith("error ")))
    return trial.failed(`${what} is answered ${status}: ${logged.join(" ").slice(0, 200)}`);
  if (status >= 400) {
    const leak = inside.exec(withoutEcho(answer, text));
    if (leak) return trial.failed(`${what} is answered ${status} and shows “${leak[0]}”`);
    if (!response.headers.get("content-type")?.startsWith("application/json"))
      return trial.failed(`${what} is answered ${status} with ${response.headers.get("content-type")}`);
  }
  trial.survived(`answered ${status}`);
}

/** A person without a role gets nothing by any request. */
async function judgeWithoutRole(
  app: App,
  { path, ...asked }: Asked,
  name: string,
  trial: Trial,
): Promise<void> {
  const response = await app.request(path, asked);
  await response.body?.cancel();
  const { pathname } = new URL(path, "http://localhost");
  if (response.status < 400 && ruleFor(asked.method, pathname)?.may !== "anyone")
    trial.failed(`${name} is answered ${response.status} to somebody without a role`);
  else trial.survived(`without a role: ${response.status}`);
}

/** Whether the text can stand where it should at all: no client sends a line break in a header. */
function canBeSent({ path, ...asked }: Asked): boolean {
  try {
    new Request(`http://localhost${path}`, asked);
    return true;
  } catch {
    return false;
  }
}

/** What was sent may come back in the words of the answer, whole or as far as it was understood. */
function withoutEcho(answer: string, text: string): string {
  const sent = [text, Buffer.from(text).toString(), text.trim(), JSON.stringify(text).slice(1, -1)];
  return sent.reduce((left, each) => (each === "" ? left : left.replaceAll(each, "")), answer);
}
