import type { Context } from "hono";
import type { AppEnv, Person } from "../access/person.ts";
import type { PackText } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { readFigures } from "../packs/figures.ts";
import { makeModel, markedAsDraft } from "../packs/make-model.ts";
import { readKept, readPack, readSigned, type SavedPack } from "../packs/packs.ts";
import { refuseLeaks } from "../packs/release.ts";
import { refuseReader } from "../packs/rights.ts";
import { places } from "../places.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";

/** The figures of packs, as whoever asks may have them. */
export class PackFigures {
  readonly #given: Dependencies;

  constructor(given: Dependencies) {
    this.#given = given;
  }

  /** Reads a pack. Throws where the person may not read it. */
  async packFor(person: Person, id: string): Promise<SavedPack> {
    const pack = await readPack(this.#given.home, id);
    refuseReader(person, pack.value.audience);
    return pack;
  }

  /** Throws unless the attack finds that nobody can work out a small count from an external pack. */
  async release(context: Context<AppEnv>, { value }: SavedPack, manifest: Manifest): Promise<void> {
    const { home, attacker, settings, now, accessLog } = this.#given;
    const person = context.get("person");
    await refuseLeaks(value, manifest, {
      home,
      queries: places.queries,
      attacker,
      rule: (await settings()).small_numbers,
      by: person.name,
      at: now(),
      what: `${context.req.method} ${context.req.path}`,
      record: (entry) => accessLog.append({ ...entry, person }),
    });
  }

  /** Reads the kept model of an approved or frozen pack, or makes a draft's model from the current figures. */
  async shown(pack: SavedPack): Promise<PackModel> {
    return (await readKept(this.#given.home, pack)) ?? this.asServed(pack);
  }

  /** Reads the model for a file. Refuses an approved pack if the figures have changed since. A draft says on every page that it is
   * one. */
  given(pack: SavedPack): Promise<PackModel> {
    return this.#given.store.read(
      async (served) =>
        (await readSigned(this.#given.home, pack, served?.manifest.snapshot.id ?? null)) ??
        markedAsDraft(await this.asServed(pack)),
    );
  }

  /** Makes a pack's model from the current figures. */
  asServed({ value }: SavedPack): Promise<PackModel> {
    return this.withFigures((snapshot) => this.modelOf(snapshot, value));
  }

  async modelOf(snapshot: Snapshot, text: PackText): Promise<PackModel> {
    const inForce = await this.#given.settings();
    return makeModel(await readFigures(snapshot, this.#given.queries, inForce, text), inForce, text);
  }

  /** Reads from the served snapshot. Throws where there is none. */
  withFigures<Answer>(reader: (snapshot: Snapshot) => Promise<Answer>): Promise<Answer> {
    return this.#given.store.read((served) => {
      if (!served) throw noData();
      return reader(served);
    });
  }
}
