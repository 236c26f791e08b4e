import { labelOf } from "../../server/wording/words.ts";
import { CrossGlyph } from "../components/icons.tsx";
import { chosenOf, type FilterSearch, withValues } from "../search.ts";
import type { Snapshot } from "../types.ts";
import { dimensionNames } from "./units.ts";

/** Lists the chosen filters, each with a button that removes it, and a button that removes all. */
export function ChosenFilters(props: {
  snapshot: Snapshot;
  filters: FilterSearch;
  onChange: (step: (now: FilterSearch) => FilterSearch) => void;
}) {
  const chosen = dimensionNames(props.snapshot).flatMap((dimension) =>
    chosenOf(props.filters, dimension).map((value) => ({ dimension, value })),
  );
  return (
    <div className="chosen">
      {chosen.length > 0 && (
        <ul>
          {chosen.map(({ dimension, value }) => (
            <li key={`${dimension}=${value}`}>
              <button
                type="button"
                onClick={() =>
                  props.onChange((now) =>
                    withValues(
                      now,
                      dimension,
                      chosenOf(now, dimension).filter((one) => one !== value),
                    ),
                  )
                }
              >
                <span>
                  {labelOf(props.snapshot, "dimension", dimension)}:{" "}
                  <b>{labelOf(props.snapshot, dimension, value)}</b>
                </span>
                <CrossGlyph />
                <span className="visually-hidden">take this filter away</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="link-button" onClick={() => props.onChange(() => ({}))}>
        Clear all filters
        {chosen.length > 1 && ` (${chosen.length})`}
      </button>
    </div>
  );
}
