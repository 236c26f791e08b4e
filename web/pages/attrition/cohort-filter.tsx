import { useNavigate } from "@tanstack/react-router";
import { useSnapshot } from "../../layout/snapshot.ts";
import { type Cohort, cohortsOf } from "./cohorts.ts";

/** Which crimes are followed, by month recorded; written in the address. */
export function CohortFilter({ cohort }: { cohort: Cohort }) {
  const navigate = useNavigate({ from: "/attrition" });
  const { quarters, years, everything } = cohortsOf(useSnapshot());
  const isListed = [...quarters, ...years, everything].some(({ key }) => key === cohort.key);
  const groups = [
    { title: "Quarters followed for two years", cohorts: quarters.filter(({ isAged }) => isAged) },
    { title: "Financial years", cohorts: years },
    { title: "Younger quarters: the curves stop early", cohorts: quarters.filter(({ isAged }) => !isAged) },
  ].filter(({ cohorts }) => cohorts.length > 0);

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
