import { dayText } from "./days.ts";
import { logNormal, type Random } from "./random.ts";

type Known = { recorded: number; reported: number; latest: number; asAt: number; blanks: number };

/** When a suspect was first named, as a date: mostly on the day of recording, now and then when it was reported, else some days
 * later; never after the `latest` day, on which something was done that needs a suspect. Some are blank. */
export function suspectNamed(random: Random, { recorded, reported, latest, asAt, blanks }: Known): string {
  const isBlank = random() < 0.05 * blanks;
  const when = random();
  const later = recorded + Math.floor(logNormal(random, 9, 1.3));
  const named = when < 0.12 ? reported : when < 0.64 ? recorded : later;
  return isBlank ? "" : dayText(Math.min(named, latest, asAt));
}
