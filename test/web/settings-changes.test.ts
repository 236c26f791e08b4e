import { expect, test } from "vitest";
import { settingsSchema } from "../../server/contract/settings.ts";

import { settingsChanges } from "../../web/pages/settings/changes.ts";
import { givenKpi } from "./given.ts";

const onePixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const kpi = givenKpi({ settings: { within_days: { title: "Days from recording", value: 90 } } });

test("two versions that are the same have no change", () => {
  expect(settingsChanges(settingsSchema.parse({}), settingsSchema.parse({}), [kpi])).toEqual([]);
});

test("every change is a sentence that names the measure, the month and the figure as they are written", () => {
  const before = settingsSchema.parse({
    marking: "OFFICIAL",
    targets: [{ kpi: kpi.id, from: "2026-04", value: 0.4 }],
    imports: { reject_limit: 0.05 },
  });
  const after = settingsSchema.parse({
    force_name: "Northshire Police",
    targets: [{ kpi: kpi.id, from: "2026-04", value: 0.35 }],
    annotations: [{ month: "2026-10", title: "New team", rebase: true }],
    baseline_points: 24,
    packs: { accent: "#5e1737", external_marking: "OFFICIAL: BOARD", logo: onePixel },
    imports: { reject_limit: 0.1 },
    kpis: { [kpi.id]: { settings: { within_days: 60 } } },
  });
  expect(settingsChanges(before, after, [kpi])).toEqual([
    "Force name: from the files is now Northshire Police",
    "Marking: OFFICIAL is now OFFICIAL-SENSITIVE",
    "Colour of board packs: #17375e is now #5e1737",
    "Marking of external packs: OFFICIAL is now OFFICIAL: BOARD",
    "Logo of board packs: added",
    "Target: Victim does not support further action, 40.0% from Apr 2026: removed",
    "Target: Victim does not support further action, 35.0% from Apr 2026: added",
    "Event: “New team”, Oct 2026, all measures, with new limits: added",
    "Baseline: all months is now first 24 months",
    "Imports, most rows rejected: 0.05 is now 0.1",
    "Victim does not support further action, Days from recording: its default is now 60",
  ]);
});

test("a logo is named, never written out", () => {
  const [without, having] = [settingsSchema.parse({}), settingsSchema.parse({ packs: { logo: onePixel } })];
  expect(settingsChanges(having, without, [kpi])).toEqual(["Logo of board packs: removed"]);
});
