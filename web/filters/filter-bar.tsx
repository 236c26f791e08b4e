import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { labelOf } from "../../server/wording/words.ts";
import { useIsReleased } from "../layout/session.ts";
import { useSnapshot } from "../layout/snapshot.ts";
import { chosenOf, type FilterSearch, hasFilters, ignoredIn, withValues } from "../search.ts";
import type { Dimension, Scope, Snapshot } from "../types.ts";
import { Boxes, CheckList, type Option } from "./check-list.tsx";
import { ChosenFilters } from "./chosen-filters.tsx";
import { type CountOf, useFilterCounts } from "./filter-counts.ts";
import { filterWords } from "./filter-words.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { dimensionNames, firstDimension, usualScope } from "./units.ts";
import { useFilters } from "./use-filters.ts";

/** The filters: scope, period and the first dimension in front, the others on demand. The address holds every choice. `period` replaces the
 * choice of months on a page that needs another one. */
export function FilterBar({ period }: { period?: ReactNode }) {
  const snapshot = useSnapshot();
  const { filters, change } = useFilters();
  const isReleased = useIsReleased() === true;
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const countOf = useFilterCounts(filters, wasOpened || isOpen);
  const moreId = useId();
  const first = firstDimension(snapshot);
  const usual = usualScope(snapshot);
  const more = dimensionNames(snapshot).filter(
    (key) => key !== first?.name && optionsOf(snapshot, key, filters, countOf).length > 1,
  );
  const chosenMore = more.reduce((sum, key) => sum + chosenOf(filters, key).length, 0);
  const firstOptions = first ? optionsOf(snapshot, first.name, filters, countOf) : [];

  function choose(dimension: Dimension, chosen: string[]) {
    change((now) =>
      isReleased ? withValues({}, dimension, chosen.slice(-1)) : withValues(now, dimension, chosen),
    );
  }

  function chooseScope(scope: Scope) {
    change(({ scope: _, ...now }) => ({ ...(!isReleased && now), ...(scope !== usual && { scope }) }));
  }

  return (
    <search className="filters" aria-label="Filters">
      <div className="filters__row">
        <ScopeFilter snapshot={snapshot} scope={filters.scope ?? usual} onChange={chooseScope} />
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
        {first && firstOptions.length > 1 && (
          <CheckList
            title={first.title}
            everything={first.whole}
            options={firstOptions}
            chosen={chosenOf(filters, first.name)}
            onChange={(chosen) => choose(first.name, chosen)}
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
        <Rule isReleased={isReleased} />
      </div>
      <div className="filters__panel" id={moreId} hidden={!isOpen}>
        {more.map((dimension) => (
          <div key={dimension} className="filters__group">
            <p aria-hidden="true">{labelOf(snapshot, "dimension", dimension)}</p>
            <Boxes
              title={labelOf(snapshot, "dimension", dimension)}
              options={optionsOf(snapshot, dimension, filters, countOf)}
              chosen={chosenOf(filters, dimension)}
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

/** Says what may be asked of rounded figures, or that a view can be sent. */
function Rule({ isReleased }: { isReleased: boolean }) {
  return (
    <p className={isReleased ? "filters__rule" : "filters__address"}>
      {isReleased
        ? "Rounded figures: one filter at a time, by month or over the whole period. Financial years beside months would let small groups be worked out"
        : "This view has its own address: send the link, or bookmark it"}
    </p>
  );
}

function ScopeFilter(props: { snapshot: Snapshot; scope: Scope; onChange: (scope: Scope) => void }) {
  return (
    <label className="field">
      <span>Offences</span>
      <select value={props.scope} onChange={(event) => props.onChange(event.target.value)}>
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
  const ignored = ignoredIn(searchText, useSnapshot());
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
  const unknown = chosenOf(filters, dimension).filter((value) => !known.includes(value));
  return [...known, ...unknown].map((value) => ({
    value,
    title: labelOf(snapshot, dimension, value),
    crimes: countOf(dimension, value),
  }));
}
