import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { usualLimits } from "../../server/access/concurrency.ts";
import type { AccessLog, Entry } from "../../server/access/log/access-log.ts";
import { localPerson, type Person } from "../../server/access/person.ts";
import { ownHeader } from "../../server/access/same-origin.ts";
import { createApp } from "../../server/app.ts";
import { attackFigures } from "../../server/attack/attack.ts";
import { fetchAsViewer } from "../../server/attack/fetch.ts";
import { attackedOf } from "../../server/attack/run-attack.ts";
import type { Attacker } from "../../server/attack/start-attack.ts";
import { noData, Problem } from "../../server/contract/problem.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { type Dependencies, openDependencies } from "../../server/dependencies.ts";
import { renderPack } from "../../server/packs/render.ts";
import { places } from "../../server/places.ts";
import { readReference } from "../../server/reference.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Store } from "../../server/store/open-store.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { patience } from "./patience.ts";
import { measureQueries } from "./snapshot.ts";

const reference = readReference(places.queries);

export const logged: string[] = [];

const emptyHome = openHome(mkdtempSync(join(tmpdir(), "flight-deck-test-")));
process.once("exit", () => rmSync(emptyHome.folder, { recursive: true, force: true }));

/** Requests that no slow machine makes too late. */
export const patientLimits = { ...usualLimits, deadlineMs: patience.ofTest };

/** What the access log was told. */
export const entries: Entry[] = [];

export const accessLog: AccessLog = {
  append: async (entry) => void entries.push(entry),
  consult: async (entry) => void entries.push(entry),
  hashOf: (crimeRef) => `hash of ${crimeRef}`,
  read: async () => ({ records: [], faults: [], last: { seq: 0, mac: "" } }),
  close: async () => undefined,
};

/** The API over one snapshot, or over none. */
export function appOver(
  snapshot: Snapshot | null,
  settings: z.input<typeof settingsSchema> = {},
  person: Person | null = localPerson(),
  home: Home = emptyHome,
) {
  const app = createApp({ ...dependenciesOver(snapshot, settings, home), identify: () => person });
  const request = app.request.bind(app);
  app.request = (input, init, ...rest) => request(input, fromOwnPage(init), ...rest);
  return app;
}

/** What the API needs, over one snapshot or none, as at one machine and with nothing outside of it. */
export function dependenciesOver(
  snapshot: Snapshot | null,
  settings: z.input<typeof settingsSchema> = {},
  home: Home = emptyHome,
): Dependencies {
  const store: Store = {
    read: (reader) => reader(snapshot),
    readSnapshot: (id, reader) => {
      if (!snapshot) throw noData();
      if (id !== snapshot.manifest.snapshot.id)
        throw new Problem(404, "unknown-snapshot", "There is no such snapshot.");
      return reader(snapshot);
    },
    close: async () => undefined,
  };
  return openDependencies(home, accessLog, {
    store,
    queries: measureQueries,
    settings: async () => settingsSchema.parse(settings),
    reference,
    attacker: attackerOver(snapshot),
    renderPack: (pack, format) => renderPack(pack, format, places.packTemplate),
    now: () => new Date("2026-11-24T12:00:00Z"),
    concurrency: patientLimits,
    log: (line) => logged.push(line),
  });
}

/** Attacks one snapshot as the product does, without a child process and whatever came before. */
function attackerOver(snapshot: Snapshot | null): Attacker {
  return {
    async attack({ now, dimensions }) {
      if (!snapshot) throw noData();
      const view = { exactness: "released", rule: now.rule } as const;
      const [fetched] = await fetchAsViewer({ snapshot, queries: measureQueries, dimensions }, [view]);
      return attackedOf(fetched ? attackFigures(fetched, null) : { cells: [], unstated: [] });
    },
    close: () => undefined,
  };
}

/** A request as the product's own pages send it. */
export function fromOwnPage(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set(ownHeader, "1");
  headers.set("sec-fetch-site", "same-origin");
  return { ...init, headers };
}

/** Somebody with these roles and no others. */
export function personWith(...roles: Person["roles"]): Person {
  return { id: `test:${roles.join("+")}`, name: `Someone (${roles.join(", ")})`, roles };
}
