// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { appOver, personWith } from "../support/app.ts";
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

test("a viewer follows every crime of the period, or one month: the page asks for nothing that is refused", async () => {
  const { asked, refused } = open("/attrition");
  await screen.findByRole("heading", {
    level: 1,
    name: /^Of [\d,]+ crimes recorded November 2021 to October/,
  });
  await screen.findByRole("heading", { name: /^How far .* went by day/ });
  expect(asked.filter((path) => path.startsWith("/api/incidence"))).toEqual([
    expect.stringContaining("from=2021-11&to=2026-10"),
  ]);
  const cohort = screen.getByRole("combobox", { name: "Cohort, by month recorded" });
  const offered = [...cohort.querySelectorAll("option")].map(({ value }) => value);
  expect(offered).toHaveLength(1 + 60);
  fireEvent.change(cohort, { target: { value: "2024-05..2024-05" } });
  await screen.findByRole("heading", { level: 1, name: /recorded May 2024/ });
  expect(refused).toEqual([]);
});

test("a viewer’s link to a quarter, as an analyst sends it, shows the whole period instead of a refusal", async () => {
  const { refused } = open("/attrition?cohort=2024-07..2024-09");
  await screen.findByRole("heading", { level: 1, name: /recorded November 2021 to October 2026/ });
  expect(refused).toEqual([]);
});

test("a viewer’s link to one month of another scope or of a group shows the whole period, and offers no months", async () => {
  for (const part of ["scope=rape", "district=Hexcombe"]) {
    const { refused } = open(`/attrition?${part}&cohort=2024-05..2024-05`);
    await screen.findByRole("heading", { level: 1, name: /recorded November 2021 to October 2026/ });
    const cohort = screen.getByRole("combobox", { name: "Cohort, by month recorded" });
    expect(cohort.querySelectorAll("option")).toHaveLength(1);
    expect(refused).toEqual([]);
    cleanup();
  }
});

test("a viewer’s link to some months of a duration shows how the days of the whole period spread", async () => {
  const { asked, refused } = open("/kpi/time-to-charge?from=2026-05&to=2026-05");
  await waitFor(() => expect(asked.some((path) => path.includes("/distribution"))).toBe(true));
  await screen.findByRole("heading", { name: "How the days spread" });
  expect(refused.filter((path) => path.includes("distribution"))).toEqual([]);
});

test("a viewer’s KPI page reads rounded figures, and neither crimes, checks nor revisions are asked for", async () => {
  const { asked, refused } = open("/kpi/victim-withdrawal");
  await screen.findByRole("heading", { name: /^Where is it\?/ });
  await screen.findByRole("heading", { name: "How do crimes end, month by month?" });
  await screen.findByText("Rounded figures are not compared between snapshots.");
  await screen.findByText(/^No pack has been written yet/);
  await screen.findByRole("heading", { name: /Early or late/ });
  expect(screen.queryByText("The crimes behind the number")).toBeNull();
  expect(asked.filter((path) => /cases|checks|revisions|imports/.test(path))).toEqual([]);
  expect(refused).toEqual([]);
});

test("a viewer’s filters are one at a time, as rounded figures allow", async () => {
  const { router, refused } = open("/?scope=rape");
  await screen.findAllByRole("article");
  fireEvent.click(await screen.findByLabelText(/^Port Ellery/));
  await waitFor(() => expect(router.state.location.search).toEqual({ district: ["Port Ellery"] }));
  fireEvent.click(await screen.findByLabelText(/^Hexcombe/));
  await waitFor(() => expect(router.state.location.search).toEqual({ district: ["Hexcombe"] }));
  await waitFor(() => expect(document.querySelector("main [aria-busy=true]")).toBeNull());
  expect(refused).toEqual([]);
});

/** Opens the app at an address over the real API, for somebody who may see rounded figures only. */
function open(address: string) {
  const app = appOver(sample.snapshot, {}, personWith("viewer"));
  const asked: string[] = [];
  const refused: string[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    const { pathname, search } = new URL(String(input), "http://localhost");
    asked.push(pathname + search);
    const response = await app.request(`http://localhost${pathname}${search}`);
    if (!response.ok) refused.push(`${response.status} ${pathname}${search}`);
    return response;
  });
  const router = renderApp(address);
  return { router, asked, refused };
}
