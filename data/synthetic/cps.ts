import type { Ending } from "./endings.ts";
import { logNormal, type Random } from "./random.ts";

/** Days after recording on which the CPS was asked for early advice and first sent the case to decide; null = never. */
export type CpsContact = { earlyAdvice: number | null; submission: number | null };

/** Shares of the crimes that go to the CPS, by how they end. */
const submitted: Record<string, number> = { "1": 0.98, "9": 1, "15": 0.3, "16": 0.04, "21": 0.1 };

/** Draws the contact with the CPS; `uptake` is how often early advice is asked for when a suspect is identified. */
export function drawCpsContact(random: Random, ending: Ending, uptake: number): CpsContact {
  const isAsked = random() < Math.min(uptake, 0.97);
  const asked = Math.floor(logNormal(random, 12, 0.9));
  const submission = drawSubmission(random, ending);
  return { earlyAdvice: ending.suspectKnown && isAsked && asked <= ending.days ? asked : null, submission };
}

function drawSubmission(random: Random, { code, days }: Ending): number | null {
  const isSubmitted = random() < (submitted[code] ?? 0);
  const decision = Math.floor(logNormal(random, 55, 0.7));
  if (!isSubmitted) return null;
  // Where the CPS would have had the case longer than the police, the police had most of that time.
  return decision < days ? days - decision : Math.floor(days * 0.7);
}
