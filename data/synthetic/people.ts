import { type Offence, offences, victimAge } from "./offences.ts";
import { choose, pick, type Random } from "./random.ts";

/** A victim and what was done, with the key of the person who did it. Keys are pseudonyms that mean nothing. */
export type People = {
  offence: Offence;
  victimKey: string;
  victimAge: number;
  victimSex: string;
  suspectKey: string;
};

/** Draws the people of the crime with this number; now and then a victim of an earlier crime is a victim again. */
export function drawPeople(random: Random, crimeNumber: number, earlier: readonly People[]): People {
  if (random() < 0.03 && earlier.length > 0) return pick(random, earlier);
  const offence = choose(random, offences);
  return {
    offence,
    victimKey: `V-${digits(crimeNumber)}`,
    victimAge: victimAge(random, offence),
    victimSex: sexOf(random, offence),
    suspectKey: `S-${digits(crimeNumber)}`,
  };
}

/** The same crime's second victim, for a row that repeats it. */
export function secondVictim(
  random: Random,
  crimeNumber: number,
  offence: Offence,
): { key: string; age: number; sex: string } {
  return { key: `V-${digits(crimeNumber)}-2`, age: victimAge(random, offence), sex: sexOf(random, offence) };
}

/** What the suspect was to the victim; a suspect who stays unknown is mostly a stranger. */
export function drawRelationship(random: Random, age: number, isSuspectKnown: boolean): string {
  if (!isSuspectKnown) return choose(random, relationships.suspectUnknown).name;
  return choose(random, age < 16 ? relationships.child : relationships.adult).name;
}

/** Whether a crime is domestic abuse: by a partner or family member, and the victim is 16 or over. */
export function isDomestic(random: Random, relationship: string, age: number): boolean {
  const chance = random();
  if (age < 16) return false;
  if (relationship === "Partner or ex-partner") return chance < 0.96;
  return relationship === "Family" && chance < 0.9;
}

const relationships = {
  adult: [
    { name: "Stranger", share: 0.1 },
    { name: "Acquaintance", share: 0.36 },
    { name: "Partner or ex-partner", share: 0.39 },
    { name: "Family", share: 0.07 },
    { name: "Other", share: 0.08 },
  ],
  child: [
    { name: "Stranger", share: 0.04 },
    { name: "Acquaintance", share: 0.42 },
    { name: "Partner or ex-partner", share: 0.1 },
    { name: "Family", share: 0.35 },
    { name: "Other", share: 0.09 },
  ],
  suspectUnknown: [
    { name: "Stranger", share: 0.58 },
    { name: "Acquaintance", share: 0.2 },
    { name: "Partner or ex-partner", share: 0.02 },
    { name: "Family", share: 0.02 },
    { name: "Other", share: 0.18 },
  ],
};

function sexOf(random: Random, { sex }: Offence): string {
  const chance = random();
  if (sex !== "either") return sex;
  return chance < 0.82 ? "Female" : "Male";
}

function digits(number: number): string {
  return String(number).padStart(6, "0");
}
