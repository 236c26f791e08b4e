import { useNavigate } from "@tanstack/react-router";
import { type Cohort, cohortsOf, releasedMonths } from "../../cohorts/cohorts.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { FilterSearch } from "../../search.ts";
import type { Snapshot } from "../../types.ts";

/** Chooses which crimes are followed, by month recorded. The address holds the choice. */
export function CohortFilter(props: { cohort: Cohort; filters: FilterSearch; isReleased: boolean }) {
  const { cohort, filters, isReleased } = props;
  const navigate = useNavigate({ from: "/attrition" });
  const snapshot = useSnapshot();
  const { everything } = cohortsOf(snapshot);
  const groups = groupsOf(snapshot, filters, isReleased).filter(({ cohorts }) => cohorts.length > 0);
  const isListed = [everything, ...groups.flatMap(({ cohorts }) => cohorts)].some(
    ({ key }) => key === cohort.key,
  );

  return (
    <label className="field">
      <span>Cohort, by month recorded</span>
      <select
        value={cohort.key}
        onChange={(event) =>
          void navigate({ search: (now) => ({ ...now, cohort: event.target.value }), resetScroll: false })
        }
      >
        {!isListed && <option value={cohort.key}>{cohort.title}</option>}
        {groups.map(({ title, cohorts }) => (
          <optgroup key={title} label={title}>
            {cohorts.map(({ key, title: name, isAged }) => (
              <option key={key} value={key}>
                {name}
                {!isAged && name.startsWith("Financial") ? " (in part)" : ""}
              </option>
            ))}
          </optgroup>
        ))}
        <option value={everything.key}>{everything.title}</option>
      </select>
    </label>
  );
}

function groupsOf(
  snapshot: Snapshot,
  filters: FilterSearch,
  isReleased: boolean,
): { title: string; cohorts: Cohort[] }[] {
  if (isReleased) return [{ title: "One month", cohorts: releasedMonths(snapshot, filters) }];
  const { quarters, years } = cohortsOf(snapshot);
  return [
    { title: "Quarters followed for two years", cohorts: quarters.filter(({ isAged }) => isAged) },
    { title: "Financial years", cohorts: years },
    { title: "Younger quarters: the curves stop early", cohorts: quarters.filter(({ isAged }) => !isAged) },
  ];
}
