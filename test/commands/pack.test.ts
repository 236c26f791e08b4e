import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Kpi } from "../../server/contract/kpi.ts";
import type { seriesSchema } from "../../server/contract/series.ts";
import { serialOf } from "../../server/packs/pptx/chart-xml.ts";
import { unzip } from "../../server/packs/zip.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import { formatMonth, shownCount } from "../../server/wording/format.ts";
import { isJudged } from "../../server/wording/judging.ts";
import { monthColumns } from "../../server/wording/month-columns.ts";
import { appOver, personWith } from "../support/app.ts";
import { fileIn, runImportCommand, runPackCommand, temporaryFolder } from "../support/command.ts";
import {
  type Cell,
  type ReadChart,
  readCharts,
  readPdf,
  readSlides,
  readWorkbook,
} from "../support/office.ts";
import { fillWithSample } from "../support/sample-home.ts";

type Series = z.infer<typeof seriesSchema>;
type Answered = { kpi: Kpi; series: Series }[];

const month = "2026-09";
let folder: string;
let home: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "flight-deck-packs-"));
  home = join(folder, "home");
  await fillWithSample(home, "import command");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["internal", "external"] as const)(
  "a pack for an %s audience holds what the API answers it",
  (audience) => {
    let answered: Answered;
    beforeAll(async () => {
      answered = await answersFor(audience === "external" ? "viewer" : "officer");
      expect(answered).toHaveLength(16);
    });

    test("in PowerPoint: every number that a chart draws, and every one in the workbook behind it", () => {
      const parts = unzip(packFile(audience, "pptx"));
      const charts = readCharts(parts);
      const slides = readSlides(parts);
      expect(charts).toHaveLength(2 * answered.length - 1 + 2);
      const isStrip = ({ series }: ReadChart) => Object.keys(series).join() === "Recorded crimes";
      const volumes = recordedIn(answered);
      for (const strip of charts.filter(isStrip)) {
        expect(strip.series["Recorded crimes"]).toEqual(volumes.map(([, value]) => value));
        expect(strip.workbook.Data?.slice(1).map(([day, value = null]) => [day, value])).toEqual(
          volumes.map(([point, value]) => [serialOf(point), value]),
        );
      }
      expect(charts.filter(isStrip)).toHaveLength(answered.length - 1);
      for (const { kpi, series } of answered) {
        const chart = charts.find((each) => Object.keys(each.series).includes(kpi.title) && !isStrip(each));
        const [head = [], ...rows] = chart?.workbook.Data ?? [];
        const expected: Record<string, (number | null)[]> = {
          [kpi.title]: series.points.map((point) => (isJudged(point) ? point.value : null)),
          "Not judged: maturing, ramp-up or part month": series.points.map((point) =>
            isJudged(point) ? null : point.value,
          ),
          Average: unbroken(series, "mean"),
          "Upper limit": unbroken(series, "upper"),
          "Lower limit": unbroken(series, "lower"),
        };
        for (const [name, values] of Object.entries(expected)) {
          if (values.every((value) => value === null) && chart?.series[name] === undefined) continue;
          expect(chart?.series[name], `${kpi.id} ${name}`).toEqual(values.map(nearly));
          expect(
            rows.map((row) => row[head.indexOf(name)] ?? null),
            `${kpi.id} ${name}`,
          ).toEqual(values.map(nearly));
        }
        expect(
          slides.some(({ titles }) => titles.some((title) => title.startsWith(`${kpi.title}:`))),
          kpi.id,
        ).toBe(true);
      }
    });

    test("in Excel: every cell of every month", () => {
      const workbook = readWorkbook(packFile(audience, "xlsx"));
      for (const { kpi, series } of answered) {
        const rows =
          Object.values(workbook).find((sheet) => String(sheet[0]?.[0]).startsWith(`${kpi.title}. `)) ?? [];
        const columns = monthColumns(kpi, series.points);
        const titles = columns.map(({ title }) => title);
        expect(rows[3], kpi.id).toEqual(["Month", ...besides(kpi, titles, "Recorded crimes")]);
        for (const [index, point] of series.points.entries()) {
          const expected = columns.map(
            ({ read, write }) => read(point) ?? (write(point) === "[c]" ? "[c]" : null),
          );
          const volume = recordedIn(answered)[index]?.[1] ?? "[c]";
          const cells = besides<Cell>(kpi, expected, volume);
          expect(padded(rows[4 + index]?.slice(1), cells.length), `${kpi.id} ${point.month}`).toEqual(cells);
        }
      }
    });

    test("in PDF: every figure of every month as the page's own table writes it", async () => {
      const { pages } = await readPdf(packFile(audience, "pdf"));
      for (const { kpi, series } of answered) {
        const page = pages
          .filter((text) => text.includes(`Figures by month: ${kpi.title}`))
          .join(" ")
          .replace(/\s+/g, " ");
        for (const [index, point] of series.points.entries()) {
          const written = monthColumns(kpi, series.points).map(({ write }) => write(point));
          const volume = shownCount(recordedIn(answered)[index]?.[1] ?? null);
          const cells = [formatMonth(point.month), ...besides(kpi, written, volume)];
          expect(page, `${kpi.id} ${point.month}`).toContain(cells.filter(Boolean).join(" "));
        }
      }
    });
  },
);

