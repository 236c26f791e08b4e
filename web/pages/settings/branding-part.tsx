import { useEffect, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Part, Remove, TextInput } from "../../components/form/fields.tsx";
import type { PartProps } from "./part.ts";

/** Edits how board packs look: colour, logo, and the marking of external packs. */
export function BrandingPart({ settings, onChange }: PartProps) {
  const { packs } = settings;
  const set = (changes: Partial<typeof packs>) => onChange({ ...settings, packs: { ...packs, ...changes } });
  return (
    <Part
      id="look"
      title="Board packs"
      note="From the next approval on: packs that were approved or frozen keep the look that they had."
    >
      <div className="form-row">
        <TextInput
          name="settings.packs.accent"
          label="Colour of headings and rules"
          type="color"
          value={packs.accent}
          help="Dark enough to be read on white"
          onChange={(accent) => set({ accent })}
        />
        <TextInput
          name="settings.packs.external_marking"
          label="Protective marking of external packs"
          value={packs.external_marking}
          maxLength={40}
          isRequired
          onChange={(marking) => set({ external_marking: marking })}
        />
        <Logo logo={packs.logo} onChange={(logo) => set({ logo })} />
      </div>
    </Part>
  );
}

function Logo({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const titleId = useId();
  const shown = useBlobAddress(logo);
  async function choose(files: FileList | null) {
    const [file] = files ?? [];
    if (file) onChange(await dataAddress(file));
  }
  return (
    <fieldset className="form-field logo" aria-labelledby={titleId}>
      <span id={titleId} className="react-aria-Label">
        Logo
      </span>
      {shown && <img src={shown} alt="The logo as it is set" />}
      <span className="logo__ways">
        <FileTrigger acceptedFileTypes={["image/png", "image/jpeg"]} onSelect={(files) => void choose(files)}>
          <Button className="button">{logo ? "Choose another" : "Choose a picture"}</Button>
        </FileTrigger>
        {logo && <Remove what="the logo" onRemove={() => onChange(null)} />}
      </span>
      <span slot="description">PNG or JPEG, up to 300 kB. On every slide and page</span>
    </fieldset>
  );
}

/** Turns the logo's data address in the settings into one that the content security policy allows. */
function useBlobAddress(data: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (data === null) return setAddress(null);
    const [kind = "", base64 = ""] = data.slice("data:".length).split(";base64,");
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: kind }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return address;
}

function dataAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
