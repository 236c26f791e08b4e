import type { z } from "zod";
import { localPerson } from "../../server/access/person.ts";
import { createApp } from "../../server/app.ts";
import { noData } from "../../server/problem.ts";
import { settingsSchema } from "../../server/settings/settings.ts";
import type { Snapshot, Store } from "../../server/store/snapshots.ts";
import { measureQueries } from "./snapshot.ts";

export const logged: string[] = [];

/** The API over one snapshot, or over none. */
export function appOver(snapshot: Snapshot | null, settings: z.input<typeof settingsSchema> = {}) {
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
    queries: measureQueries,
    settings: async () => settingsSchema.parse(settings),
    hosts: ["localhost"],
    identify: localPerson,
    log: (line) => logged.push(line),
  });
}
