import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ImportResult } from "../contract/imports.ts";
import { Refusal } from "../csv/refusal.ts";
import { readSettings } from "../settings/settings.ts";
import { type Home, openHome } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import type { PointerChange } from "../store/pointer.ts";
import { publish, readManifest, seal } from "../store/publish.ts";
import { removeOldSnapshots } from "../store/retention.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { compareWithServed } from "./compare.ts";
import { type Job, nothingDone, type Report } from "./job.ts";
import { putAwaySample } from "./put-away-sample.ts";
import { refusalOf } from "./refusals.ts";

/** Imports the files of a job: reads, checks, joins and stores them as a new snapshot, and publishes it or, for a dry run,
 * leaves it in the folder named with what it would change. Anything that refuses the import leaves what was served before,
 * with the reason in the result; a dry run that exceeds a limit says besides what it would change. */
export async function runImport(job: Job, report: Report): Promise<ImportResult> {
  const home = openHome(job.home);
  const folder = job.dryRunIn ?? join(home.building, `${process.pid}-${randomBytes(4).toString("hex")}`);
  const workplace = { spool: join(folder, "spool"), built: join(folder, "built") };
  for (const path of [workplace.spool, workplace.built]) rmSync(path, { recursive: true, force: true });
  for (const path of [folder, workplace.spool, workplace.built])
    mkdirSync(path, { mode: 0o700, recursive: true });
  const result: ImportResult = { ...nothingDone };
  try {
    const manifest = await buildSnapshot(job, home, workplace, result, report);
    rmSync(workplace.spool, { recursive: true });
    await seal(workplace.built, manifest);
    if (job.dryRunIn) result.changes = await compareWithServed(home, workplace.built, job.queries, report);
    else await publishBuilt(home, workplace.built, { by: job.by, at: job.importedAt }, report);
    const refusal = refusalOf(result.limits, job.override);
    if (refusal !== null) return { ...result, refusal };
    const { id, asAt, lastCompleteMonth } = manifest.snapshot;
    return { ...result, ok: true, snapshot: { id, asAt, lastCompleteMonth } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...result, refusal: error.message };
  } finally {
    rmSync(job.dryRunIn ? workplace.spool : folder, { recursive: true, force: true });
  }
}

/** Publishes a built and sealed folder, puts away what the sample brought if this is the first real force, and removes the
 * snapshots that are more than the settings keep. */
export async function publishBuilt(
  home: Home,
  built: string,
  who: Pick<PointerChange, "by" | "at">,
  report: Report,
): Promise<Manifest> {
  report({ stage: "publishing", detail: null, done: 0, of: 1 });
  await putAwaySample(home, await readManifest(built));
  const manifest = await publish(home, built, who);
  await removeOldSnapshots(home, (await readSettings(home)).imports.keep_snapshots);
  return manifest;
}
