import type { z } from "zod";
import stagesFile from "../../queries/groups/stages.json";
import type { funnelSchema } from "../contract/attrition.ts";
import { formatCount, shownCount, shownValue } from "./format.ts";

type Funnel = z.infer<typeof funnelSchema>;
type Row = { id: string; title: string; crimes: number | null; share: number | null };

const { beside } = stagesFile;

/** What stands beside the path of a funnel, in the order of its tables. A share is of the crimes of the cohort. */
export function besideFunnel({ early_advice, skipped, missing, cohort }: Funnel): Row[] {
  const shareOf = (crimes: number | null) =>
    crimes === null || !cohort.crimes ? null : Math.min(crimes / cohort.crimes, 1);
  return [
    ...(beside.needs.some((column) => missing.includes(column))
      ? []
      : [{ id: beside.id, title: beside.title, crimes: early_advice, share: shareOf(early_advice) }]),
    { id: "skipped", title: "Skipped a stage", crimes: skipped, share: shareOf(skipped) },
  ];
}

/** By which dates a funnel counts, and what stands beside it, in sentences. */
export function funnelReading(funnel: Funnel): string {
  const { age, left_out } = funnel;
  const beside = besideFunnel(funnel).map(
    ({ title, crimes, share }) => `${title}: ${shownCount(crimes)} (${shownValue("share", share)}).`,
  );
  const leftOut =
    left_out === 0
      ? []
      : [
          `Left out: ${shownCount(left_out)}, recorded under ${formatCount(age)} days before the as-at date or closed without a usable date.`,
        ];
  return [`Each stage counts by its own date, up to day ${formatCount(age)}.`, ...beside, ...leftOut].join(
    " ",
  );
}
