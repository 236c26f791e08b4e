import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import { Problem } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";

/** The ONS 10-5 rule, which a force may make stricter: counts under `hide_under` are hidden, others rounded to
 * `round_to`, medians rounded to `round_days_to`. */
export type SmallNumberRule = Settings["small_numbers"];

/** How exact the figures of an answer may be: `exact`; `no-small-groups`, exact except for groups of 1 to 4; `released`, by
 * the small-number rule, fit to leave the force. Every function that reads figures asks for one. */
export type View =
  | { exactness: "exact" }
  | { exactness: "no-small-groups" }
  | { exactness: "released"; rule: SmallNumberRule };

export const exactView: View = { exactness: "exact" };

/** Says the protective marking of figures and how to handle them. Released figures are marked as fit to leave the force. */
export function markingOf(settings: Settings, isReleased: boolean): { label: string; handling: string } {
  return isReleased
    ? { label: settings.packs.external_marking, handling: "Small numbers protected for release" }
    : { label: settings.marking, handling: "Not for onward release" };
}

/** Makes the view of figures that may leave the force: external packs and files, and every viewer's pages. */
export function releasedView(settings: Settings): View {
  return { exactness: "released", rule: settings.small_numbers };
}

/** The most exact view that one of the person's roles allows. Throws a 403 if none of them allows figures. */
export function viewFor(person: Person, settings: Settings): View {
  if (may(person, "read-small-groups")) return exactView;
  if (may(person, "read-working-figures")) return { exactness: "no-small-groups" };
  if (may(person, "read-figures")) return releasedView(settings);
  throw new Problem(403, "forbidden", "None of your roles may see figures.");
}
