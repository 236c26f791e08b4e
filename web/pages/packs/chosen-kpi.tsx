import { Choice, Remove } from "../../components/form/fields.tsx";
import type { Pack, PackModel } from "../../types.ts";
import { LongText } from "./long-text.tsx";

type Chosen = Pack["kpis"][number];

/** Edits one measure of the pack: its place, breakdown, headline and commentary. */
export function ChosenKpi(props: {
  chosen: Chosen;
  title: string;
  place: { index: number; count: number };
  draft: PackModel["pages"][number]["draft"] | null;
  dimensions: { value: NonNullable<Chosen["breakdown"]>; title: string }[];
  onChange: (chosen: Chosen) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { chosen, title, place, draft, dimensions, onChange, onMove } = props;
  const name = `pack.kpis.${place.index}`;
  const isWritten = chosen.headline !== "" || chosen.commentary !== "";
  return (
    <li>
      <details className="disclosure">
        <summary>
          {title}
          <span className="small">{isWritten ? " written" : " draft"}</span>
        </summary>
        <div className="form-row">
          <LongText
            name={`${name}.headline`}
            label={`Headline: ${title}`}
            value={chosen.headline}
            maxLength={180}
            rows={2}
            help={draft ? `Draft: ${draft.headline}` : ""}
            onChange={(headline) => onChange({ ...chosen, headline })}
          />
          <LongText
            name={`${name}.commentary`}
            label={`Commentary: ${title}`}
            value={chosen.commentary}
            maxLength={2000}
            rows={6}
            help={draft ? `Draft: ${draft.commentary}` : ""}
            onChange={(commentary) => onChange({ ...chosen, commentary })}
          />
        </div>
        {draft && !isWritten && (
          <button type="button" className="button" onClick={() => onChange({ ...chosen, ...draft })}>
            Write from the draft<span className="visually-hidden"> of {title}</span>
          </button>
        )}
      </details>
      <div className="form-row chosen__tools">
        <Choice
          label={`Also by: ${title}`}
          value={chosen.breakdown ?? ""}
          choices={[{ value: "", title: "No breakdown" }, ...dimensions]}
          onChange={(given) =>
            onChange({ ...chosen, breakdown: dimensions.find(({ value }) => value === given)?.value ?? null })
          }
        />
        <button type="button" className="button" disabled={place.index === 0} onClick={() => onMove(-1)}>
          Up<span className="visually-hidden"> {title}</span>
        </button>
        <button
          type="button"
          className="button"
          disabled={place.index === place.count - 1}
          onClick={() => onMove(1)}
        >
          Down<span className="visually-hidden"> {title}</span>
        </button>
        <Remove what={title} onRemove={props.onRemove} />
      </div>
    </li>
  );
}
