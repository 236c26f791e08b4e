import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { labelOf } from "../../server/wording/words.ts";
import { useIsReleased } from "../layout/session.ts";
import { useSnapshot } from "../layout/snapshot.ts";
import { dimensionKeys, type FilterSearch, hasFilters, ignoredIn, withValues } from "../search.ts";
import type { Dimension, Scope, Snapshot } from "../types.ts";
import { Boxes, CheckList, type Option } from "./check-list.tsx";
import { ChosenFilters } from "./chosen-filters.tsx";
import { type CountOf, useFilterCounts } from "./filter-counts.ts";
import { filterWords } from "./filter-words.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { useFilters } from "./use-filters.ts";

/** The filters: scope, period and district first, the others on demand. The address holds every choice. `period` replaces the
 * choice of months on a page that needs another one. */
export function FilterBar({ period }: { period?: ReactNode }) {
  const snapshot = useSnapshot();
  const { filters, change } = useFilters();
  const isReleased = useIsReleased() === true;
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const countOf = useFilterCounts(filters, wasOpened || isOpen);
  const moreId = useId();
  const more = dimensionKeys.filter(
    (key) => key !== "district" && optionsOf(snapshot, key, filters, countOf).length > 1,
  );
  const chosenMore = more.reduce((sum, key) => sum + (filters[key]?.length ?? 0), 0);
  const districts = optionsOf(snapshot, "district", filters, countOf);

  function choose(dimension: Dimension, chosen: string[]) {
    change((now) =>
      isReleased ? withValues({}, dimension, chosen.slice(-1)) : withValues(now, dimension, chosen),
    );
  }

  function chooseScope(scope: Scope) {
    change(({ scope: _, ...now }) => ({ ...(!isReleased && now), ...(scope !== "rasso" && { scope }) }));
  }

  return (
    <search className="filters" aria-label="Filters">
      <div className="filters__row">
        <ScopeFilter snapshot={snapshot} scope={filters.scope ?? "rasso"} onChange={chooseScope} />
        {period ?? (
          <PeriodFilter
            filters={filters}
            isReleased={isReleased}
            onChange={(from, to) =>
              change(({ from: _from, to: _to, ...now }) => ({
                ...now,
                ...(from && { from }),
                ...(to && { to }),
              }))
            }
          />
        )}
        {districts.length > 1 && (
          <CheckList
            title="District"
            everything="Whole force"
            options={districts}
            chosen={filters.district ?? []}
            onChange={(chosen) => choose("district", chosen)}
            onOpen={() => setOpened(true)}
          />
        )}
        {more.length > 0 && (
          <button
            type="button"
            className="button filters__more"
            aria-expanded={isOpen}
            aria-controls={moreId}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? "Fewer filters" : "More filters"}
            {chosenMore > 0 && <span className="count">{chosenMore} chosen</span>}
          </button>
        )}
        <p className={isReleased ? "filters__rule" : "filters__address"}>
          {isReleased
            ? "Rounded figures: one filter at a time, by month or over the whole period. Financial years beside months would let small groups be worked out"
            : "This view has its own address: send the link, or bookmark it"}
        </p>
      </div>
      <div className="filters__panel" id={moreId} hidden={!isOpen}>
        {more.map((dimension) => (
          <div key={dimension} className="filters__group">
            <p aria-hidden="true">{labelOf(snapshot, "dimension", dimension)}</p>
            <Boxes
              title={labelOf(snapshot, "dimension", dimension)}
              options={optionsOf(snapshot, dimension, filters, countOf)}
              chosen={filters[dimension] ?? []}
              onChange={(chosen) => choose(dimension, chosen)}
            />
          </div>
        ))}
      </div>
      {hasFilters(filters) && <ChosenFilters snapshot={snapshot} filters={filters} onChange={change} />}
      <Ignored />
      <p className="print-only">Shown: {filterWords(snapshot, filters)}.</p>
    </search>
  );
}

function ScopeFilter(props: { snapshot: Snapshot; scope: Scope; onChange: (scope: Scope) => void }) {
  return (
    <label className="field">
      <span>Offences</span>
      <select
        value={props.scope}
        onChange={(event) =>
          props.onChange(props.snapshot.scopes.find((one) => one === event.target.value) ?? "rasso")
        }
      >
        {props.snapshot.scopes.map((scope) => (
          <option key={scope} value={scope}>
            {labelOf(props.snapshot, "scope", scope)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Ignored() {
  const searchText = useRouterState({ select: (state) => state.location.searchStr });
  const ignored = ignoredIn(searchText);
  if (ignored.length === 0) return null;
  return (
    <p className="filters__ignored" role="status">
      Part of this link was not understood and is not applied: <code>{ignored.join(" ")}</code>
    </p>
  );
}

function optionsOf(
  snapshot: Snapshot,
  dimension: Dimension,
  filters: FilterSearch,
  countOf: CountOf,
): Option[] {
  const known = snapshot.dimensions[dimension] ?? [];
  const unknown = (filters[dimension] ?? []).filter((value) => !known.includes(value));
  return [...known, ...unknown].map((value) => ({
    value,
    title: labelOf(snapshot, dimension, value),
    crimes: countOf(dimension, value),
  }));
}
