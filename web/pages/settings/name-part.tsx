import { Part, TextInput } from "../../components/form/fields.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { PartProps } from "./part.ts";

/** Edits the name of the force, which every page, picture and pack shows. */
export function NamePart({ settings, onChange }: PartProps) {
  const snapshot = useSnapshot();
  return (
    <Part id="names" title="Name and marking" note="On every page, picture and pack, at once.">
      <div className="form-row">
        <TextInput
          name="settings.force_name"
          label="Force name"
          value={settings.force_name ?? ""}
          maxLength={80}
          help={`Empty: the name in the files${snapshot.force && !settings.force_name ? `, ${snapshot.force}` : ""}`}
          onChange={(name) => onChange({ ...settings, force_name: name === "" ? null : name })}
        />
        <TextInput
          name="settings.marking"
          label="Protective marking of exact figures"
          value={settings.marking}
          maxLength={40}
          isRequired
          onChange={(marking) => onChange({ ...settings, marking })}
        />
      </div>
    </Part>
  );
}
