import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { packCohortChart, packSeriesChart } from "../../charts/pack-charts.ts";
import type { PackModel, PackPage } from "../../contract/pack-model.ts";
import { formatLongMonth, formatMonth, formatShortDate } from "../../wording/format.ts";
import { splitText } from "../commentary.ts";
import { attritionTitle, deckTable } from "../make-model.ts";
import { packColumns, recordedBeside, recordedWords } from "../recorded.ts";
import { chartPicture } from "./chart-picture.ts";
import { inTypeface, readFonts, typeface } from "./typeface.ts";

/** The pack as a tagged PDF (PDF/UA-1), set in A4 landscape by the template; its fonts come with the product. Its bytes
 * follow from the pack alone. */
export function writePdf(model: PackModel, template: string): Uint8Array {
  const pack = inTypeface(model);
  const files: Record<string, string> = { "pack.json": JSON.stringify(printed(pack)) };
  for (const page of pack.pages) {
    const chart = packSeriesChart(page, pack.recorded);
    if (chart) files[`kpi-${page.kpi.id}.svg`] = chartPicture(chart, typeface);
  }
  const cohort = pack.attrition && packCohortChart(pack.attrition);
  if (cohort) files["cohort.svg"] = chartPicture(cohort, typeface);
  if (pack.look.logo) files.logo = pack.look.logo;
  return compile(readFileSync(template, "utf8"), files);
}

/** The pack as the template prints it: every number already in words. */
function printed(pack: PackModel) {
  return {
    ...pack,
    month: formatLongMonth(pack.month),
    logo:
      pack.look.logo === null ? null : { format: /^data:image\/(\w+)/.exec(pack.look.logo)?.[1] ?? "png" },
    deck: deckTable(pack.pages),
    pages: pack.pages.map((page) => ({
      id: page.kpi.id,
      title: page.kpi.title,
      family: page.row.family,
      headline: page.headline,
      hasChart: page.series !== null,
      alternative: alternativeOf(page, pack.recorded),
      callouts: page.callouts,
      ...wordsOf(page),
      note: page.note,
      breakdown: page.breakdown,
      events: (page.series?.annotations ?? []).map(
        ({ month, title, rebase }, index) =>
          `${index + 1}  ${formatMonth(month)}: ${title}${rebase ? ", limits worked out anew from here" : ""}.`,
      ),
      months: monthTable(page, pack.recorded),
      definition: {
        definition: page.kpi.definition,
        numerator: page.kpi.numerator,
        denominator: page.kpi.denominator,
        traps: page.kpi.traps,
        owner: page.kpi.owner,
        source: page.kpi.source,
      },
    })),
    actions: pack.actions.map(printedAction),
    attrition: pack.attrition && {
      ...pack.attrition,
      title: attritionTitle(pack),
      curves: null,
      hasChart: pack.attrition.curves !== null,
      funnel: [...pack.attrition.funnel, ...pack.attrition.beside].map(({ title, crimes, share }) => ({
        title,
        crimes: crimes === null ? "[c]" : crimes.toLocaleString("en-GB"),
        share: percent(share),
        part: share ?? 0,
      })),
      incidence: pack.attrition.incidence && {
        ages: pack.attrition.incidence.ages,
        groups: pack.attrition.incidence.groups.map(({ title, shares }) => ({
          title,
          shares: shares.map(percent),
        })),
      },
    },
  };
}

/** Says what the picture shows: the chart, and recorded crimes below it. */
function alternativeOf(page: PackPage, recorded: PackModel["recorded"]): string {
  return recorded && recordedBeside(page, recorded)
    ? `${page.alternative} Below, by month: ${recordedWords(recorded)}`
    : page.alternative;
}

const lettersBeside = 900;

/** Fits commentary and actions beside the chart. The rest of the commentary goes to a further page; the page of actions lists all
 * actions. */
function wordsOf({ actions, commentary }: PackPage) {
  const letters = (texts: string[]) => texts.join("").length;
  const { shown, rest } = splitText(commentary, (texts) => letters(texts) <= lettersBeside);
  const room = 600 - letters(shown) * 0.6;
  let used = 0;
  const over = actions.findIndex(({ text, owner }) => {
    used += Math.max(text.length, owner.length * 1.5, 45) * 1.4 + 15;
    return used > room;
  });
  const fitting = over < 0 ? actions : actions.slice(0, over);
  return {
    commentary: shown,
    continued: rest,
    actions: fitting.map(printedAction),
    further: actions.length - fitting.length,
  };
}

function monthTable(page: PackPage, recorded: PackModel["recorded"]) {
  const { series } = page;
  if (!series) return null;
  const columns = packColumns(page, recorded);
  return {
    head: ["Month", ...columns.map(({ title }) => title)],
    rows: series.points.map((point) => [
      shortMonth(point.month),
      ...columns.map(({ write }) => write(point)),
    ]),
  };
}

function printedAction({ text, owner, due, state }: PackModel["actions"][number]) {
  return { text, owner, due: formatShortDate(due), state };
}

function shortMonth(month: string): string {
  return formatShortDate(`${month}-01`).replace(/^1 /, "");
}

function percent(share: number | null): string {
  return share === null ? "[c]" : `${(share * 100).toFixed(1)}%`;
}

/** Typesets one document, with `files` beside it. Throws with the first fault of the template or of a file. */
function compile(source: string, files: Record<string, string>): Uint8Array {
  const workspace = import.meta.dirname;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFonts() }] });
  for (const [name, text] of Object.entries(files)) {
    const content =
      name === "logo" ? Buffer.from(text.slice(text.indexOf(",") + 1), "base64") : Buffer.from(text);
    compiler.mapShadow(join(workspace, name), content);
  }
  const compiled = compiler.compile({ mainFileContent: source });
  if (!compiled.result) {
    const fault = compiled.takeError();
    const [first] = fault ? compiler.fetchDiagnostics(fault) : [];
    throw new Error(`The PDF could not be set: ${JSON.stringify(first ?? fault?.shortDiagnostics)}`);
  }
  return compiler.pdf(compiled.result, { pdfStandard: "ua-1" });
}
