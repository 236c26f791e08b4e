import { formatMonth } from "../../../server/wording/format.ts";
import { Add, Choice, Part, Remove, TextInput } from "../../components/form/fields.tsx";
import type { Kpi, Pack } from "../../types.ts";
import { kpiChoices, without } from "../settings/part.ts";

type Action = Pack["actions"][number];

const states = [
  { value: "open", title: "Open" },
  { value: "done", title: "Done" },
  { value: "dropped", title: "Dropped" },
] as const;

/** Edits the agreed actions with owner and date. A new pack begins with the open actions of the last. */
export function ActionsPart({
  pack,
  kpis,
  onChange,
}: {
  pack: Pack;
  kpis: Kpi[];
  onChange: (pack: Pack) => void;
}) {
  const { actions } = pack;
  const change = (index: number, changes: Partial<Action>) =>
    onChange({
      ...pack,
      actions: actions.map((action, at) => (at === index ? { ...action, ...changes } : action)),
    });
  return (
    <Part
      id="actions"
      title="Actions"
      note="Open actions are carried from pack to pack; one that is done or dropped is shown this once more."
    >
      <ul className="form-list">
        {actions.map((action, index) => (
          <li key={action.id} className="form-row">
            <TextInput
              name={`pack.actions.${index}.text`}
              label={`Action, agreed ${formatMonth(action.agreed)}`}
              value={action.text}
              maxLength={200}
              isRequired
              onChange={(text) => change(index, { text })}
            />
            <TextInput
              name={`pack.actions.${index}.owner`}
              label="Owner"
              value={action.owner}
              maxLength={60}
              isRequired
              onChange={(owner) => change(index, { owner })}
            />
            <TextInput
              name={`pack.actions.${index}.due`}
              label="Due"
              type="date"
              value={action.due}
              isRequired
              onChange={(due) => change(index, { due })}
            />
            <Choice
              label="State"
              value={action.state}
              choices={[...states]}
              onChange={(given) =>
                change(index, { state: states.find(({ value }) => value === given)?.value ?? "open" })
              }
            />
            <Choice
              label="On the page of"
              value={action.kpi ?? ""}
              choices={[{ value: "", title: "The pack as a whole" }, ...kpiChoices(kpis, action.kpi ?? "")]}
              onChange={(id) => change(index, { kpi: id === "" ? null : id })}
            />
            <Remove
              what={`the action ${action.text || index + 1}`}
              onRemove={() => onChange({ ...pack, actions: without(actions, index) })}
            />
          </li>
        ))}
      </ul>
      <Add onAdd={() => onChange({ ...pack, actions: [...actions, newAction(pack)] })}>Add an action</Add>
    </Part>
  );
}

function newAction({ actions, month }: Pack): Action {
  const taken = new Set(actions.map(({ id }) => id));
  let number = actions.length + 1;
  while (taken.has(`${month}-${number}`)) number += 1;
  return { id: `${month}-${number}`, kpi: null, text: "", owner: "", due: "", state: "open", agreed: month };
}
