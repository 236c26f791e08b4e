import { Add, Choice, Part, Remove, TextInput } from "../../components/form/fields.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Settings } from "../../types.ts";
import { kpiChoices, type PartProps, without } from "./part.ts";

/** Edits the events that the charts show. */
export function EventsPart({ settings, kpis, onChange }: PartProps) {
  const { lastCompleteMonth } = useSnapshot();
  const { annotations } = settings;
  const change = (index: number, changes: Partial<Settings["annotations"][number]>) =>
    onChange({
      ...settings,
      annotations: annotations.map((event, at) => (at === index ? { ...event, ...changes } : event)),
    });
  return (
    <Part
      id="events"
      title="Events and new limits"
      note="An event is drawn on the charts at its month. One with new limits starts average and limits afresh from there: do so only when the process is known to have changed."
    >
      <ul className="form-list">
        {annotations.map(({ month, title, kpi, rebase }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event is known by its place; its fields keep no state
          <li key={index} className="form-row">
            <TextInput
              name={`settings.annotations.${index}.month`}
              label="Month"
              type="month"
              value={month}
              isRequired
              onChange={(given) => change(index, { month: given })}
            />
            <TextInput
              name={`settings.annotations.${index}.title`}
              label="What happened"
              value={title}
              maxLength={120}
              isRequired
              onChange={(given) => change(index, { title: given })}
            />
            <Choice
              label="Shown on"
              value={kpi ?? ""}
              choices={[{ value: "", title: "All measures" }, ...kpiChoices(kpis, kpi ?? "")]}
              onChange={(id) => change(index, { kpi: id === "" ? null : id })}
            />
            <label className="box form-row__box">
              <input
                type="checkbox"
                checked={rebase}
                onChange={(event) => change(index, { rebase: event.target.checked })}
              />
              <span>New limits from here</span>
            </label>
            <Remove
              what={`the event ${title || month}`}
              onRemove={() => onChange({ ...settings, annotations: without(annotations, index) })}
            />
          </li>
        ))}
      </ul>
      <Add
        onAdd={() =>
          onChange({
            ...settings,
            annotations: [...annotations, { month: lastCompleteMonth, title: "", kpi: null, rebase: false }],
          })
        }
      >
        Add an event
      </Add>
    </Part>
  );
}
