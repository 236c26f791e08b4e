import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { FieldError } from "react-aria-components/FieldError";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField } from "react-aria-components/NumberField";
import { Text } from "react-aria-components/Text";
import { TextField } from "react-aria-components/TextField";
import { flushSync } from "react-dom";

/** One line of text with its label, its help and its fault, named as the API names it. */
export function TextInput(props: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  type?: "text" | "month" | "date" | "color";
  isRequired?: boolean;
  maxLength?: number;
}) {
  const { label, help, maxLength, ...field } = props;
  return (
    <TextField {...field} className="form-field">
      <Label>{label}</Label>
      <Input {...(maxLength && { maxLength })} />
      {help && <Text slot="description">{help}</Text>}
      <FieldError />
    </TextField>
  );
}

/** A number with its unit; `null` stands for “left to the default”. */
export function NumberInput(props: {
  name: string;
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  unit?: "percent" | "days";
  least?: number;
  most?: number;
  step?: number;
  help?: string;
}) {
  const { label, value, unit, least, most, help, onChange, name } = props;
  const step = props.step ?? (unit === "percent" ? 0.001 : undefined);
  const format: Intl.NumberFormatOptions | undefined =
    unit === "percent"
      ? { style: "percent", maximumFractionDigits: 1 }
      : unit === "days"
        ? { style: "unit", unit: "day", unitDisplay: "long" }
        : undefined;
  return (
    <NumberField
      className="form-field form-field--number"
      name={name}
      value={value ?? Number.NaN}
      onChange={(given) => onChange(Number.isNaN(given) ? null : given)}
      {...(format && { formatOptions: format })}
      {...(least !== undefined && { minValue: least })}
      {...(most !== undefined && { maxValue: most })}
      {...(step !== undefined && { step })}
    >
      <Label>{label}</Label>
      <Group className="stepper">
        <Button slot="decrement">−</Button>
        <Input />
        <Button slot="increment">+</Button>
      </Group>
      {help && <Text slot="description">{help}</Text>}
      <FieldError />
    </NumberField>
  );
}

/** A choice from a list. It is the browser's `select`, which people and screen readers know. */
export function Choice(props: {
  label: string;
  value: string;
  choices: { value: string; title: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="form-field">
      <span className="react-aria-Label">{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.choices.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A button that removes an item of a list. It names the item for screen readers. */
export function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="link-button form-row__remove" onClick={onRemove}>
      Remove<span className="visually-hidden"> {what}</span>
    </button>
  );
}

/** A button that adds an item to the list before it and moves the focus to the item's first field. */
export function Add(props: { children: ReactNode; isDisabled?: boolean; onAdd: () => void }) {
  const { children, isDisabled = false, onAdd } = props;
  return (
    <button
      type="button"
      className="button"
      disabled={isDisabled}
      onClick={({ currentTarget: { previousElementSibling: list } }) => {
        flushSync(onAdd);
        list?.lastElementChild?.querySelector<HTMLElement>("input, select")?.focus();
      }}
    >
      {children}
    </button>
  );
}

/** One group of settings. It says what they change, and when. */
export function Part({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note: string;
  children: ReactNode;
}) {
  return (
    <section className="panel settings__part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="small">{note}</p>
      {children}
    </section>
  );
}
