import { NumberInput, Part, TextInput } from "../../components/form/fields.tsx";
import type { Kpi, Settings } from "../../types.ts";
import type { PartProps } from "./part.ts";

/** Edits what a force may change in a definition without SQL: its numbers of days, and its name in the official list. */
export function KpiPart({ settings, kpis, onChange }: PartProps) {
  return (
    <>
      <Part
        id="definitions"
        title="Numbers in definitions"
        note="From the next import on: the figures are worked out again with them. Empty: the definition’s own number."
      >
        <div className="form-row">
          {kpis.flatMap((kpi) =>
            Object.entries(kpi.settings).map(([name, { title, value }]) => (
              <NumberInput
                key={`${kpi.id} ${name}`}
                name={`settings.kpis.${kpi.id}.settings.${name}`}
                label={`${kpi.title}: ${title.toLowerCase()}`}
                value={settings.kpis[kpi.id]?.settings[name] ?? null}
                least={0}
                help={`In this snapshot: ${value}`}
                onChange={(number) => onChange(withNumber(settings, kpi, name, number))}
              />
            )),
          )}
        </div>
      </Part>
      <Part
        id="official"
        title="References in the official list"
        note="Once that list is known: how it names each measure. Until then a measure is a local one, and says so."
      >
        <details className="disclosure">
          <summary>References, measure by measure</summary>
          <div className="form-row">
            {kpis.map((kpi) => (
              <TextInput
                key={kpi.id}
                name={`settings.kpis.${kpi.id}.flight_deck_ref`}
                label={kpi.title}
                value={settings.kpis[kpi.id]?.flight_deck_ref ?? ""}
                maxLength={80}
                onChange={(reference) => onChange(withReference(settings, kpi, reference))}
              />
            ))}
          </div>
        </details>
      </Part>
    </>
  );
}

function withNumber(settings: Settings, kpi: Kpi, name: string, number: number | null): Settings {
  const { settings: numbers, flight_deck_ref } = ofKpi(settings, kpi);
  const { [name]: _, ...others } = numbers;
  return withKpi(settings, kpi, {
    settings: number === null ? others : { ...others, [name]: number },
    flight_deck_ref,
  });
}

function withReference(settings: Settings, kpi: Kpi, flight_deck_ref: string): Settings {
  return withKpi(settings, kpi, { ...ofKpi(settings, kpi), flight_deck_ref });
}

/** Sets what the settings hold for a KPI, and removes the KPI if that is nothing. */
function withKpi(settings: Settings, { id }: Kpi, own: Settings["kpis"][string]): Settings {
  const { [id]: _, ...others } = settings.kpis;
  const isEmpty = Object.keys(own.settings).length === 0 && own.flight_deck_ref === "";
  return { ...settings, kpis: isEmpty ? others : { ...others, [id]: own } };
}

function ofKpi(settings: Settings, { id }: Kpi): Settings["kpis"][string] {
  return settings.kpis[id] ?? { settings: {}, flight_deck_ref: "" };
}
