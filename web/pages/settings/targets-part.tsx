import { Add, Choice, NumberInput, Part, Remove, TextInput } from "../../components/form/fields.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Settings } from "../../types.ts";
import { kpiChoices, type PartProps, without } from "./part.ts";

/** Edits the targets, each with the month from which it holds. */
export function TargetsPart({ settings, kpis, onChange }: PartProps) {
  const { lastCompleteMonth } = useSnapshot();
  const { targets } = settings;
  const change = (index: number, changes: Partial<Settings["targets"][number]>) =>
    onChange({
      ...settings,
      targets: targets.map((target, at) => (at === index ? { ...target, ...changes } : target)),
    });
  return (
    <Part
      id="targets"
      title="Targets"
      note="A target holds from its month on, until a later one for the same measure. Earlier months keep the target of their time."
    >
      <ul className="form-list">
        {targets.map(({ kpi, from, value }, index) => {
          const unit = kpis.find(({ id }) => id === kpi)?.unit;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a target is known by its place; its fields keep no state
            <li key={index} className="form-row">
              <Choice
                label="Measure"
                value={kpi}
                choices={kpiChoices(kpis, kpi)}
                onChange={(id) => change(index, { kpi: id })}
              />
              <TextInput
                name={`settings.targets.${index}.from`}
                label="From month"
                type="month"
                value={from}
                isRequired
                onChange={(month) => change(index, { from: month })}
              />
              <NumberInput
                name={`settings.targets.${index}.value`}
                label="Target"
                value={value}
                least={0}
                {...(unit === "share" && { unit: "percent", most: 1 })}
                {...(unit === "days" && { unit: "days" })}
                onChange={(target) => change(index, { value: target ?? 0 })}
              />
              <Remove
                what={`the target of ${kpis.find(({ id }) => id === kpi)?.title ?? kpi} from ${from}`}
                onRemove={() => onChange({ ...settings, targets: without(targets, index) })}
              />
            </li>
          );
        })}
      </ul>
      <Add
        isDisabled={kpis.length === 0}
        onAdd={() => onChange({ ...settings, targets: [...targets, newTarget()] })}
      >
        Add a target
      </Add>
    </Part>
  );

  function newTarget(): Settings["targets"][number] {
    const free = kpis.find(({ id }) => !targets.some((target) => target.kpi === id)) ?? kpis[0];
    return { kpi: free?.id ?? "", from: lastCompleteMonth, value: 0 };
  }
}
