import type { z } from "zod";
import type { PackText } from "../../server/contract/pack.ts";
import type { PackModel } from "../../server/contract/pack-model.ts";
import type { Point, seriesSchema } from "../../server/contract/series.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { exactView } from "../../server/disclosure/view.ts";
import type { PackFigures } from "../../server/packs/figures.ts";
import { makeModel } from "../../server/packs/make-model.ts";
import { latestShown } from "../../server/wording/judging.ts";

import { givenKpi, givenYears, improvement, limits } from "../web/given.ts";

/** A pack of one KPI in small, made by hand, for what its three files do with it. */
export function givenPack(
  changes: {
    points?: Point[];
    text?: Partial<PackText>;
    series?: Partial<z.infer<typeof seriesSchema>>;
    settings?: z.input<typeof settingsSchema>;
    figures?: Partial<PackFigures>;
  } = {},
): PackModel {
  const points = changes.points ?? givenYears();
  const kpi = givenKpi();
  const figures: PackFigures = {
    snapshot: {
      id: "2026-10-31.test",
      asAt: "2026-10-31",
      importedAt: "2026-11-01T00:00:00.000Z",
      lastCompleteMonth: "2026-10",
      firstMonth: points[0]?.month ?? "2026-10",
      synthetic: true,
      force: "Avonshire",
      files: [
        { role: "cases", name: "cases.csv", sha256: "00ff", read: 10, accepted: 8, repeated: 1, rejected: 1 },
      ],
      scopes: ["rasso"],
      dimensions: {},
      labels: { scope: { rasso: "Rape and serious sexual offences" } },
    } as unknown as PackFigures["snapshot"],
    view: exactView,
    changes: { rule: "The rule.", signals: [], quiet: [kpi.id] },
    kpis: [
      {
        kpi,
        series: {
          kpi: kpi.id,
          snapshot: "2026-10-31.test",
          version: "1a2b3c4d",
          chart: "xmr",
          points,
          latest: latestShown(kpi, points),
          limits,
          verdict: improvement,
          target: 0.4,
          targets: [{ from: "2024-04", value: 0.4 }],
          annotations: [],
          rare: [],
          ...changes.series,
        },
        breakdown: null,
      },
    ],
    recorded: null,
    incidence: null,
    funnel: null,
    ...changes.figures,
    checks: [],
  };
  return makeModel(figures, settingsSchema.parse(changes.settings ?? {}), {
    title: "Strategic performance meeting",
    month: "2026-10",
    audience: "internal",
    scope: "rasso",
    kpis: [{ id: kpi.id, breakdown: null, headline: "", commentary: "" }],
    actions: [],
    shows: [],
    ...changes.text,
  });
}
