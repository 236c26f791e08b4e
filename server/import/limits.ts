import type { Settings } from "../contract/settings.ts";

import type { FileAccount } from "./account.ts";
import { rowsByRole } from "./file-rows.ts";

/** Says in a sentence each which limits of the settings an import exceeds: a file with too many rejected rows, and far fewer
 * rows of a role than in the snapshot that is served (`previousRows`, null if nothing can be compared). */
export function exceededLimits(
  files: FileAccount[],
  { reject_limit, drop_limit }: Settings["imports"],
  previousRows: Record<string, number> | null,
): string[] {
  const rejections = files
    .map((file) => ({ ...file, counted: file.rejected - file.afterAsAt }))
    .filter(({ counted, read }) => counted > read * reject_limit)
    .map(
      ({ name, counted, read, problems }) =>
        `${name}: ${inWords(counted)} of ${inWords(read)} rows were rejected, more than ${percent(reject_limit)}. ` +
        `Mostly: ${problems[0]?.message}`,
    );
  const drops = Object.entries(rowsByRole(files)).flatMap(([role, now]) => {
    const then = previousRows?.[role] ?? 0;
    return now > 0 && now < then * (1 - drop_limit)
      ? `The ${role} files have ${inWords(now)} rows where those of the last import had ${inWords(then)}, ` +
          `a drop of more than ${percent(drop_limit)}.`
      : [];
  });
  return [...rejections, ...drops];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function inWords(count: number): string {
  return count.toLocaleString("en-GB");
}
