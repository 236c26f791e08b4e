import { withDates } from "./choices.ts";
import type { ImportWork } from "./use-import.ts";

/** Asks how the dates of the files are written, where they do not say it by themselves. */
export function DateChoices({ work }: { work: ImportWork }) {
  const { choices, choose } = work;
  const { day_first, excel_days } = choices.mapping.dates;
  return (
    <section className="panel" aria-labelledby="dates">
      <h2 id="dates">How dates are written</h2>
      <p className="small">Only where a dry run asks for it. It is kept with the mapping.</p>
      <label className="box">
        <input
          type="checkbox"
          checked={day_first}
          onChange={({ target }) => choose(withDates(choices, { day_first: target.checked }))}
        />
        <span className="box__title">
          The day comes first (dd/mm/yyyy), though no date has a day above 12
        </span>
      </label>
      <label className="box">
        <input
          type="checkbox"
          checked={excel_days}
          onChange={({ target }) => choose(withDates(choices, { excel_days: target.checked }))}
        />
        <span className="box__title">Five-digit numbers under dates are day numbers of Excel</span>
      </label>
    </section>
  );
}
