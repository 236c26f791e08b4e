import fc from "fast-check";
import {
  blank,
  type DateCell,
  type DateSpec,
  dateCell,
  dateStyle,
  daysSpec,
  gap,
  oddly,
  textSpec,
  unreadableDate,
} from "./dirty-cells.ts";

/** One row of a dirty cases file before its dates are placed in time. */

const yesNo = fc.constantFrom(
  ...[
    "yes",
    "Yes",
    "Y",
    "TRUE",
    "1",
    "t",
    "yes",
    "yes",
    "no",
    "N",
    "False",
    "0",
    "F",
    "unknown",
    "maybe",
    "",
    "NULL",
  ],
);

const age = fc.oneof(
  fc.constantFrom(
    ...["15", "16", "0", "12", "13", "17", "18", "24", "25", "34", "35", "44", "45", "54", "55"],
  ),
  fc.constantFrom(...["64", "65", "120", "121", "-1", "34.5", "child", "N/A", "", " 16 ", "15", "16"]),
);

const offence = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      code: oddly(["19C", "19C", "19F", "19D", "19J", "19J", "19K", "17A", "20A", "70", "21", "88E"]),
      text: fc.constantFrom("", "Exposure and voyeurism", "nonsense"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      code: blank,
      text: fc.constantFrom(
        "Rape of a female aged 16 or over",
        "RAPE OF A MALE, AGED 16 OR OVER",
        "rape of a female - multiple undefined offenders.",
        "Exposure & voyeurism",
        "incest or familial sexual offences",
        "",
        "N/A",
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ code: oddly(["11A", "99Z", "8N"]), text: fc.constant("Exposure and voyeurism") }),
  },
);

const cancelled = fc.oneof(
  { weight: 6, arbitrary: blank },
  { weight: 1, arbitrary: fc.constantFrom("C1", "C2", "C3", "C4", "C5", "N100", "c2", " C3 ", "n100") },
);

const label = fc.constantFrom(
  ...["North", "North", "South", " South ", "north", "Ynys Môn", 'East, "Coast"', "Two\nlines", "a;b|c\td"],
  ...["", "N/A", "null", "-", "unknown"],
);

/** When a crime was recorded: most within 30 months of as-at, many on the days around which months and ages turn. */
const recorded: fc.Arbitrary<DateSpec> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 910 }).map((days) => daysSpec(-days, true)) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(0, 1, 27, 28, 29, 90, 91, 364, 365, 366, 367)
      .map((days) => daysSpec(-days, true)),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("month-edge" as const),
      monthsBack: fc.nat(30),
      edge: fc.constantFrom("first" as const, "last" as const),
    }),
  },
);

const badRecorded: fc.Arbitrary<DateSpec> = fc.oneof(
  blank.map(textSpec),
  unreadableDate.map(textSpec),
  fc.integer({ min: 1, max: 40 }).map((days) => daysSpec(days, false)),
);

/** A submission is placed from recording, or from the early advice it may equal. */
const submission = fc.record({
  after: fc.constantFrom("recorded" as const, "early advice" as const),
  cell: dateCell(fc.oneof(fc.constantFrom(-1, 0, 1), gap), 12),
});

export const goodRecorded: fc.Arbitrary<DateCell> = fc.record({ spec: recorded, style: dateStyle });

export const caseSpec = fc.record({
  /** The crime whose reference the row bears: mostly its own, else a repeat of another's. */
  refOf: fc.option(fc.nat(59), { freq: 8, nil: null }),
  refStyle: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom("plain", "padded") },
    { weight: 1, arbitrary: fc.constantFrom("blank", "lower case") },
  ),
  recorded: fc.oneof(
    { weight: 20, arbitrary: goodRecorded },
    { weight: 1, arbitrary: fc.record({ spec: badRecorded, style: dateStyle }) },
  ),
  offence,
  force: fc.constantFrom("Avonshire", "Avonshire", "Borderland", ""),
  district: label,
  team: label,
  age,
  sex: fc.constantFrom("Female", "Male", "female", "", "#N/A"),
  relationship: label,
  domestic: yesNo,
  suspectIdentified: yesNo,
  suspectIdentifiedOn: dateCell(gap, 10),
  cancelled,
  offenceBefore: dateCell(
    fc.oneof(fc.constantFrom(-364, -365, -366, -367, 0, 1), fc.integer({ min: -2000, max: 0 })),
    5,
  ),
  reported: dateCell(fc.constantFrom(0, -1, -400), 5),
  earlyAdvice: dateCell(gap, 10),
  sought: fc.constantFrom("yes", "no", "", "unknown", "Unknown", " UNKNOWN ", "N/A"),
  submission,
  extract: dateCell(fc.constant(0), 5),
});

export type CaseSpec = typeof caseSpec extends fc.Arbitrary<infer Spec> ? Spec : never;
