import type { Context } from "hono";
import type { AppEnv, Person } from "../access/person.ts";
import type { PackText } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";
import type { Dependencies } from "../dependencies.ts";
import { answerOf } from "../packs/answer.ts";
import { readFigures } from "../packs/figures.ts";
import { makeModel, markedAsDraft } from "../packs/make-model.ts";
import { readOfMonth, snapshotsOfMonths } from "../packs/month-snapshot.ts";
import { readKept, readPack, readSigned, type SavedPack } from "../packs/packs.ts";
import { refuseLeaks } from "../packs/release.ts";
import { refuseReader } from "../packs/rights.ts";
import { shownSettings } from "../packs/shown-settings.ts";
import { places } from "../places.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";

/** What the routes of packs have in common: whose packs a person may read, which figures a pack shows, and whether it may leave. */
export function packModels(dependencies: Dependencies) {
  const { store, queries, settings, home, now, accessLog } = dependencies;
  return { packFor, release, shown, given, asNow, modelOf, answersTo, answerTo };

  /** Reads a pack. Throws a 403 if the person may not see it. */
  async function packFor(person: AppEnv["Variables"]["person"], id: string): Promise<SavedPack> {
    const pack = await readPack(home, id);
    refuseReader(person, pack.value);
    return pack;
  }

  /** Throws unless the attack finds that nobody can work out a small count from an external pack. */
  async function release(context: Context<AppEnv>, { value }: SavedPack, manifest: Manifest): Promise<void> {
    const person = context.get("person");
    await refuseLeaks(value, manifest, {
      home,
      queries: places.queries,
      attacker: dependencies.attacker,
      rule: (await settings()).small_numbers,
      by: person.name,
      at: now(),
      what: `${context.req.method} ${context.req.path}`,
      record: (entry) => accessLog.append({ ...entry, person }),
    });
  }

  /** Reads the kept model of an approved or frozen pack, or makes a draft's model from the current figures. */
  async function shown(pack: SavedPack): Promise<PackModel> {
    return (await readKept(home, pack)) ?? asNow(pack);
  }

  /** Reads the model for a file. Refuses an approved pack if the figures have changed since. A draft says on every page that it is
   * one. */
  function given(pack: SavedPack): Promise<PackModel> {
    if (pack.value.state === "frozen") return shown(pack);
    return readOfMonth(dependencies, pack.value.month, async (snapshot) => {
      const signed = await readSigned(home, pack, snapshot.manifest.snapshot.id);
      return signed ?? markedAsDraft(await modelOf(snapshot, pack.value));
    });
  }

  /** Makes the model of a pack as it would be approved now. */
  function asNow({ value }: SavedPack): Promise<PackModel> {
    return readOfMonth(dependencies, value.month, (snapshot) => modelOf(snapshot, value));
  }

  /** The answers of the API to a person, with the snapshot of which each pack would be made now. */
  async function answersTo(person: Person, packs: SavedPack[]) {
    const snapshotOf = await store
      .read(async (served) => served && snapshotsOfMonths(home, served.manifest.snapshot))
      .catch(() => null);
    return packs.map((pack) => answerOf(pack, person, snapshotOf?.(pack.value.month) ?? null));
  }

  async function answerTo(person: Person, pack: SavedPack) {
    const [answer] = await answersTo(person, [pack]);
    if (!answer) throw new Error("A pack has no answer");
    return answer;
  }

  /** Makes the model of a pack from the figures of a snapshot and the settings in force. */
  async function modelOf(snapshot: Snapshot, text: PackText): Promise<PackModel> {
    const inForce = shownSettings(await settings(), text);
    return makeModel(await readFigures(snapshot, queries, inForce, text), inForce, text);
  }
}
