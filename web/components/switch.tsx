import { useId } from "react";

/** Two or three views of the same figures, as native radio buttons: arrow keys change the choice. */
export function Switch<Choice extends string>(props: {
  legend: string;
  choices: readonly { value: Choice; title: string }[];
  value: Choice;
  onChange: (choice: Choice) => void;
}) {
  const name = useId();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{props.legend}</legend>
      {props.choices.map(({ value, title }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}
