import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ThrownAwayImport } from "../contract/imports.ts";
import { Problem } from "../contract/problem.ts";
import type { Home } from "../store/home.ts";
import type { OpenImport } from "./current-import.ts";

type Kept = { found: OpenImport; shown: ThrownAwayImport; erasure: NodeJS.Timeout };

/** Imports that were thrown away: each is kept for a while with its files and its analyst's choices, then erased. */
export class ThrownAway {
  private readonly home: Home;
  private readonly keptFor: number;
  private readonly kept = new Map<string, Kept>();

  /** Each is kept for `keptFor` milliseconds. */
  constructor(home: Home, keptFor: number) {
    this.home = home;
    this.keptFor = keptFor;
  }

  list(): ThrownAwayImport[] {
    return [...this.kept.values()].map(({ shown }) => shown);
  }

  /** Moves an import's files out of the way of the next import. */
  async keep(found: OpenImport, by: string, at: Date): Promise<void> {
    await mkdir(this.home.thrownAway, { recursive: true, mode: 0o700 });
    await rename(found.folder, this.placeOf(found.id));
    const until = new Date(at.getTime() + this.keptFor).toISOString();
    const files = found.files.map(({ name }) => name);
    const erasure = setTimeout(() => void this.erase(found.id), this.keptFor).unref();
    const shown = { id: found.id, by, at: at.toISOString(), until, files };
    this.kept.set(found.id, { found, shown, erasure });
  }

  /** Finds an import that can be brought back. Throws a 404 if there is none of this id any more. */
  one(id: string): OpenImport {
    const kept = this.kept.get(id);
    if (kept) return kept.found;
    const message = "That import is not kept any more, and its files are erased. Upload them again.";
    throw new Problem(404, "unknown-import", message, "id");
  }

  /** Moves an import's files back to where they were. */
  async bringBack(found: OpenImport): Promise<void> {
    await rename(this.placeOf(found.id), found.folder);
    clearTimeout(this.kept.get(found.id)?.erasure);
    this.kept.delete(found.id);
  }

  /** Erases all of them, as the server ends. */
  async eraseAll(): Promise<void> {
    await Promise.all([...this.kept.keys()].map((id) => this.erase(id)));
  }

  private async erase(id: string): Promise<void> {
    clearTimeout(this.kept.get(id)?.erasure);
    this.kept.delete(id);
    await rm(this.placeOf(id), { recursive: true, force: true });
  }

  private placeOf(id: string): string {
    return join(this.home.thrownAway, id);
  }
}
