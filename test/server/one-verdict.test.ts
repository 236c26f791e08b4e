import { afterAll, beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { readFigures, usualKpis } from "../../server/packs/figures.ts";
import { makeModel } from "../../server/packs/make-model.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { variationTitles, verdictWords } from "../../server/wording/words.ts";
import type { FlightDeck, Series, Verdict } from "../../web/types.ts";
import { appOver, personWith } from "../support/app.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

/** Thirty forces of 15 to 200 crimes a month in one file, in two of three of which something changes, each asked for over periods of
 * chance; and packs of all of them together. No two places may say different things of a measure. */

const changes = ["victim-does-not-support", "charge", "charge-days", "early-advice", "recorded"] as const;
const forces = Array.from({ length: 30 }, (_, n) => `Synthetic ${n}`);
const kpis = ["charges", "victim-withdrawal", "time-to-charge", "early-advice-uptake", "recorded-crimes"];
const further = ["days-to-submission", "attrition-evidential", "open-median-age"];
const targets = [...kpis, ...further].flatMap((kpi) => [
  { kpi, from: "2023-01", value: 0.5 },
  { kpi, from: "2025-11", value: 0.4 },
  { kpi, from: "2026-06", value: 0.3 },
]);
const annotations = [{ month: "2024-03", title: "New policy", kpi: "victim-withdrawal", rebase: true }];
const settings = { targets, annotations };

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  const rows = forces.map((force, n) => {
    const read = forceRows({
      seed: 100 + n,
      force,
      crimesPerMonth: [15, 30, 60, 120, 200][n % 5] ?? 15,
      changes:
        n % 3 === 0
          ? []
          : [{ from: "2026-02", what: changes[n % changes.length] ?? "charge", factor: n % 2 ? 0.6 : 1.25 }],
    });
    const ref = (text: string) => `${n}/${text}`;
    return {
      cases: read.cases.map((row) => ({ ...row, force, crime_ref: ref(row.crime_ref) })),
      outcomes: read.outcomes.map((row) => ({ ...row, force, crime_ref: ref(row.crime_ref) })),
    };
  });
  snapshot = await snapshotOf({
    cases: rows.flatMap(({ cases }) => cases),
    outcomes: rows.flatMap(({ outcomes }) => outcomes),
    asAt: "2026-10-31",
  });
});
afterAll(() => snapshot.close());

const periods = [
  "",
  "from=2025-04&to=2026-03",
  "from=2026-04",
  "from=2026-09&to=2026-10",
  "from=2024-01&to=2024-12",
  "to=2026-06",
];

test.each(["analyst", "officer", "viewer"] as const)(
  "the flight deck and the pages of 30 forces give one verdict, latest figure, limits and target, to an %s",
  async (role) => {
    const app = appOver(snapshot, settings, personWith(role));
    const ask = async <Answer>(path: string): Promise<Answer> => (await app.request(`/api${path}`)).json();
    const seen = new Map<string, number>();
    for (const [n, force] of forces.entries()) {
      if (role !== "analyst" && n % 5 !== 0) continue;
      for (const period of [periods[n % 6] ?? "", periods[(n + 2) % 6] ?? ""]) {
        const query = `force=${encodeURIComponent(force)}&${period}`;
        const deck = await ask<FlightDeck>(`/flight-deck?${query}`);
        for (const kpi of [kpis[n % 5], kpis[(n + 1) % 5], further[n % 3]]) {
          const series = await ask<Series>(`/kpis/${kpi}/series?${query}`);
          const tile = deck.tiles.find((each) => each.kpi.id === kpi);
          const place = `${kpi} ${query}`;
          expect([place, tile?.verdict, tile?.limits, tile?.target]).toEqual([
            place,
            series.verdict,
            series.limits,
            series.target,
          ]);
          expect(tile?.latest, place).toEqual(series.latest);
          const { variation = "none" } = series.verdict ?? {};
          seen.set(variation, (seen.get(variation) ?? 0) + 1);
        }
        agreesWithItsTiles(deck);
      }
    }
    if (role === "analyst") expect([...seen.keys()].sort()).toEqual(Object.keys(variationTitles).sort());
  },
);

