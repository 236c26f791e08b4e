import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createDatabase, readQuery, select } from "../../server/engine/database.ts";
import { prepareBuild } from "../../server/import/build.ts";
import { storeTexts } from "../../server/import/load.ts";
import { readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";
import { blank, dateStyle, unreadableDate, writeDate } from "../recalculation/dirty-cells.ts";
import { readDate, readText, readYesNo } from "../recalculation/read-values.ts";

const instance = await createDatabase(":memory:");
const connection = await instance.connect();
beforeAll(() => prepareBuild(connection, places.queries, readModel([places.queries]).inputs));
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const read = z.object({
  text: z.string().nullable(),
  day: z.string().nullable(),
  written_as: z.string(),
  answer: z.string().nullable(),
});

/** What the product reads in each text. */
async function readTexts(texts: string[]) {
  await connection.run("delete from texts");
  await storeTexts(
    connection,
    texts.map((text, index) => ({ number: index + 1, text: text.trim() })),
  );
  return select(
    connection,
    `select read_text(texts.raw) as text, dates.day::varchar as day, dates.written_as, read_yes_no(read_text(texts.raw)) as answer
    from (${readQuery(places.queries, "staging/text_dates.sql")}) as dates
    inner join texts on texts.text_no = dates.text_no
    where texts.text_no > 0
    order by texts.text_no`,
    {},
    read,
  );
}

/** Every text is read as plain TypeScript reads it, by section 1 of the contract. */
async function expectRead(texts: string[]): Promise<void> {
  const found = await readTexts(texts);
  expect(
    found.map(
      ({ day, written_as }) => day ?? (["blank", "default"].includes(written_as) ? null : "unreadable"),
    ),
  ).toEqual(texts.map(readDate));
  expect(found.map(({ text }) => text)).toEqual(texts.map(readText));
  expect(found.map(({ answer }) => answer ?? "unknown")).toEqual(texts.map(readYesNo));
}

const day = fc
  .date({ min: new Date("1930-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const clock = fc
  .tuple(fc.nat(24), fc.nat(61))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const offset = fc.constantFrom("Z", "+00:00", "+0100", "-05:00", "+05:30", " +01:00", "");

test("whatever the day, format and time, a date is the day that it says", async () => {
  const texts = fc.sample(
    fc.tuple(day, dateStyle).map(([each, style]) => writeDate(each, style)),
    {
      numRuns: 3000,
      seed: 20261201,
    },
  );
  await expectRead(texts);
});

test("a time with an offset is turned to the British day, in summer and winter", async () => {
  const texts = fc.sample(
    fc.tuple(day, clock, offset).map(([each, time, zone]) => `${each}T${time}:00${zone}`),
    { numRuns: 3000, seed: 20261202 },
  );
  await expectRead(texts);
});

test("blanks, defaults of databases, words and impossible dates are read alike", async () => {
  const texts = fc.sample(fc.oneof(blank, unreadableDate), { numRuns: 500, seed: 20261203 });
  const others = [
    ...["never", "1900-01-00", "00/00/0000", "0000-00-00", "31/12/9999", "1753-01-01 00:00:00", "01/01/1970"],
    ...["2018-01", "Jan 2018", "45291", "45291.5", "yes", "N", "TRUE", "Not known", "n/k", "0", "1"],
    ...[
      "31-OCT-25 12.00.00.000000 AM",
      "31-OCT-25 11.59.59.000000000 PM",
      "31-OCT-25 11.30 pm",
      "1-Nov-2025 13.60.00 PM",
    ],
    ...[
      "31.10.2025 12.30",
      "31.10.25 12:30.15",
      "31-OCT-25 11.30.00 PM +00:00",
      "30-JUN-25 11.30.00 PM +00:00",
    ],
    ...["1969-12-31T23:00:00Z", "1969-12-31T22:00:00Z", "1970-01-01T00:00:00+00:00", "1970-01-01T23:30:00Z"],
    ...[
      "No data",
      "(No value)",
      "Missing",
      "{null}",
      "''",
      "'",
      "N\\A",
      "Not set",
      "-nan",
      "1.#QNAN",
      "#SPILL!",
      "#CALC!",
      "#A12",
      "#1!",
    ],
    ...["TBC", "To be confirmed", "not available", "2025-10-31 00:00:00 BST", "31/10/2025 00:00 BST"],
    ...[
      "Fri Oct 31 2025 00:00:00 GMT+0000 (Greenwich Mean Time)",
      "Mon Jun 30 2025 23:30:00 GMT+0000 (Greenwich Mean Time)",
    ],
    ...[
      "Tue Jul 01 2025 00:00:00 GMT+0100 (British Summer Time)",
      "30/06/2025 23:30 GMT",
      "30/06/2025 23:30 UTC",
    ],
    ...["1.0", "0.0", "1.00", "0.", "1.5", "yes.0", "01"],
    ...["30/02/2024 10:00", "01/02/2024 24:30", "01/02-2024", "311224", "1st 2nd", '="01/02/2024"', "'yes"],
  ];
  await expectRead([...texts, ...others]);
});

test("months, day numbers and American dates are named", async () => {
  const texts = ["2018-01", "Jan 2018", "01/2018", "45291", "45291.75", "12/31/2023", "1/13/24", "soon"];
  const found = await readTexts(texts);
  expect(found.map(({ written_as }) => written_as)).toEqual([
    ...["month", "month", "month", "day-number", "day-number", "month-first", "month-first", "unreadable"],
  ]);
});
