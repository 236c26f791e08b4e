import type { Entry } from "../access/log/access-log.ts";
import type { Attacker } from "../attack/start-attack.ts";
import type { Attacked, AttackTask, ReleasedFigures } from "../attack/task.ts";
import type { PackText } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";
import type { SmallNumberRule } from "../disclosure/view.ts";
import { type CountName, inWords } from "../model/count-names.ts";
import { dimensionsOf } from "../model/unit.ts";
import type { Home } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { labelOf } from "../wording/words.ts";
import { readEarlier, recordRelease } from "./released-figures.ts";

export type Releasing = {
  home: Home;
  /** The folder of the queries. */
  queries: string;
  attacker: Attacker;
  rule: SmallNumberRule;
  /** The person who releases the pack, and the time. */
  by: string;
  at: Date;
  /** The words of the access log for it. */
  what: string;
  record: (entry: Pick<Entry, "action" | "what" | "snapshot">) => Promise<void>;
};

/** Attacks an external pack before it leaves the force: everything that a viewer can fetch in the pack's dimensions and in those of
 * earlier packs, from its snapshot and from the one released before. If somebody could work out a count of 1 to 9, records the refusal
 * and throws a 409 that says what to do. Internal packs stay in the force and are not attacked. */
export async function refuseLeaks(pack: PackText, manifest: Manifest, releasing: Releasing): Promise<void> {
  if (pack.audience !== "external") return;
  const { home, rule, by, at } = releasing;
  const now: ReleasedFigures = { snapshot: manifest.snapshot.id, rule };
  for (let isRecorded = false; !isRecorded; ) {
    const earlier = await readEarlier(home, now.snapshot);
    const dimensions = namesOf(manifest).filter(
      (name) => earlier.dimensions.includes(name) || pack.kpis.some(({ breakdown }) => breakdown === name),
    );
    await refuseFound(pack, manifest, releasing, { before: earlier.before, now, dimensions });
    isRecorded = await recordRelease(home, { ...now, dimensions }, { over: earlier.version, by, at });
  }
}

async function refuseFound(
  pack: PackText,
  manifest: Manifest,
  { home, queries, attacker, what, record }: Releasing,
  asked: Pick<AttackTask, "before" | "now" | "dimensions">,
): Promise<void> {
  const attacked = await attacker.attack({ home: home.folder, queries, ...asked });
  if (attacked.unstated.length > 0)
    await refuse("a KPI does not say which other counts equal its own", unstatedOf(attacked, manifest));
  if (attacked.found > 0)
    await refuse("small counts could be worked out", refusalOf(attacked, pack, manifest));

  async function refuse(why: string, message: string): Promise<never> {
    await record({ action: "refused", what: `${what}: ${why}`, snapshot: asked.now.snapshot });
    throw new Problem(409, "small-numbers", message);
  }
}

/** Which counts are the same although no KPI says so, and what to write where. */
function unstatedOf({ unstated }: Attacked, manifest: Manifest): string {
  const named = ({ answer, of, what }: CountName) =>
    answer === "series" && of !== null
      ? `the ${what.join(" ")} of “${titleIn(manifest, of)}”`
      : `the ${inWords({ answer, of, what })}`;
  const pairs = unstated.map(([one, other]) => {
    const relation = JSON.stringify({ whole: one, parts: [other] });
    return `In every month ${named(one)} equals ${named(other)}, and no kpi.json says so. Add ${relation} to the “relations” in the kpi.json of “${one.of}”. Where it does not hold it does no harm.`;
  });
  return [
    "Not released: the test for small counts needs to know which counts are the same.",
    ...pairs,
    "Then import the files again.",
  ].join(" ");
}

/** The dimensions of everything that the snapshot counts. */
function namesOf({ units }: Manifest): string[] {
  return dimensionsOf(units).map(({ name }) => name);
}

function titleIn({ kpis }: Manifest, id: string): string {
  return kpis.find(({ definition }) => definition.id === id)?.definition.title ?? id;
}

/** Says what is wrong and what to do about it, without the counts. */
function refusalOf({ places }: Attacked, pack: PackText, manifest: Manifest): string {
  const { snapshot } = manifest;
  const titleOf = (id: string) => titleIn(manifest, id);
  const breakdowns = namesOf(manifest).filter((dimension) => places.some(({ by }) => by === dimension));
  const advice = breakdowns.map((dimension) => {
    const titles = pack.kpis.filter(({ breakdown }) => breakdown === dimension).map(({ id }) => titleOf(id));
    return `Leave out the breakdown by ${labelOf(snapshot, "dimension", dimension).toLowerCase()} of ${listed(titles)}.`;
  });
  const others = places.filter(({ by }) => !breakdowns.some((dimension) => dimension === by));
  const titles = [...new Set(others.flatMap(({ kpi }) => (kpi ? [titleOf(kpi)] : [])))];
  const where = titles.length > 0 ? listed(titles) : "the attrition or the endings of all crimes";
  return [
    "Not released: somebody who subtracts these figures from each other, from those that viewers can fetch and from those released before could work out counts of fewer than 10 people.",
    ...advice,
    ...(others.length > 0
      ? [
          `In ${where} leaving out a breakdown does not help: remove that from the pack if it shows it, and make the rule for small numbers stricter on the page Settings.`,
        ]
      : ["Or make the rule for small numbers stricter on the page Settings."]),
    "Then approve the pack again.",
  ].join(" ");
}

/** Lists up to four names, and says if there are more. */
function listed(titles: string[]): string {
  const quoted = titles.map((title) => `“${title}”`);
  const named = quoted.length > 4 ? [...quoted.slice(0, 3), `${quoted.length - 3} more`] : quoted;
  return named.length > 1 ? `${named.slice(0, -1).join(", ")} and ${named.at(-1)}` : (named[0] ?? "");
}