test("the first month of a period and the kind of chart change nothing that is said of it", async () => {
  const app = appOver(snapshot, settings);
  for (const [n, force] of forces.slice(0, 12).entries()) {
    for (const kpi of ["victim-withdrawal", "early-advice-uptake"]) {
      const path = `/api/kpis/${kpi}/series?force=${encodeURIComponent(force)}&to=2026-0${1 + (n % 9)}`;
      const read = async (more: string): Promise<Series> => (await app.request(path + more)).json();
      const { verdict, limits, target, latest } = await read("");
      const cropped = await read("&from=2025-10");
      expect([cropped.verdict, cropped.limits, cropped.target, cropped.latest]).toEqual([
        verdict,
        limits,
        target,
        latest,
      ]);
      expect((await read("&chart=p-prime")).verdict).toEqual(verdict);
    }
  }
});

test.each([
  { month: "2026-10", audience: "internal" },
  { month: "2026-07", audience: "internal" },
  { month: "2026-10", audience: "external" },
] as const)(
  "every text of an $audience pack of $month says what the series says",
  async ({ month, audience }) => {
    const parsed = settingsSchema.parse(settings);
    const chosen = [...new Set([...usualKpis(snapshot.manifest), ...further])].map((id) => ({
      id,
      breakdown: null,
    }));
    const figures = await readFigures(snapshot, measureQueries, parsed, {
      month,
      audience,
      scope: "rasso",
      kpis: chosen,
    });
    const words = { headline: "", commentary: "" };
    const pack = makeModel(figures, parsed, {
      ...{ title: "Pack", month, audience, scope: "rasso", actions: [], shows: ["targets", "events"] },
      kpis: chosen.map((kpi) => ({ ...kpi, ...words })),
    });
    const app = appOver(snapshot, settings, personWith(audience === "external" ? "viewer" : "officer"));
    const titles: { title: string; verdict: Verdict }[] = [];
    for (const page of pack.pages) {
      const answered: Series = await (
        await app.request(`/api/kpis/${page.kpi.id}/series?to=${month}`)
      ).json();
      expect(page.series?.verdict).toEqual(answered.verdict);
      expect(page.series?.target).toEqual(answered.target);
      const { verdict } = answered;
      if (!verdict) throw new Error("a series of the whole has a verdict");
      titles.push({ title: page.kpi.title, verdict });
      if (!page.series?.latest) continue;
      expect(page.row.reading).toBe(verdictWords(verdict));
      expect(page.callouts[0]?.text).toBe(verdict.reading);
      if (verdict.variation === "none") continue;
      expect(page.headline.toLowerCase()).toContain(verdictWords(verdict).toLowerCase());
      expect(page.commentary.join(" ")).toContain(verdict.reading);
      expect(page.callouts[0]?.value).toBe(variationTitles[verdict.variation]);
      expect(page.alternative).toContain(verdict.reading.replace(/\.$/, ""));
    }
    const isTold = ({ verdict: { variation } }: (typeof titles)[number]) =>
      variation !== "none" && variation !== "common-cause";
    expect(pack.changed.signals.map(({ title, label, reading }) => [title, label, reading]).sort()).toEqual(
      titles
        .filter(isTold)
        .map(({ title, verdict }) => [title, variationTitles[verdict.variation], verdict.reading])
        .sort(),
    );
    expect(pack.changed.still.sort()).toEqual(
      titles
        .filter(({ verdict }) => verdict.variation === "common-cause")
        .map(({ title }) => title)
        .sort(),
    );
  },
);

/** What changed names the leading tiles whose verdict is a change, in their words; the others are quiet or not judged. */
function agreesWithItsTiles({ tiles, changes: { signals, quiet } }: FlightDeck): void {
  for (const { kpi, verdict, points } of tiles) {
    const signal = signals.find((each) => each.kpi === kpi.id);
    const isNamed = ["improvement", "concern", "neutral"].includes(verdict?.variation ?? "none");
    expect(signal !== undefined, kpi.id).toBe(isNamed);
    expect(quiet.includes(kpi.id), kpi.id).toBe(
      kpi.headline && ["look-again", "common-cause"].includes(verdict?.variation ?? "none"),
    );
    if (signal) expect(signal.sentence).toBe(verdict?.reading);
    const marked = points.find(({ month }) => month === verdict?.month)?.spc?.direction;
    if (isNamed && marked) expect(marked).toBe(verdict?.direction);
  }
}
