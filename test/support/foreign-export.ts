/** A force's export as it comes from its records system: its own headers, its own texts, a column that is not for here. */

export type ForeignExport = { cases: string; outcomes: string; rejected: number };

const offences = ["Rape of a Female aged 16 or over", "20A - Sexual assault on a female 13 and over"];
const districts = ["NORTH LPA", "HARBOURSIDE LPA"];
const outcomes = [
  "b. Charged/summonsed (OC1)",
  "16 - Evidential Difficulties \u2013 suspect identified; victim does not support",
  "Evidential Difficulties \uFFFD named suspect; victim supports",
  "Filed pending triage",
];

/** Ten crimes a month from November 2024 to the last month given; those of the first four days have an outcome 60 days later.
 * The first `unreadable` crimes have no recorded date that can be read, and no outcome. */
export function foreignExport(lastMonth: string, unreadable: number): ForeignExport {
  const cases = ["Crime Number,Recorded Dt,Grp,Beat Area,Suspect Known?,Gender,Age of Victim,IC Notes"];
  const events = ["Crime Number,Outcome,Outcome Date,Charged Dt"];
  for (const month of monthsTo(lastMonth)) {
    for (let day = 1; day <= 10; day += 1) {
      const recorded = new Date(`${month}-${String(dayOf(day)).padStart(2, "0")}T00:00:00Z`);
      const reference = `AV${month.slice(2, 4)}/${month.slice(5)}${String(day).padStart(4, "0")}`;
      const isUnreadable = cases.length <= unreadable;
      cases.push(
        [
          reference,
          isUnreadable ? "=NOT KNOWN" : written(recorded),
          offences[day % 2],
          districts[day % 2],
          day % 3 === 0 ? "" : "Y",
          "F",
          20 + day,
          '"Free text, not for here"',
        ].join(","),
      );
      const outcome = outcomes[day - 1];
      const closed = new Date(recorded.getTime() + 60 * 86_400_000);
      if (!isUnreadable && outcome && closed.toISOString().slice(0, 7) <= lastMonth) {
        events.push([reference, `"${outcome}"`, written(closed), ""].join(","));
      }
    }
  }
  return { cases: `${cases.join("\r\n")}\r\n`, outcomes: `${events.join("\r\n")}\r\n`, rejected: unreadable };
}

/** Some days are after the twelfth, so that the order of day and month shows. */
function dayOf(crime: number): number {
  return crime < 5 ? crime : crime + 15;
}

function monthsTo(last: string): string[] {
  const months: string[] = [];
  for (let month = new Date("2024-11-01T00:00:00Z"); month.toISOString().slice(0, 7) <= last; ) {
    months.push(month.toISOString().slice(0, 7));
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
  }
  return months;
}

/** A day as the records system writes it: 05/10/2026. */
function written(day: Date): string {
  return day.toISOString().slice(0, 10).split("-").reverse().join("/");
}
