import type { Context } from "hono";
import type { AppEnv } from "../access/person.ts";
import type { Dimension, Filters } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { type KpiQuestion, type Question, questionOf } from "../measures/question.ts";
import type { TwoQuestions } from "../measures/revisions.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { findDefinition } from "../measures/served-kpis.ts";
import { readServed } from "../store/open-store.ts";
import type { Snapshot } from "../store/snapshots.ts";

/** The way from a request to figures. Every reader of figures takes a question, and a route gets one here and nowhere else: of the
 * snapshot that is served, within filters that it knows, in the view of the person who asks. */

type Given = Pick<Dependencies, "store" | "settings">;

/** The filters of a request, and the dimension that it names in `split` or in `by`. */
type Asked = { filters: Filters; split?: Dimension | undefined; by?: Dimension | undefined };

/** Answers a request for figures. Throws a 503 if nothing was imported, a 400 for a filter that the snapshot does not know, a 403 if
 * the person may see no figures. */
export function figuresRoute<Answer>(
  { store, settings: readSettings }: Given,
  context: Context<AppEnv>,
  { filters, split, by }: Asked,
  answer: (question: Question, settings: Settings) => Promise<Answer>,
): Promise<Answer> {
  return readServed(store, async (snapshot) => {
    const asked =
      by === undefined ? { parameter: "split", dimension: split } : { parameter: "by", dimension: by };
    refuseUnknownValues(filters, knownTo(snapshot), asked);
    const settings = await readSettings();
    const view = viewFor(context.get("person"), settings);
    return answer(questionOf({ snapshot, filters, split: split ?? by, view }), settings);
  });
}

/** Answers a request for figures of one KPI. Throws what `figuresRoute` does, and a 404 for a KPI that is not there. */
export function kpiFiguresRoute<Answer>(
  given: Given,
  context: Context<AppEnv>,
  { kpi, ...asked }: Asked & { kpi: string },
  answer: (question: KpiQuestion, settings: Settings) => Promise<Answer>,
): Promise<Answer> {
  return figuresRoute(given, context, asked, (question, settings) =>
    answer({ ...question, definition: findDefinition(question.snapshot.manifest, kpi) }, settings),
  );
}

/** Answers a request that compares a KPI in an earlier snapshot with a later one, the served one unless it is named. Throws what
 * `kpiFiguresRoute` does, a 404 for a snapshot that is not kept, a 400 if the later one is not later. */
export function twoSnapshotsRoute<Answer>(
  { store, settings: readSettings }: Given,
  context: Context<AppEnv>,
  { kpi, filters, against, snapshot }: TwoAsked,
  answer: (questions: TwoQuestions, settings: Settings) => Promise<Answer>,
): Promise<Answer> {
  return readServed(store, async (served) => {
    const settings = await readSettings();
    const view = viewFor(context.get("person"), settings);
    return store.readSnapshot(against, (earlier) =>
      snapshot === undefined || snapshot === served.manifest.snapshot.id
        ? compare(earlier, served)
        : store.readSnapshot(snapshot, (later) => compare(earlier, later)),
    );

    function compare(earlier: Snapshot, later: Snapshot): Promise<Answer> {
      if (snapshot !== undefined) refuseWrongOrder(earlier, later);
      refuseUnknownValues(filters, knownToBoth(earlier, later));
      const questionTo = (asked: Snapshot): KpiQuestion => {
        const definition = findDefinition(asked.manifest, kpi);
        return questionOf({ snapshot: asked, definition, filters, view });
      };
      return answer({ earlier: questionTo(earlier), later: questionTo(later) }, settings);
    }
  });
}

type TwoAsked = { kpi: string; filters: Filters; against: string; snapshot: string | undefined };

/** Refuses two snapshots in the wrong order: the comparison goes from the earlier one to the later. */
function refuseWrongOrder(earlier: Snapshot, later: Snapshot): void {
  if (later.manifest.snapshot.importedAt > earlier.manifest.snapshot.importedAt) return;
  const message = "The later snapshot must have been made after the earlier one.";
  throw new Problem(400, "bad-order", message, "snapshot");
}

type Known = Parameters<typeof refuseUnknownValues>[1];

function knownTo({ manifest }: Snapshot): Known {
  return { units: manifest.units, known: manifest.snapshot.dimensions };
}

/** Accepts filter values of either snapshot, because a renamed team is in only one of them. */
function knownToBoth(earlier: Snapshot, later: Snapshot): Known {
  const [then, now] = [knownTo(earlier), knownTo(later)];
  const both = Object.entries(now.known).map(([name, values]) => [
    name,
    [...(then.known[name] ?? []), ...values],
  ]);
  return { units: now.units, known: Object.fromEntries(both) };
}
