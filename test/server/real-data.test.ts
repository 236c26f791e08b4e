import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

/** A folder of published data, read in place: `.ci/run` names it where it is there. */
const folder = process.env.FLIGHT_DECK_REAL_DATA;

describe.skipIf(!folder)("published figures come out of the real command and the API", () => {
  test("Home Office: every rape recorded by Hampshire in 2018/19", async () => {
    const read = await imported("home-office-hampshire-2018-19", "2019-03-31");
    const { recorded, closed, charged, notSupported } = await totals(read, "rape");
    expect(recorded).toBe(2165);
    expect(recorded - closed).toBe(305);
    expect(charged).toBe(33);
    expect(notSupported).toBe(923);
    const { points } = await read("/api/kpis/victim-withdrawal/series?scope=rape");
    expect(sum(points, ({ parts }) => parts["14"])).toBe(183);
    expect(sum(points, ({ parts }) => parts["16"])).toBe(740);
  });

  test("FBI: 405 incidents of Minnesota in 2018, 131 of them with an arrest", async () => {
    const read = await imported("nibrs-minnesota-2018", "2019-11-06");
    const { recorded, charged } = await totals(read, "all");
    expect(recorded).toBe(405);
    expect(charged).toBe(131);
    const expected = JSON.parse(
      readFileSync(join(folder ?? "", "nibrs-minnesota-2018", "expected.json"), "utf8"),
    );
    const { days, groups, open } = await read("/api/incidence?scope=all&horizon=365");
    const curves = { ...groups, open };
    for (const [group, curve] of Object.entries<Record<string, number>>(expected.incidence)) {
      for (const [day, share] of Object.entries(curve)) {
        expect(curves[group][days.indexOf(Number(day))], `${group} on day ${day}`).toBeCloseTo(share, 9);
      }
    }
  });
});

type Read = (path: string) => Promise<ReturnType<typeof JSON.parse>>;
type Point = { numerator: number; denominator: number; value: number; parts: Record<string, number> };

async function imported(name: string, asAt: string): Promise<Read> {
  const home = temporaryFolder();
  const [cases, outcomes] = ["cases.csv", "outcomes.csv"].map((file) => join(folder ?? "", name, file));
  const words = ["--cases", cases ?? "", "--outcomes", outcomes ?? "", "--as-at", asAt, "--json"];
  const { status, stdout, stderr } = runImportCommand(home, words);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  for (const { read, accepted, repeated, rejected } of JSON.parse(stdout).files) {
    expect(accepted + repeated + rejected).toBe(read);
  }
  const { url } = await startServer(home);
  return async (path) => (await fetch(url + path)).json();
}

async function totals(read: Read, scope: string) {
  const series = async (id: string): Promise<Point[]> =>
    (await read(`/api/kpis/${id}/series?scope=${scope}`)).points;
  const closures = await series("victim-withdrawal");
  return {
    recorded: sum(await series("recorded-crimes"), ({ value }) => value),
    charged: sum(await series("time-to-charge"), ({ denominator }) => denominator),
    closed: sum(closures, ({ denominator }) => denominator),
    notSupported: sum(closures, ({ numerator }) => numerator),
  };
}

function sum(points: Point[], value: (point: Point) => number | undefined): number {
  return points.reduce((total, point) => total + (value(point) ?? 0), 0);
}
