import writeExcelFile, { type CellObject, type SheetData } from "write-excel-file/node";
import type { PackModel, PackTable } from "../../contract/pack-model.ts";
import { deckTable } from "../make-model.ts";
import { escapeXml, mendParts, unzip, zip } from "../zip.ts";
import { breakdownRows, dateCell, monthRows, textCell } from "./cells.ts";
import { toSchema } from "./schema.ts";

type Sheet = { title: string; widths: number[]; head: string[]; rows: SheetData };

/** The pack as a workbook: real dates and numbers, a frozen header on every sheet, and no text that a spreadsheet could take
 * for a formula. Its bytes follow from the pack alone. */
export async function writeXlsx(pack: PackModel): Promise<Uint8Array> {
  const sheets = sheetsOf(pack);
  const names = sheetNames(sheets.map(({ title }) => title));
  const file = await writeExcelFile(
    sheets.map((sheet, index) => ({
      sheet: names[index] ?? sheet.title,
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: aboveHead + 1,
      orientation: "landscape" as const,
      data: [
        [
          {
            ...textCell(`${sheet.title}. ${pack.force}, ${pack.title}`),
            fontWeight: "bold" as const,
            fontSize: 13,
          },
        ],
        [textCell(`${pack.marking.label}. ${pack.marking.handling}.`)],
        across([...pack.notices, `${pack.stamps.join(". ")}.`].join(" "), sheet.widths),
        sheet.head.map((title) => heading(title, pack.look.accent)),
        ...sheet.rows,
      ],
    })),
    { fontFamily: "Arial", fontSize: 10 },
  ).toBuffer();
  return zip(
    mendParts(toSchema(unzip(file)), [
      [/^xl\/worksheets\/sheet\d+\.xml$/, onePageWide],
      [/^xl\/workbook\.xml$/, (workbook) => withPrintTitles(workbook, names)],
    ]),
  );
}

/** A text over the whole width of a table, in as many lines as it needs. */
function across(text: string, widths: number[]): SheetData[number] {
  const letters = widths.reduce((sum, width) => sum + width, 0);
  const lines = Math.ceil((text.length * 1.15) / letters);
  const cell = { ...textCell(text), columnSpan: widths.length, wrap: true, height: lines * 13.5 };
  return [{ ...cell, alignVertical: "top" }, ...widths.slice(1).map(() => null)];
}

/** Printed, title, marking, provenance and header stand on every page of a sheet. */
function withPrintTitles(workbook: string, names: string[]): string {
  const titles = names.map(
    (name, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeXml(name)}'!$1:$${aboveHead + 1}</definedName>`,
  );
  return workbook.replace("</sheets>", () => `</sheets><definedNames>${titles.join("")}</definedNames>`);
}

/** Printed, a table is as wide as its page and runs over as many as it needs. */
function onePageWide(sheet: string): string {
  return sheet
    .replace("<sheetViews>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace("<pageSetup ", '<pageSetup fitToWidth="1" fitToHeight="0" ');
}

/** Title, marking and provenance stand above the header. */
const aboveHead = 3;

const actionWidths = [60, 30, 14, 12, 14];
const definitionWidths = [40, 60, 50, 50, 60, 30, 24];

function sheetsOf(pack: PackModel): Sheet[] {
  return [
    { title: "Flight deck", ...plain(deckTable(pack.pages), [46, 22, 40, 46, 34]) },
    ...pack.pages.flatMap((page) => {
      if (!page.series) return [];
      const months = { title: page.kpi.title, ...monthRows(page, pack.recorded) };
      return page.breakdown
        ? [months, { title: page.breakdown.title, ...breakdownRows(page.breakdown, page.kpi) }]
        : [months];
    }),
    ...attritionSheets(pack),
    {
      title: "Actions",
      widths: actionWidths,
      head: ["Action", "Owner", "Due", "State", "First agreed"],
      rows: pack.actions.map(({ text, owner, due, state, agreed }) =>
        fitted(
          [
            textCell(text),
            textCell(owner),
            dateCell(due, "dd mmm yyyy"),
            textCell(state),
            dateCell(`${agreed}-01`, "mmm yyyy"),
          ],
          actionWidths,
        ),
      ),
    },
    { title: "Data quality", ...plain(pack.quality.checks, [24, 12, 80, 50]) },
    { title: "Files read", ...plain(pack.quality.files, [40, 14, 14, 14, 14]) },
    {
      title: "Definitions",
      widths: definitionWidths,
      head: ["KPI", "Definition", "Numerator", "Denominator", "What to beware of", "Owner", "Reviewed"],
      rows: pack.pages.map(({ kpi }) => {
        const { title, definition, numerator, denominator, traps, owner, reviewed_on } = kpi;
        const words = [title, definition, numerator, denominator, traps.join(" "), owner];
        return fitted([...words.map(textCell), dateCell(reviewed_on, "dd mmm yyyy")], definitionWidths);
      }),
    },
    {
      title: "Provenance",
      ...plain(
        { head: ["What", "Value"], rows: pack.provenance.map(({ name, value }) => [name, value]) },
        [24, 120],
      ),
    },
  ];
}

function attritionSheets({ attrition }: PackModel): Sheet[] {
  if (!attrition) return [];
  return [
    {
      title: "Attrition funnel",
      widths: [40, 14, 14],
      head: ["Stage", "Crimes", "Share of recorded"],
      rows: [...attrition.funnel, ...attrition.beside].map(({ title, crimes, share }) => [
        textCell(title),
        crimes === null ? textCell("[c]") : { value: crimes, type: Number, format: "#,##0" },
        shareCell(share),
      ]),
    },
    ...(attrition.incidence
      ? [
          {
            title: "Attrition by age",
            widths: [46, ...attrition.incidence.ages.map(() => 14)],
            head: ["Ending, share of the cohort", ...attrition.incidence.ages.map((age) => `By day ${age}`)],
            rows: attrition.incidence.groups.map(({ title, shares }) => [
              textCell(title),
              ...shares.map(shareCell),
            ]),
          },
        ]
      : []),
  ];
}

function shareCell(share: number | null): CellObject {
  return share === null ? textCell("[c]") : { value: share, type: Number, format: "0.0%" };
}

/** A table in words. */
function plain({ head, rows }: PackTable, widths: number[]): Omit<Sheet, "title"> {
  return { widths, head, rows: rows.map((row) => fitted(row.map(textCell), widths)) };
}

/** Makes a row as high as its longest text, as not every program does. */
function fitted(cells: CellObject[], widths: number[]): CellObject[] {
  const lines = cells.map(({ value }, column) =>
    typeof value === "string" ? Math.ceil((value.length * 1.15) / (widths[column] ?? 12)) : 1,
  );
  const height = Math.max(1, ...lines) * 13.5;
  return cells.map((cell) => ({ ...cell, wrap: true, height, alignVertical: "top" as const }));
}

function heading(title: string, accent: string): CellObject {
  return {
    ...textCell(title),
    fontWeight: "bold",
    backgroundColor: accent,
    textColor: "#ffffff",
    wrap: true,
  };
}

/** Names that Excel accepts: at most 31 letters, no forbidden sign, each name once. */
function sheetNames(titles: string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const clean = title.replace(/[\\/?*[\]:']/g, " ").trim() || "Sheet";
    let name = clean.slice(0, 31).trim();
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
      name = `${clean.slice(0, 28 - String(number).length).trim()} (${number})`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
