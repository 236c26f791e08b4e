import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { formatMonth } from "../../../server/wording/format.ts";
import { latestJudged } from "../../../server/wording/judging.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Switch } from "../../components/switch.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Kpi, Point } from "../../types.ts";
import { periodWords } from "./breakdown-figures.ts";
import { type Behind, CasesListing } from "./cases-listing.tsx";
import { breakdownQuery, type Listed } from "./kpi-queries.ts";
import { useSplit } from "./use-split.ts";

const sides = [
  { value: "numerator", title: "Numerator" },
  { value: "denominator", title: "Denominator" },
] as const;

/** Lists the crimes behind the number of a month or a group. It reads them only when the reader opens a number. */
export function CasesPanel({ kpi, points }: { kpi: Kpi; points: Point[] }) {
  const { month, group, counted } = useSearch({ from: "/kpi/$id" });
  const navigate = useNavigate({ from: "/kpi/$id" });
  const latest = latestJudged(points) ?? points.at(-1);
  const side = sideOf(kpi, counted);
  const behind = useBehind(kpi, points, side);

  function open(chosen: string) {
    void navigate({
      search: ({ month: _, group: __, ...now }) => (chosen ? { ...now, month: chosen } : now),
      resetScroll: false,
    });
  }

  return (
    <section className="panel" id="crimes" aria-labelledby="crimes-title">
      <div className="panel__head">
        <div>
          <h2 id="crimes-title">The {kpi.words.many} behind the number</h2>
          <p className="small">References only: no names, addresses or dates of birth are held here.</p>
        </div>
        <div className="panel__tools">
          <MonthSelect points={points} month={month} onChange={open} />
          {kpi.unit === "share" && (month || group) && (
            <Switch
              legend={`Which ${kpi.words.many}`}
              choices={sides}
              value={side}
              onChange={(chosen) =>
                void navigate({ search: (now) => ({ ...now, counted: chosen }), resetScroll: false })
              }
            />
          )}
        </div>
      </div>
      {behind ? (
        <CasesListing kpi={kpi} behind={behind} />
      ) : (
        latest && (
          <button type="button" className="button" onClick={() => open(latest.month)}>
            List the {kpi.words.many} of {formatMonth(latest.month)}
          </button>
        )
      )}
    </section>
  );
}

function MonthSelect(props: {
  points: Point[];
  month: string | undefined;
  onChange: (month: string) => void;
}) {
  const months = props.points.map(({ month }) => month);
  const offered = props.month && !months.includes(props.month) ? [...months, props.month] : months;
  return (
    <label className="field field--inline">
      <span>Month</span>
      <select value={props.month ?? ""} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">Choose…</option>
        {offered.toReversed().map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The number that the address names and the request for its crimes, so that the two can be compared. */
function useBehind(kpi: Kpi, points: Point[], counted: Listed["counted"]): Behind | null {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const { split } = useSplit();
  const { month, group } = useSearch({ from: "/kpi/$id" });
  const { data } = useQuery({
    ...breakdownQuery(kpi.id, filters, split ?? ""),
    enabled: group !== undefined && split !== null,
  });
  if (month) {
    const point = points.find((one) => one.month === month);
    const listed = { from: month, to: month, group: null, counted };
    return { listed, where: formatMonth(month), number: point?.[counted] ?? null };
  }
  if (!group || !split || !data?.period || data.by !== split) return null;
  const { from, to, taken_on } = data.period;
  const row = data.groups.find((one) => one.split === group);
  return {
    listed: { from: taken_on ? to : from, to, group: { by: split, value: group }, counted },
    where: `${labelOf(snapshot, split, group)}, ${periodWords(data.period)}`,
    number: row?.[counted] ?? null,
  };
}

/** The list that makes up the number: the numerator's crimes, or for a median all crimes that it is taken from. */
function sideOf(kpi: Kpi, counted: Listed["counted"] | undefined): Listed["counted"] {
  if (kpi.unit === "days") return "denominator";
  return kpi.unit === "share" ? (counted ?? "numerator") : "numerator";
}
