import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { localPerson } from "../access/person.ts";
import { monthSchema } from "../contract/filters.ts";
import { noMapping } from "../contract/mapping.ts";
import type { jobSchema } from "../import/job.ts";
import { findMapping } from "../import/mapping.ts";
import { missingInput } from "../model/input.ts";
import { readModel } from "../model/model.ts";
import { places } from "../places.ts";
import type { Home } from "../store/home.ts";
import { filesInFolder } from "./import-folder.ts";
import { UsageError } from "./usage-error.ts";

type Job = z.input<typeof jobSchema>;

const noReasonGiven = "forced on the command line, no reason given";

/** How the command is used, with an option for every input. */
function importUsage(roles: string[]): string {
  const options = roles.map((role) => `[--${role} FILE...]`).join(" ");
  return `Usage: npm run import -- ${options} [--folder DIR] [--as-at YYYY-MM-DD] [--begins YYYY-MM] [--mapping NAME|FILE] [--force [--reason TEXT]] [--json]
       npm run import -- --comparators FILE`;
}

/** Reads what the command is asked for: a job, or why the files of a folder cannot be imported. Throws a UsageError for words
 * that cannot be understood. */
export async function readImportArguments(
  given: string[],
  home: Home,
): Promise<{ job: Job; json: boolean; refusal: string | null }> {
  const { inputs } = readModel([places.queries, home.folder]);
  const roles = inputs.map(({ role }) => role);
  const usage = importUsage(roles);
  const values = parse(spread(given, roles), roles, usage);
  if (values.reason !== undefined && !values.force)
    throw new UsageError(`--reason says why limits are overridden, and needs --force.\n${usage}`);
  const dates = datesOf(values, usage);
  const mapped = values.mapping ? await readMapping(home, values.mapping, roles) : null;
  const named = filesOf(values, roles);
  const found = values.folder ? await inFolder(values.folder) : { files: {} };
  const files = "files" in found ? joined(named, found.files) : named;
  const refusal = "refusal" in found ? found.refusal : null;
  const missing = refusal === null ? missingInput(inputs, files) : null;
  if (missing) throw new UsageError(`Say which file holds the ${missing}: --${missing} FILE.\n${usage}`);
  const job = {
    home: home.folder,
    queries: places.queries,
    files,
    ...dates,
    ...(mapped ?? {}),
    override: values.force ? values.reason?.trim() || noReasonGiven : null,
    by: localPerson().id,
    importedAt: new Date().toISOString(),
  };
  return { job, json: values.json ?? false, refusal };

  async function inFolder(folder: string) {
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new UsageError(`--folder ${folder} is no folder. Check the spelling of its name.\n${usage}`);
    return filesInFolder(home, folder, mapped?.mapping ?? noMapping, Object.values(named).flat());
  }
}

/** When the export was taken and from when on the data are whole, each only if its option is given. */
function datesOf(
  {
    "as-at": asAt = null,
    begins = null,
  }: { "as-at"?: string | null | undefined; begins?: string | null | undefined },
  usage: string,
): Pick<Job, "begins"> & { asAt: string | null } {
  if (asAt !== null && !z.iso.date().safeParse(asAt).success)
    throw new UsageError(`--as-at must be a date such as 2026-10-31, not “${asAt}”.\n${usage}`);
  if (begins !== null && !monthSchema.safeParse(begins).success)
    throw new UsageError(`--begins must be a month such as 2021-11, not “${begins}”.\n${usage}`);
  return { asAt, begins };
}

function joined(named: Record<string, string[]>, found: Record<string, string[]>): Record<string, string[]> {
  const roles = [...new Set([...Object.keys(named), ...Object.keys(found)])];
  return Object.fromEntries(roles.map((role) => [role, [...(named[role] ?? []), ...(found[role] ?? [])]]));
}

/** The files that are named, by their role. */
function filesOf(values: Record<string, unknown>, roles: string[]): Record<string, string[]> {
  const given = roles.map((role) => [role, z.array(z.string()).default([]).parse(values[role])] as const);
  return Object.fromEntries(
    given
      .filter(([, paths]) => paths.length > 0)
      .map(([role, paths]) => [role, paths.map((path) => resolve(path))]),
  );
}

function parse(given: string[], roles: string[], usage: string) {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        ...Object.fromEntries(roles.map((role) => [role, { type: "string", multiple: true } as const])),
        folder: { type: "string" },
        "as-at": { type: "string" },
        begins: { type: "string" },
        mapping: { type: "string" },
        force: { type: "boolean" },
        reason: { type: "string" },
        json: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** `--ROLE a.csv b.csv` means `--ROLE a.csv --ROLE b.csv`. */
function spread(given: string[], roles: string[]): string[] {
  const repeatable = roles.map((role) => `--${role}`);
  let option: string | null = null;
  return given.flatMap((word, index) => {
    if (word.startsWith("--")) {
      option = repeatable.includes(word) ? word : null;
      return [word];
    }
    const isFirst = given[index - 1] === option;
    return option && !isFirst ? [option, word] : [word];
  });
}

async function readMapping(home: Home, given: string, roles: string[]) {
  const mapping = await findMapping(home, given, roles);
  if (mapping) return { mapping, mappingName: basename(given) };
  throw new UsageError(
    `--mapping ${given} is neither the name of a saved mapping nor a file that can be read. A file must be JSON such as {"Our Crime No": "crime_ref", "Notes": null}.`,
  );
}
