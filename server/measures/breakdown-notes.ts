import type { UsedPeriod } from "../contract/breakdown.ts";
import type { View } from "../disclosure/view.ts";
import type { Definition } from "../model/definition.ts";
import { fewestToJudge } from "../wording/judging.ts";

/** Says in sentences how a breakdown was worked out and what was left out of it. */
export function breakdownNotes(
  definition: Definition,
  period: UsedPeriod | null,
  compared: UsedPeriod | null,
  view: View,
): string[] {
  if (!period) return ["No month of this period can be used yet, so there is nothing to compare."];
  if (view.exactness === "released") {
    return ["Rounded figures: small groups are not shown, and no change is given.", ...leftOut(period, "")];
  }
  return [
    ...methodNotes(definition),
    ...comparisonNotes(definition, period, compared),
    ...leftOut(period, ""),
  ];
}

function methodNotes({ unit }: Definition): string[] {
  const few = `Groups of fewer than ${fewestToJudge} are shown as numbers and not judged.`;
  if (unit === "share") {
    return [
      "Interval: Wilson, 95%.",
      "Funnel: binomial limits around the figure of the whole, 95% and 99.8%. They allow for chance only: a group can lie beyond them because its crimes differ.",
      few,
    ];
  }
  if (unit === "days") {
    return [
      "Interval of a median: between two of its own values, at least 95%, whatever the distribution; none under 6 crimes.",
      few,
    ];
  }
  return ["Counts follow how large a group is: compare each with its own past, not with the others.", few];
}

function comparisonNotes(
  { kind, unit }: Definition,
  period: UsedPeriod,
  compared: UsedPeriod | null,
): string[] {
  if (!compared) return ["There is no earlier period with usable months, so no change is shown."];
  if (kind === "count" && compared.months !== period.months) {
    return [
      `The earlier period has ${compared.months} usable months and this one ${period.months}: counts over different lengths are not compared.`,
    ];
  }
  if (unit === "share") {
    return [
      ...leftOut(compared, " of the earlier period"),
      "Contribution: the group’s own change plus its change in share of the volume (Kitagawa, both periods weighing the same). All groups add up to the change of the whole.",
    ];
  }
  if (unit === "days") {
    return [
      ...leftOut(compared, " of the earlier period"),
      "A change in a median cannot be split among groups exactly. The contributions are those to the mean, and add up to its change.",
    ];
  }
  return [
    "Contribution: the difference between the two counts. All groups add up to the change of the whole.",
  ];
}

function leftOut({ left_out }: UsedPeriod, of: string): string[] {
  const words = {
    "ramp-up": "too soon after the export begins",
    maturing: "still maturing",
    incomplete: "not complete at the as-at date",
    "before-the-data": "before the first recorded month",
  };
  const reasons = [...new Set(left_out.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const { length } = left_out.filter((each) => each.reason === reason);
    return `${length} ${length === 1 ? "month" : "months"}${of} left out: ${words[reason]}.`;
  });
}
