import type { Pack } from "../../types.ts";

export const audienceWords: Record<Pack["audience"], string> = {
  internal: "Internal: exact figures",
  external: "External: small numbers protected",
};

export const stateWords: Record<Pack["state"], string> = {
  draft: "Draft",
  approved: "Approved",
  frozen: "Frozen",
};

export const formats = [
  { format: "pptx", title: "PowerPoint" },
  { format: "pdf", title: "PDF" },
  { format: "xlsx", title: "Excel" },
] as const;

/** Whether a pack was approved with the figures of another snapshot than those of its month now. */
export function isOutdated({ state, approved }: Pack, figures: string | null): boolean {
  return state === "approved" && approved?.snapshot !== figures;
}
