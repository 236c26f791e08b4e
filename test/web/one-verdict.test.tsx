// @vitest-environment happy-dom
import { cleanup, configure, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { variationTitles, verdictWords } from "../../server/wording/words.ts";
import type { FlightDeck } from "../../web/types.ts";
import { appOver } from "../support/app.ts";
import { patience } from "../support/patience.ts";
import { renderApp } from "../support/rendered-app.tsx";
import { bothOfSample, type Compared } from "../support/sample.ts";

configure({ asyncUtilTimeout: patience.ofWait });

let sample: Compared;
beforeAll(async () => {
  sample = await bothOfSample();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const words = Object.values(variationTitles);

test.each(["", "?to=2026-03", "?district=Hexcombe"])(
  "cards, tiles, rows and pages of %s have the word of the verdict and no other",
  async (query) => {
    const request = open(`/${query}`);
    const deck: FlightDeck = await (await request(`/api/flight-deck${query}`)).json();
    await screen.findAllByRole("article");
    for (const { kpi, verdict, latest } of deck.tiles) {
      if (!verdict || !kpi.available) continue;
      const link = screen
        .getAllByRole("link", { name: kpi.title })
        .map((each) => each.closest("article, tr"));
      const text = link.find((each) => each !== null)?.textContent ?? "";
      if (latest) expect(text, kpi.id).toContain(verdictWords(verdict));
      expect(saidIn(text.replace(kpi.title, "")), kpi.id).toEqual(
        verdict.variation === "none" ? [] : [variationTitles[verdict.variation]],
      );
    }
    const cards = [...document.querySelectorAll(".changed .words")].map(({ textContent }) => textContent);
    expect(cards.slice(0, deck.changes.signals.length)).toEqual(
      deck.changes.signals.map(({ variation }) => variationTitles[variation]),
    );
    cleanup();
    const variations = [...new Set(deck.tiles.map(({ verdict }) => verdict?.variation))];
    for (const variation of variations) {
      const tile = deck.tiles.find(({ verdict }) => verdict?.variation === variation);
      if (!tile?.verdict) continue;
      open(`/kpi/${tile.kpi.id}${query}`);
      const headline = await screen.findByRole("region", { name: "Latest figure" });
      const said = variationTitles[tile.verdict.variation];
      expect(headline.textContent, tile.kpi.id).toContain(said);
      const page = document.body.textContent ?? "";
      expect(page).toContain(tile.verdict.reading);
      expect(saidIn(page.replaceAll(said, ""))).toEqual([]);
      cleanup();
    }
  },
);

/** The words of verdicts that a text has. */
function saidIn(text: string): string[] {
  return words.filter((word) => text.includes(word) && word !== "Not judged");
}

/** Opens the app at an address, over the API of the sample; gives what asks that API. */
function open(address: string) {
  const app = appOver(sample.snapshot);
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    const { pathname, search } = new URL(String(input), "http://localhost");
    return app.request(pathname + search);
  });
  renderApp(address);
  return (path: string) => app.request(path);
}