test("an external pack holds no count under ten and none that is not rounded, in no part of no file", async () => {
  const whole = (value: Cell | undefined) => typeof value === "number" && value % 5 === 0 && value >= 10;
  const sheets = readWorkbook(packFile("external", "xlsx"));
  let counted = 0;
  for (const [name, [, , , head = [], ...rows]] of Object.entries(sheets)) {
    const counts = head.flatMap((title, column) =>
      ["n", "N", "Crimes", "Undated", "Recorded crimes"].includes(String(title)) ||
      /^Outcome /.test(String(title))
        ? [column]
        : [],
    );
    for (const row of rows)
      for (const column of counts) {
        const value = row[column];
        if (value === null || value === undefined || value === "[c]") continue;
        counted += 1;
        expect(whole(value), `${name}: ${value}`).toBe(true);
      }
  }
  expect(counted).toBeGreaterThan(500);
  const parts = unzip(packFile("external", "pptx"));
  for (const chart of readCharts(parts)) {
    const shares = Object.values(chart.series).flat();
    for (const value of shares)
      if (typeof value === "number" && value >= 10 && Number.isInteger(value)) expect(value % 5).toBe(0);
  }
  const words = readSlides(parts)
    .map(({ text, alternatives }) => [text, ...alternatives].join("\n"))
    .join("\n");
  const told = [...words.matchAll(/(\d[\d,]*) of (\d[\d,]*) crimes/g)].flatMap(([, n = "", all = ""]) => [
    n,
    all,
  ]);
  expect(told.length).toBeGreaterThan(5);
  for (const count of told) expect(whole(Number(count.replaceAll(",", ""))), count).toBe(true);
});

test("the command line makes an external pack unless an internal one is asked for, of the KPIs named, and marks it a draft", () => {
  const out = join(temporaryFolder(), "pack.xlsx");
  const words = ["--month", month, "--format", "xlsx", "--out", out, "--kpi", "attrition", "charges"];
  expect(runPackCommand(home, words)).toMatchObject({ status: 0, stderr: "" });
  const sheets = readWorkbook(readFileSync(out));
  for (const [name, rows] of Object.entries(sheets))
    expect(JSON.stringify(rows), name).toContain("Draft, not approved.");
  const { "Flight deck": deck, Provenance: provenance } = sheets;
  expect(deck?.slice(4).map(([title]) => title)).toEqual([
    "All closures without charge by day 365",
    "Crimes charged",
  ]);
  expect(provenance?.find(([name]) => name === "Audience")?.[1]).toBe("external");
});

