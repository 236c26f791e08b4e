import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { localPerson, type Person } from "../../server/access/person.ts";
import { createApp } from "../../server/app.ts";
import { readReference } from "../../server/catalogue/reference.ts";
import { openImportDesk } from "../../server/import/desk.ts";
import { renderPack } from "../../server/packs/render.ts";
import { places } from "../../server/places.ts";
import { noData } from "../../server/problem.ts";
import { settingsSchema } from "../../server/settings/settings.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Snapshot, Store } from "../../server/store/snapshots.ts";
import { measureQueries } from "./snapshot.ts";

const reference = readReference(places.queries);

export const logged: string[] = [];

const emptyHome = openHome(mkdtempSync(join(tmpdir(), "flight-deck-test-")));
process.once("exit", () => rmSync(emptyHome.folder, { recursive: true, force: true }));

/** The API over one snapshot, or over none. */
export function appOver(
  snapshot: Snapshot | null,
  settings: z.input<typeof settingsSchema> = {},
  person: Person = localPerson(),
  home: Home = emptyHome,
) {
  const store: Store = {
    read: (reader) => reader(snapshot),
    readSnapshot: (_, reader) => {
      if (!snapshot) throw noData();
      return reader(snapshot);
    },
    close: async () => undefined,
  };
  return createApp({
    store,
    imports: openImportDesk(home, places.queries, places.importWorker),
    queries: measureQueries,
    settings: async () => settingsSchema.parse(settings),
    reference,
    home,
    renderPack: (pack, format) => renderPack(pack, format, places.packTemplate),
    now: () => new Date("2026-11-24T12:00:00Z"),
    hosts: ["localhost"],
    identify: () => person,
    log: (line) => logged.push(line),
  });
}

/** Somebody with these roles and no others. */
export function personWith(...roles: Person["roles"]): Person {
  return { id: `test:${roles.join("+")}`, name: `Someone (${roles.join(", ")})`, roles };
}
