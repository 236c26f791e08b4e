import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { formatCount, shownCount } from "../../server/wording/format.ts";

/** A value to tick. `crimes` counts the crimes with that value; undefined if the count is not known. */
export type Option = { value: string; title: string; crimes: number | null | undefined };

/** A filter for several values: a button opens a list of boxes, Escape or a click elsewhere closes it. */
export function CheckList(props: {
  title: string;
  everything: string;
  options: Option[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  onOpen: () => void;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const titleId = useId();
  useClosing(details);
  const chosenTitles = props.options
    .filter(({ value }) => props.chosen.includes(value))
    .map(({ title }) => title);
  const summary =
    chosenTitles.length === 0
      ? props.everything
      : chosenTitles.length === 1
        ? chosenTitles[0]
        : `${chosenTitles.length} of ${props.options.length}`;

  return (
    <div className="field">
      <span id={titleId}>{props.title}</span>
      <details
        className="check-list"
        ref={details}
        onToggle={({ currentTarget }) => currentTarget.open && props.onOpen()}
      >
        <summary aria-labelledby={`${titleId} ${titleId}-chosen`}>
          <span id={`${titleId}-chosen`}>{summary}</span>
        </summary>
        <Boxes {...props} />
      </details>
    </div>
  );
}

/** The boxes themselves, with a field to find one among many. */
export function Boxes(props: {
  title: string;
  options: Option[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const [find, setFind] = useState("");
  const shown = props.options.filter(({ title }) => title.toLowerCase().includes(find.toLowerCase()));
  return (
    <fieldset className="boxes">
      <legend className="visually-hidden">{props.title}</legend>
      {props.options.length > 12 && (
        <label className="boxes__find">
          <span className="visually-hidden">Find in {props.title.toLowerCase()}</span>
          <input
            type="search"
            placeholder="Find"
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        </label>
      )}
      {props.chosen.length > 0 && (
        <p className="boxes__chosen">
          {formatCount(props.chosen.length)} of {formatCount(props.options.length)} chosen{" "}
          <button type="button" className="link-button" onClick={() => props.onChange([])}>
            Clear<span className="visually-hidden"> {props.title.toLowerCase()}</span>
          </button>
        </p>
      )}
      <div className="boxes__list">
        {shown.map(({ value, title, crimes }) => (
          <label key={value} className="box">
            <input
              type="checkbox"
              checked={props.chosen.includes(value)}
              onChange={(event) => props.onChange(withChoice(props.chosen, value, event.target.checked))}
            />
            <span className="box__title">{title}</span>
            {crimes !== undefined && (
              <span className="box__crimes">
                {shownCount(crimes)}
                <span className="visually-hidden"> crimes</span>
              </span>
            )}
          </label>
        ))}
        {shown.length === 0 && <p className="small">Nothing is called “{find}”.</p>}
      </div>
    </fieldset>
  );
}

function withChoice(chosen: string[], value: string, isChosen: boolean): string[] {
  return isChosen ? [...chosen, value] : chosen.filter((one) => one !== value);
}

function useClosing(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    function close(event: Event) {
      const list = details.current;
      if (!list?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        list.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && list.contains(event.target)) {
        return;
      }
      list.open = false;
    }
    const kinds = ["pointerdown", "focusin", "keydown"] as const;
    for (const kind of kinds) document.addEventListener(kind, close);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, close);
    };
  }, [details]);
}
