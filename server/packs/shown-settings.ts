import type { PackText } from "../contract/pack.ts";
import type { Settings } from "../contract/settings.ts";

/** The settings as a pack shows them: an internal one with the force's targets and events, an external one with those that it says. An event
 * from which limits are worked out anew keeps its month and loses its words. */
export function shownSettings(
  settings: Settings,
  { audience, shows }: Pick<PackText, "audience" | "shows">,
): Settings {
  if (audience === "internal") return settings;
  const rebased = settings.annotations
    .filter(({ rebase }) => rebase)
    .map((event) => ({ ...event, title: "Limits worked out anew" }));
  return {
    ...settings,
    targets: shows.includes("targets") ? settings.targets : [],
    annotations: shows.includes("events") ? settings.annotations : rebased,
  };
}
