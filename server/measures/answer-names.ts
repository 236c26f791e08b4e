import { type CountName, inWords, kindOf } from "../model/count-names.ts";
import type { Definition } from "../model/definition.ts";
import type { Catalogue } from "../model/load-kpis.ts";
import { namesIn } from "../model/relations.ts";
import { figureNames } from "./figure-counts.ts";
import { funnelNames } from "./funnel-counts.ts";
import { incidenceNames } from "./incidence-counts.ts";
import { distributionNames, openNames, outcomeMixNames } from "./outcome-counts.ts";
import type { MeasureQueries } from "./queries.ts";

/** Leaves out the KPIs whose relations name a count that no answer shows, each with its fault. A KPI that has a fault itself may be
 * named: nothing is known of its counts. */
export function withKnownCounts(
  { definitions, faults }: Catalogue,
  queries: MeasureQueries,
  ageBands: string[],
): Catalogue {
  const kinds = new Set(namesOfAnswers(definitions, queries, ageBands).map(kindOf));
  const faulty = new Set(faults.map(({ id }) => id));
  const unknownOf = ({ relations }: Definition) =>
    relations
      .flatMap(namesIn)
      .find((name) => !kinds.has(kindOf(name)) && !(name.of !== null && faulty.has(name.of)));
  return {
    definitions: definitions.filter((definition) => !unknownOf(definition)),
    faults: [
      ...faults,
      ...definitions.flatMap((definition) => {
        const unknown = unknownOf(definition);
        if (!unknown) return [];
        const fault = `kpi.json: its relations name the ${inWords(unknown)}, which no answer shows`;
        return [{ id: definition.id, fault }];
      }),
    ],
  };
}

/** Every count that answers may show of these KPIs. */
function namesOfAnswers(
  definitions: Definition[],
  { outcomeGroups }: MeasureQueries,
  ageBands: string[],
): CountName[] {
  return [
    ...definitions.flatMap((definition) => [
      ...figureNames("series", definition),
      ...figureNames("breakdown", definition),
      ...(definition.kind === "duration" ? distributionNames(definition) : []),
    ]),
    ...outcomeMixNames(outcomeGroups),
    ...openNames(ageBands),
    ...incidenceNames(outcomeGroups),
    ...funnelNames(),
  ];
}
