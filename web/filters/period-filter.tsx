import { useState } from "react";
import { formatMonth } from "../../server/wording/format.ts";
import { monthOf, monthsBetween } from "../../server/wording/months.ts";
import { useSnapshot } from "../layout/snapshot.ts";
import type { FilterSearch } from "../search.ts";
import { periodKeyOf, periodsOf } from "./periods.ts";

/** Chooses the months to show: a ready period, or a first and a last month. Rounded figures have the whole period only, as somebody
 * could subtract one window from another and find small groups. */
export function PeriodFilter(props: {
  filters: FilterSearch;
  isReleased: boolean;
  onChange: (from?: string, to?: string) => void;
}) {
  const snapshot = useSnapshot();
  const [isChoosing, setChoosing] = useState(false);
  const periods = props.isReleased ? [] : periodsOf(snapshot);
  const asAtMonth = monthOf(snapshot.asAt);
  const found = periodKeyOf(props.filters, periods);
  const key = isChoosing ? "other" : found;

  function choose(chosen: string) {
    setChoosing(chosen === "other");
    if (chosen === "other") return;
    const period = periods.find((one) => one.key === chosen);
    props.onChange(period?.from, period?.to);
  }

  return (
    <>
      <label className="field">
        <span>Period</span>
        <select value={key} onChange={(event) => choose(event.target.value)}>
          <option value="all">
            All months, {formatMonth(snapshot.firstMonth)} to {formatMonth(asAtMonth)}
          </option>
          {periods.map((period) => (
            <option key={period.key} value={period.key}>
              {period.title}
            </option>
          ))}
          {(!props.isReleased || key === "other") && <option value="other">Other months…</option>}
        </select>
      </label>
      {key === "other" && (
        <>
          <MonthSelect
            title="From"
            value={props.filters.from ?? snapshot.firstMonth}
            months={monthsBetween(snapshot.firstMonth, props.filters.to ?? asAtMonth)}
            onChange={(from) => props.onChange(from, props.filters.to ?? asAtMonth)}
          />
          <MonthSelect
            title="To"
            value={props.filters.to ?? asAtMonth}
            months={monthsBetween(props.filters.from ?? snapshot.firstMonth, asAtMonth)}
            onChange={(to) => props.onChange(props.filters.from ?? snapshot.firstMonth, to)}
          />
        </>
      )}
    </>
  );
}

function MonthSelect(props: {
  title: string;
  value: string;
  months: string[];
  onChange: (month: string) => void;
}) {
  const months = props.months.includes(props.value) ? props.months : [props.value, ...props.months];
  return (
    <label className="field">
      <span>{props.title}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {months.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </select>
    </label>
  );
}
