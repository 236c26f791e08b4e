import fc from "fast-check";
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf } from "./dates.ts";

/** Cells of raw text as exports really have them: dates in every format, odd codes, null tokens. */

const nullTokens = [
  ...["", "NULL", "null", "(null)", "N/A", "n/a", "NA", "<NA>", "#N/A", "#VALUE!", "#REF!", "NaN", "None"],
  ...["(blank)", "-", ".", "  ", "########", "'NULL"],
];

export const blank = fc.constantFrom("", "", ...nullTokens);

/** A date before it is written: days from an anchor that is known only later, a place in a month, or plain text. */
export type DateSpec =
  | { kind: "days"; days: number; keptBeforeAsAt: boolean }
  | { kind: "month-edge"; monthsBack: number; edge: "first" | "last" }
  | { kind: "text"; text: string };

export type DateStyle = { format: number; time: string; padded: boolean };

export type DateCell = { spec: DateSpec; style: DateStyle };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Text that is no date: impossible days, American order, words. */
export const unreadableDate = fc.constantFrom(
  "31/02/2024",
  "29/02/2023",
  "12/31/2023",
  "2023-13-01",
  "00/01/2024",
  "31-Abc-2023",
  "not known",
  "45291",
);

export const dateStyle: fc.Arbitrary<DateStyle> = fc.record({
  format: fc.nat(15),
  time: fc.constantFrom("", "", "", " 00:00", " 14:35:07", " 23:59:59", " 24:00", " 11:59 PM", " 12:00AM"),
  padded: fc.boolean(),
});

/** The days around which rules turn, and any other number of days. */
export const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 27, 28, 29, 89, 90, 91, 364, 365, 366, 367) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 500 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -5, -30, -366) },
);

/** A date some days from its anchor, now and then blank, unreadable, or after the as-at date. */
export function dateCell(days: fc.Arbitrary<number>, blankWeight: number): fc.Arbitrary<DateCell> {
  return fc.record({
    spec: fc.oneof(
      { weight: 20, arbitrary: days.map((each): DateSpec => daysSpec(each, true)) },
      { weight: 1, arbitrary: days.map((each): DateSpec => daysSpec(each, false)) },
      { weight: blankWeight, arbitrary: blank.map(textSpec) },
      { weight: 1, arbitrary: unreadableDate.map(textSpec) },
    ),
    style: dateStyle,
  });
}

export function daysSpec(days: number, keptBeforeAsAt: boolean): DateSpec {
  return { kind: "days", days, keptBeforeAsAt };
}

export function textSpec(text: string): DateSpec {
  return { kind: "text", text };
}

/** The date that a spec means, null if it is text. */
export function dateOf(spec: DateSpec, anchor: string, asAt: string): string | null {
  if (spec.kind === "text") return null;
  if (spec.kind === "month-edge") {
    const month = addMonths(monthOf(asAt), -spec.monthsBack);
    const date = spec.edge === "first" ? firstDayOf(month) : lastDayOf(month);
    return date > asAt ? asAt : date;
  }
  const date = addDays(anchor, spec.days);
  return spec.keptBeforeAsAt && date > asAt ? asAt : date;
}

export function dateText(cell: DateCell, anchor: string, asAt: string): string {
  const date = dateOf(cell.spec, anchor, asAt);
  return date === null && cell.spec.kind === "text" ? cell.spec.text : writeDate(date ?? "", cell.style);
}

/** A real date in one of the formats that the contract lists. */
export function writeDate(date: string, { format, time, padded }: DateStyle): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const name = months[Number(month) - 1] ?? "";
  const formats = [
    `${day}/${month}/${year}`,
    `${day}/${month}/${year.slice(2)}`,
    date,
    `${day}-${name}-${year}`,
    `${day}-${name.toUpperCase()}-${year}`,
    `${day}-${name}-${year.slice(2)}`,
    `${day}-${month}-${year}`,
    `${day}.${month}.${year}`,
    `${day} ${month} ${year}`,
    `${Number(day)} ${name} ${year}`,
    `${Number(day)} ${name === "Sep" ? "Sept" : name} ${year}`,
    `${year}/${month}/${day}`,
    `${year}${month}${day}`,
    `${weekday(date)} ${day}/${month}/${year}`,
    `'${day}/${month}/${year}`,
    `${name} ${Number(day)} ${year}`,
  ];
  const text = `${formats[format] ?? date}${time}`;
  return padded ? ` ${text} ` : text;
}

/** A code as typed by hand: lower case, spaces around, leading zeros; or as a spreadsheet does, a decimal. */
export function oddly(codes: string[]): fc.Arbitrary<string> {
  return fc
    .record({ code: fc.constantFrom(...codes), manner: fc.nat(7) })
    .map(({ code, manner }) =>
      manner > 4
        ? code
        : ([code.toLowerCase(), ` ${code} `, `0${code}`, `00${code}`, `${code}.0`][manner] ?? code),
    );
}

function weekday(date: string): string {
  return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
}
