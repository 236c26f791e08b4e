import type { Settings } from "../contract/settings.ts";
import type { Filled, Manifest } from "../store/manifest.ts";
import { formatDate } from "../wording/format.ts";
import type { FileAccount } from "./account.ts";
import type { BuiltKpi } from "./build.ts";
import { rowsByRole } from "./file-rows.ts";

/** What an import came to, as far as limits are held against it. */
export type Imported = {
  files: FileAccount[];
  asAt: string;
  crimes: number;
  filled: Filled[];
  kpis: BuiltKpi[];
  /** What is missing from the last complete month, though the others hold it. */
  lastMonth: { what: string; month: string; events_a_month: number }[];
};

type Limits = Settings["imports"];
type Served = Pick<Manifest, "snapshot" | "filled" | "kpis" | "database">;

/** The limits that an import exceeds, each as a sentence: too much of a file is rejected, the last month is empty, and against the
 * snapshot that is served (null where nothing can be compared) it goes back in time, holds far less, or loses a figure. */
export function exceededLimits(now: Imported, limits: Limits, served: Served | null): string[] {
  return [
    ...rejections(now.files, limits),
    ...now.lastMonth.map(lastMonthWords),
    ...(served ? againstServed(now, limits, served) : []),
  ];
}

function rejections(files: FileAccount[], { reject_limit }: Limits): string[] {
  return files.flatMap(({ name, rejected, afterAsAt, read, problems }) => {
    const counted = rejected - afterAsAt;
    if (read === 0)
      return `${name} has a header but no rows. Check that the export found any, then export it again.`;
    if (counted <= read * reject_limit) return [];
    return (
      `${name}: ${inWords(counted)} of ${inWords(read)} rows were rejected, more than ${percent(reject_limit)}. ` +
      `Mostly: ${problems[0]?.message}`
    );
  });
}

function lastMonthWords({ what, month, events_a_month }: Imported["lastMonth"][number]): string {
  return (
    `The last complete month, ${month}, has no ${what}, where the others have ${inWords(Math.round(events_a_month))} on average. ` +
    "The as-at date may lie too late, or a part of the export is missing."
  );
}

function againstServed(now: Imported, limits: Limits, served: Served): string[] {
  const { asAt } = served.snapshot;
  const older =
    now.asAt < asAt
      ? `The files are as at ${formatDate(now.asAt)}, earlier than what is served, as at ${formatDate(asAt)}.`
      : [];
  return [
    older,
    fewerRows(now, limits, served),
    fewerCrimes(now, limits, served),
    emptier(now, limits, served),
    lost(now, served),
  ].flat();
}

function fewerRows({ files }: Imported, { drop_limit }: Limits, { snapshot }: Served): string[] {
  const before = rowsByRole(snapshot.files);
  return Object.entries(rowsByRole(files)).flatMap(([role, now]) => {
    const then = before[role] ?? 0;
    return now > 0 && now < then * (1 - drop_limit)
      ? `The ${role} files have ${inWords(now)} rows where those of the last import had ${inWords(then)}, ` +
          `a drop of more than ${percent(drop_limit)}.`
      : [];
  });
}

function fewerCrimes({ crimes }: Imported, { drop_limit }: Limits, { database }: Served): string[] {
  return crimes < database.crimes * (1 - drop_limit)
    ? [
        `They come to ${inWords(crimes)} crimes where the last import had ${inWords(database.crimes)}, ` +
          `a drop of more than ${percent(drop_limit)}.`,
      ]
    : [];
}

/** Fewer filled cells than this to be expected are too few to tell. */
const fewestFilled = 10;

/** The columns whose share of filled rows fell by more than the limit. */
function emptier({ files, filled }: Imported, { empty_limit }: Limits, served: Served): string[] {
  const rows = rowsByRole(files);
  return served.filled.flatMap(({ role, column, ...then }) => {
    const now = filled.find((each) => each.role === role && each.column === column);
    const share = then.rows === 0 ? 0 : then.filled / then.rows;
    const held = now ?? { filled: 0, rows: rows[role] ?? 0 };
    const isTold = share * held.rows >= fewestFilled;
    if (!isTold || held.filled >= share * (1 - empty_limit) * held.rows) return [];
    return (
      `The column ${column} of the ${role} ${now ? `is filled in ${percent(held.filled / held.rows)} of the rows` : "is missing"} ` +
      `where it was filled in ${percent(share)}.`
    );
  });
}

/** The KPIs that had a figure and would have none. */
function lost({ kpis }: Imported, served: Served): string[] {
  return served.kpis.flatMap(({ definition, counted }) => {
    const now = kpis.find((each) => each.definition.id === definition.id);
    if (counted === 0 || !now || now.counted > 0) return [];
    return `“${definition.title}” would lose its figure: ${now.reason ?? "no row counts any more."}`;
  });
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.01 ? 2 : 1))} %`;
}

function inWords(count: number): string {
  return count.toLocaleString("en-GB");
}