describe("what cannot be done says what to do, with an exit code, and leaves no file", () => {
  test.each([
    { words: ["--month", "2026-11"], status: 1, says: /lies after\. Choose 2026-10/ },
    { words: ["--month", "2019-01"], status: 1, says: /lies before\. Choose a later month/ },
    {
      words: ["--month", "2026-10", "--kpi", "nonsense"],
      status: 1,
      says: /no KPI “nonsense”.*Choose from: attrition/,
    },
    { words: ["--month", "October"], status: 2, says: /--month must be a month such as 2026-10/ },
    { words: [], status: 2, says: /--month must be/ },
    {
      words: ["--month", "2026-10", "--audience", "everyone"],
      status: 2,
      says: /--audience must be external or internal/,
    },
    { words: ["--month", "2026-10", "--kpi"], status: 2, says: /kpi/ },
    { words: ["--month", "2026-10", "--colour", "red"], status: 2, says: /Unknown option.*Usage/s },
  ])("$words", ({ words, status, says }) => {
    const place = temporaryFolder();
    const ran = runPackCommand(home, ["--format", "pdf", "--out", join(place, "pack.pdf"), ...words]);
    expect(ran.stderr).toMatch(says);
    expect(ran.status).toBe(status);
    expect(readdirSync(place)).toEqual([]);
  });

  test("a month that is not complete yet", () => {
    const part = temporaryFolder();
    const cases = fileIn(part, "cases.csv", "crime_ref,recorded_date,offence_code\nA1,2026-09-02,19C\n");
    const outcomes = fileIn(part, "outcomes.csv", "crime_ref,outcome_code,outcome_date\nA1,18,2026-09-20\n");
    const words = ["--cases", cases, "--outcomes", outcomes, "--as-at", "2026-10-20"];
    expect(runImportCommand(part, words).status).toBe(0);
    const ran = runPackCommand(part, [
      "--month",
      "2026-10",
      "--format",
      "pdf",
      "--out",
      join(part, "pack.pdf"),
    ]);
    expect(ran).toMatchObject({ status: 1, stdout: "" });
    expect(ran.stderr).toMatch(/October 2026 is not complete.*the last complete month is September 2026/);
  });

  test("no data yet", () => {
    const empty = temporaryFolder();
    const ran = runPackCommand(empty, [
      "--month",
      month,
      "--format",
      "pdf",
      "--out",
      join(empty, "pack.pdf"),
    ]);
    expect(ran).toMatchObject({ status: 1 });
    expect(ran.stderr).toMatch(/Import a cases file/);
  });

  test("a file that is there already stays as it is, unless it may be replaced", () => {
    const place = temporaryFolder();
    const out = fileIn(place, "pack.xlsx", "mine");
    const words = ["--month", month, "--format", "xlsx", "--out", out, "--kpi", "charges"];
    expect(runPackCommand(home, words)).toMatchObject({ status: 1 });
    expect(readFileSync(out, "utf8")).toBe("mine");
    expect(runPackCommand(home, [...words, "--force"])).toMatchObject({ status: 0 });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe("PK");
    expect(readdirSync(place)).toEqual(["pack.xlsx"]);
  });

  test("a folder that is not there, or one in the file's place", () => {
    const place = temporaryFolder();
    mkdirSync(join(place, "folder.pdf"));
    writeFileSync(join(place, "folder.pdf", "inside"), "");
    const words = ["--month", month, "--format", "xlsx", "--kpi", "charges", "--force", "--out"];
    expect(runPackCommand(home, [...words, join(place, "no", "pack.xlsx")]).stderr).toMatch(
      /does not exist\. Make it/,
    );
    expect(runPackCommand(home, [...words, join(place, "folder.pdf")]).stderr).toMatch(
      /is a folder\. Name the file too/,
    );
    expect(readdirSync(place)).toEqual(["folder.pdf"]);
  });
});

const written = new Map<string, Uint8Array>();

/** The pack of all KPIs as the command writes it; once for each audience and format. */
function packFile(audience: string, format: string): Uint8Array {
  const out = join(folder, `${audience}.${format}`);
  if (!written.has(out)) {
    const words = ["--month", month, "--format", format, "--out", out, "--audience", audience];
    expect(runPackCommand(home, words)).toMatchObject({ status: 0, stderr: "" });
    written.set(out, readFileSync(out));
  }
  return written.get(out) ?? new Uint8Array();
}

/** What the API answers to someone of this role, for every KPI up to the pack's month. */
async function answersFor(role: "viewer" | "officer"): Promise<Answered> {
  const store = openStore(openHome(home));
  try {
    return await store.read(async (snapshot) => {
      const app = appOver(snapshot, {}, personWith(role));
      const read = async (path: string) => (await app.request(`http://localhost${path}`)).json();
      const { kpis }: { kpis: Kpi[] } = await read("/api/kpis");
      const usual = kpis.filter(({ headline }) => headline);
      return Promise.all(
        usual.map(async (kpi) => ({ kpi, series: await read(`/api/kpis/${kpi.id}/series?to=${month}`) })),
      );
    });
  } finally {
    await store.close();
  }
}

/** Recorded crimes by month, as the API answers them. */
function recordedIn(answered: Answered): [month: string, value: number | null][] {
  const recorded = answered.find(({ kpi }) => kpi.id === "recorded-crimes");
  expect(recorded?.series.points.length).toBe(59);
  return (recorded?.series.points ?? []).map(({ month: counted, value }) => [counted, value]);
}

/** The cells of a month with recorded crimes among them, before the reading; not for recorded crimes themselves. */
function besides<Value>(kpi: Kpi, cells: Value[], recorded: Value): Value[] {
  return kpi.id === "recorded-crimes" ? cells : cells.toSpliced(-1, 0, recorded);
}

/** A limit by month: it goes on where months are hidden, and only there. */
function unbroken({ points }: Series, key: "mean" | "upper" | "lower"): (number | null)[] {
  return points.map(({ spc, suppressed }, index) => {
    if (spc || !suppressed) return spc?.[key] ?? null;
    const before = points.slice(0, index).findLast((point) => point.spc)?.spc;
    const after = points.slice(index).find((point) => point.spc)?.spc;
    return before && after && before.mean === after.mean ? before[key] : null;
  });
}

/** An average may differ in its last digit from one process to another: rows are added up in any order. */
function nearly(value: Cell): unknown {
  return typeof value === "number" ? expect.closeTo(value, 10) : value;
}

function padded(cells: Cell[] = [], length: number): Cell[] {
  return Array.from({ length }, (_, index) => cells[index] ?? null);
}
