import { labelOf } from "../../../server/wording/words.ts";
import { Choice, Part, TextInput } from "../../components/form/fields.tsx";
import { offeredDimensions } from "../../filters/units.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Kpi, Pack, PackModel } from "../../types.ts";
import { ChosenKpi } from "./chosen-kpi.tsx";
import { ShownBoxes } from "./offered-part.tsx";

/** Edits the title, the offences, and the measures in the order of the pack. */
export function ChosenPart(props: {
  pack: Pack;
  kpis: Kpi[];
  model: PackModel | null;
  onChange: (pack: Pack) => void;
}) {
  const { pack, kpis, model, onChange } = props;
  const snapshot = useSnapshot();
  const others = kpis.filter(({ id }) => !pack.kpis.some((chosen) => chosen.id === id));
  return (
    <Part
      id="chosen"
      title="What the pack shows"
      note="If a headline or commentary is empty, the pack prints the draft under it, made from the verdict."
    >
      <div className="form-row">
        <TextInput
          name="pack.title"
          label="Title"
          value={pack.title}
          maxLength={100}
          isRequired
          onChange={(title) => onChange({ ...pack, title })}
        />
        <Choice
          label="Offences"
          value={pack.scope}
          choices={snapshot.scopes.map((value) => ({ value, title: labelOf(snapshot, "scope", value) }))}
          onChange={(given) =>
            onChange({ ...pack, scope: snapshot.scopes.find((scope) => scope === given) ?? pack.scope })
          }
        />
      </div>
      {pack.audience === "external" && (
        <fieldset className="offered">
          <legend>Of the settings, the pack shows</legend>
          <ShownBoxes shows={pack.shows} onChange={(shows) => onChange({ ...pack, shows })} />
        </fieldset>
      )}
      <ol className="form-list chosen">
        {pack.kpis.map((chosen, index) => (
          <ChosenKpi
            key={chosen.id}
            chosen={chosen}
            place={{ index, count: pack.kpis.length }}
            title={kpis.find(({ id }) => id === chosen.id)?.title ?? chosen.id}
            draft={model?.pages.find(({ kpi }) => kpi.id === chosen.id)?.draft ?? null}
            dimensions={offeredDimensions(snapshot).map((value) => ({
              value,
              title: labelOf(snapshot, "dimension", value),
            }))}
            onChange={(changed) =>
              onChange({ ...pack, kpis: pack.kpis.map((each) => (each.id === chosen.id ? changed : each)) })
            }
            onMove={(step) => onChange({ ...pack, kpis: moved(pack.kpis, index, step) })}
            onRemove={() => onChange({ ...pack, kpis: pack.kpis.filter(({ id }) => id !== chosen.id) })}
          />
        ))}
      </ol>
      {pack.kpis.length === 0 && (
        <p className="words--concern">Nothing is chosen: add at least one measure.</p>
      )}
      {others.length > 0 && (
        <Choice
          label="Add a measure"
          value=""
          choices={[
            { value: "", title: "Choose a measure" },
            ...others.map(({ id, title }) => ({ value: id, title })),
          ]}
          onChange={(id) => {
            if (id)
              onChange({
                ...pack,
                kpis: [...pack.kpis, { id, breakdown: null, headline: "", commentary: "" }],
              });
          }}
        />
      )}
    </Part>
  );
}

function moved<Item>(items: Item[], index: number, step: -1 | 1): Item[] {
  const item = items[index];
  const rest = items.filter((_, at) => at !== index);
  return item === undefined ? items : rest.toSpliced(index + step, 0, item);
}
