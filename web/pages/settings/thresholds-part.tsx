import { NumberInput, Part } from "../../components/form/fields.tsx";
import type { PartProps } from "./part.ts";

/** Edits the limits by which a figure is judged, an import refused and a small number hidden. */
export function ThresholdsPart(props: PartProps) {
  return (
    <>
      <ControlLimits {...props} />
      <ImportLimits {...props} />
      <SmallNumbers {...props} />
    </>
  );
}

function ControlLimits({ settings, onChange }: PartProps) {
  return (
    <Part
      id="limits"
      title="Control limits"
      note="Limits worked out from every month absorb a slow change. Fixed to the first months, 24 being good practice, they judge each new one. At once."
    >
      <div className="form-row">
        <NumberInput
          name="settings.baseline_points"
          label="Months that fix the limits"
          value={settings.baseline_points}
          least={12}
          help="Empty: all months. At least 12"
          onChange={(points) => onChange({ ...settings, baseline_points: points })}
        />
      </div>
    </Part>
  );
}

function ImportLimits({ settings, onChange }: PartProps) {
  const { imports } = settings;
  const setImports = (changes: Partial<typeof imports>) =>
    onChange({ ...settings, imports: { ...imports, ...changes } });
  return (
    <Part id="imports" title="Imports" note="From the next import on. A refused import changes nothing.">
      <div className="form-row">
        {shareLimits.map(({ limit, label }) => (
          <NumberInput
            key={limit}
            name={`settings.imports.${limit}`}
            label={label}
            value={imports[limit]}
            unit="percent"
            least={0}
            most={1}
            onChange={(share) => setImports({ [limit]: share ?? 0 })}
          />
        ))}
        <NumberInput
          name="settings.imports.keep_snapshots"
          label="Snapshots that are kept"
          value={imports.keep_snapshots}
          least={2}
          most={1000}
          onChange={(kept) => setImports({ keep_snapshots: kept ?? 2 })}
        />
        <label className="box form-row__box">
          <input
            type="checkbox"
            checked={imports.charge_stands}
            onChange={(event) => setImports({ charge_stands: event.target.checked })}
          />
          <span>Any charge stands, where outcomes do not name their suspect</span>
        </label>
      </div>
    </Part>
  );
}

/** The limits of an import that are shares, in the order of the form. */
const shareLimits = [
  { limit: "reject_limit", label: "Refuse a file when more rows are rejected than" },
  { limit: "unknown_limit", label: "Refuse an import when more texts of a column are no codes than" },
  { limit: "fill_limit", label: "A measure needs its columns to be filled in at least" },
  { limit: "drop_limit", label: "Refuse an import that has fewer rows or crimes than the last by more than" },
  { limit: "empty_limit", label: "Refuse a column that is emptier than the last by more than" },
] as const;

function SmallNumbers({ settings, onChange }: PartProps) {
  const { small_numbers: small } = settings;
  const setSmall = (changes: Partial<typeof small>) =>
    onChange({ ...settings, small_numbers: { ...small, ...changes } });
  return (
    <Part
      id="small-numbers"
      title="Small numbers in what leaves the force"
      note="The ONS 10-5 rule for viewers and external packs, coarser for one month of a group. It can be made stricter, never looser. At once."
    >
      <div className="form-row">
        <NumberInput
          name="settings.small_numbers.hide_under"
          label="Hide counts under"
          value={small.hide_under}
          least={10}
          most={1000}
          onChange={(under) => setSmall({ hide_under: under ?? 10 })}
        />
        <NumberInput
          name="settings.small_numbers.round_to"
          label="Round other counts to"
          value={small.round_to}
          least={5}
          most={100}
          step={5}
          onChange={(step) => setSmall({ round_to: step ?? 5 })}
        />
        <NumberInput
          name="settings.small_numbers.round_totals_to"
          label="Round totals and stocks to"
          value={small.round_totals_to}
          least={20}
          most={1000}
          step={5}
          onChange={(step) => setSmall({ round_totals_to: step ?? 20 })}
        />
        <NumberInput
          name="settings.small_numbers.round_days_to"
          label="Round medians to"
          value={small.round_days_to}
          unit="days"
          least={5}
          most={100}
          step={5}
          onChange={(step) => setSmall({ round_days_to: step ?? 5 })}
        />
      </div>
    </Part>
  );
}
