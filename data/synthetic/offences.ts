import { logNormal, type Random, wholeNumber } from "./random.ts";

/** Crimes of one kind end alike: rape, other serious sexual offences, everything else. */
export type OffenceKind = "rape" | "serious" | "other";

export type Offence = {
  code: string;
  label: string;
  share: number;
  kind: OffenceKind;
  sex: "Female" | "Male" | "either";
  age: { from: number; to: number };
};

const adult = { from: 16, to: 90 };
const child = { from: 3, to: 12 };
const under16 = { from: 13, to: 15 };
const from13 = { from: 13, to: 90 };

/** The offences that a force records and their shares of all rows. The last two are on no map: an old class code and a
 * crime that has strayed into the export. */
export const offences: readonly Offence[] = [
  offence("19C", "Rape of a female aged 16 or over", 0.275, "rape", { sex: "Female", age: adult }),
  offence("19D", "Rape of a female child under 16", 0.045, "rape", { sex: "Female", age: under16 }),
  offence("19E", "Rape of a female child under 13", 0.025, "rape", { sex: "Female", age: child }),
  offence("19F", "Rape of a male aged 16 or over", 0.022, "rape", { sex: "Male", age: adult }),
  offence("19G", "Rape of a male child under 16", 0.008, "rape", { sex: "Male", age: under16 }),
  offence("19H", "Rape of a male child under 13", 0.012, "rape", { sex: "Male", age: child }),
  offence("19J", "Rape of a female: multiple undefined offenders", 0.004, "rape", {
    sex: "Female",
    age: from13,
  }),
  offence("19K", "Rape of a male: multiple undefined offenders", 0.001, "rape", { sex: "Male", age: from13 }),
  offence("17A", "Sexual assault on a male aged 13 or over", 0.05, "serious", { sex: "Male", age: from13 }),
  offence("17B", "Sexual assault on a male child under 13", 0.018, "serious", { sex: "Male", age: child }),
  offence("20A", "Sexual assault on a female aged 13 or over", 0.3, "serious", {
    sex: "Female",
    age: from13,
  }),
  offence("20B", "Sexual assault on a female child under 13", 0.045, "serious", {
    sex: "Female",
    age: child,
  }),
  offence("22A", "Causing sexual activity without consent", 0.03, "serious", { sex: "either", age: adult }),
  offence("70", "Sexual activity with a person with a mental disorder", 0.012, "serious", {
    sex: "either",
    age: adult,
  }),
  offence("21", "Sexual activity involving a child under 13", 0.02, "other", { sex: "either", age: child }),
  offence("22B", "Sexual activity involving a child under 16", 0.035, "other", {
    sex: "either",
    age: under16,
  }),
  offence("23", "Incest or familial sexual offences", 0.005, "other", {
    sex: "either",
    age: { from: 5, to: 17 },
  }),
  offence("71", "Abuse of children through sexual exploitation", 0.008, "other", {
    sex: "either",
    age: {
      from: 11,
      to: 17,
    },
  }),
  offence("72", "Trafficking for sexual exploitation", 0.002, "other", { sex: "either", age: adult }),
  offence("73", "Abuse of a position of trust of a sexual nature", 0.003, "other", {
    sex: "either",
    age: {
      from: 13,
      to: 17,
    },
  }),
  offence("88A", "Sexual grooming", 0.015, "other", { sex: "either", age: { from: 9, to: 15 } }),
  offence("88C", "Other miscellaneous sexual offences", 0.004, "other", { sex: "either", age: adult }),
  offence("88D", "Unnatural sexual offences", 0.001, "other", { sex: "either", age: adult }),
  offence("88E", "Exposure and voyeurism", 0.055, "other", { sex: "either", age: from13 }),
  offence("19A", "Rape of a female (old code)", 0.001, "other", { sex: "Female", age: adult }),
  offence("8N", "Assault with injury", 0.004, "other", { sex: "either", age: adult }),
];

/** A victim's age in years at the time of the offence: spread evenly over childhood, mostly young among adults. */
export function victimAge(random: Random, { age }: Offence): number {
  if (age.to < 18) return wholeNumber(random, age.from, age.to);
  const drawn = age.from + Math.floor(logNormal(random, 11, 0.85));
  return drawn <= age.to ? drawn : wholeNumber(random, 18, 60);
}

function offence(
  code: string,
  label: string,
  share: number,
  kind: OffenceKind,
  { sex, age }: Pick<Offence, "sex" | "age">,
): Offence {
  return { code, label, share, kind, sex, age };
}
