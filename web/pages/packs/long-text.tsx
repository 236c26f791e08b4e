import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";

/** A text of several lines with label, help and fault. Its name is the API's name of the field. */
export function LongText(props: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  maxLength: number;
  rows: number;
}) {
  const { label, help, maxLength, rows, ...field } = props;
  return (
    <TextField {...field} className="form-field form-field--long">
      <Label>{label}</Label>
      <TextArea maxLength={maxLength} rows={rows} />
      {help && <Text slot="description">{help}</Text>}
      <FieldError />
    </TextField>
  );
}
