import { Problem } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import type { Definition } from "../model/definition.ts";

/** Refuses (400) settings that contradict each other or the KPIs: two targets for one month, a share above 1, a setting that its KPI
 * does not have. Settings of a missing KPI are accepted, as its folder may come back. */
export function refuseContradictions({ targets, annotations, kpis }: Settings, known: Definition[]): void {
  const byId = new Map(known.map((definition) => [definition.id, definition]));
  for (const [index, { kpi, from, value }] of targets.entries()) {
    const field = `settings.targets.${index}`;
    if (targets.findIndex((other) => other.kpi === kpi && other.from === from) < index)
      refuse(`${titleOf(kpi)} has two targets from ${from}.`, `${field}.from`);
    if (value < 0) refuse(`The target of ${titleOf(kpi)} is below 0.`, `${field}.value`);
    if (byId.get(kpi)?.unit === "share" && value > 1)
      refuse(`The target of ${titleOf(kpi)} is a share, so from 0 to 100%.`, `${field}.value`);
  }
  for (const [index, event] of annotations.entries()) {
    const same = annotations.findIndex(
      ({ month, title, kpi }) => month === event.month && title === event.title && kpi === event.kpi,
    );
    if (same < index)
      refuse(`“${event.title}” is noted twice in ${event.month}.`, `settings.annotations.${index}.title`);
  }
  for (const [id, { settings }] of Object.entries(kpis)) {
    const definition = byId.get(id);
    const unknown = Object.keys(settings).find((name) => definition && !(name in definition.settings));
    if (unknown)
      refuse(`${titleOf(id)} has no setting “${unknown}”.`, `settings.kpis.${id}.settings.${unknown}`);
  }

  function titleOf(id: string): string {
    return byId.get(id)?.title ?? id;
  }
}

function refuse(message: string, field: string): never {
  throw new Problem(400, "contradiction", message, field);
}
