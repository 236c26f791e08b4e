import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { recordCommand } from "../access/log/access-log.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import { homeFolder, places } from "../places.ts";
import { noData, Problem } from "../problem.ts";
import { monthSchema, scopes } from "../schemas.ts";
import { readSettings } from "../settings/settings.ts";
import { openHome } from "../store/home.ts";
import { openStore } from "../store/snapshots.ts";
import { UsageError } from "../usage-error.ts";
import { disclosureOf } from "./disclosed.ts";
import { everyKpi, readFigures } from "./figures.ts";
import { makeModel } from "./make-model.ts";
import { audienceSchema, formatSchema, type PackText } from "./pack.ts";
import { CannotSave, refusePlace, saveWhole } from "./save-file.ts";

const usage =
  "Usage: npm run pack -- --month YYYY-MM --format pptx|pdf|xlsx --out FILE [--audience external|internal] [--scope rasso|rape|adult-rape|all-sexual|all] [--kpi ID...] [--title TEXT] [--recipient TEXT] [--force]";

const argumentsSchema = z.object({
  month: monthSchema,
  format: formatSchema,
  out: z.string().min(1),
  audience: audienceSchema.default("external"),
  scope: z.enum(scopes).default("rasso"),
  kpi: z.array(z.string().min(1)).default([]),
  title: z.string().trim().min(1).max(100).default("RASSO performance pack"),
  recipient: z.string().trim().min(1).max(100).optional(),
  force: z.boolean().default(false),
});

const wanted: Record<string, string> = {
  month: "a month such as 2026-10",
  format: "pptx, pdf or xlsx",
  out: "the file to write",
  audience: "external or internal",
  scope: scopes.join(", "),
  kpi: "the id of a KPI",
  title: "1 to 100 letters",
  recipient: "1 to 100 letters, for whom the pack is made",
};

try {
  const asked = readArguments(process.argv.slice(2));
  refusePlace(asked.out, asked.force);
  const file = await makePack(asked);
  await saveWhole(asked.out, file, asked.force);
  process.stdout.write(`Written: ${asked.out}\n`);
} catch (error) {
  const known = error instanceof UsageError || error instanceof Problem || error instanceof CannotSave;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(known ? `${words}\n` : `The pack was not made: ${words}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function makePack(asked: z.infer<typeof argumentsSchema>): Promise<Uint8Array> {
  const home = openHome(homeFolder(process.env));
  const store = openStore(home);
  try {
    const settings = await readSettings(home);
    const model = await store.read(async (snapshot) => {
      if (!snapshot) throw noData();
      const chosen = asked.kpi.length > 0 ? [...new Set(asked.kpi)] : everyKpi(snapshot.manifest);
      const text: PackText = {
        title: asked.title,
        month: asked.month,
        audience: asked.audience,
        scope: asked.scope,
        kpis: chosen.map((id) => ({ id, breakdown: null, headline: "", commentary: "" })),
        actions: [],
      };
      const figures = await readFigures(snapshot, readMeasureQueries(places.queries), settings, text);
      return makeModel(figures, settings, text);
    });
    const { renderPack } = await import("./render.ts");
    const file = await renderPack(model, asked.format, places.packTemplate);
    const what = `npm run pack, ${asked.audience} pack of ${asked.month} as ${asked.format}`;
    await recordCommand(home.folder, { ...disclosureOf(model, asked.recipient), what });
    return file;
  } finally {
    await store.close();
  }
}

function readArguments(given: string[]): z.infer<typeof argumentsSchema> {
  const parsed = argumentsSchema.safeParse(parse(spread(given)));
  if (parsed.success) return { ...parsed.data, out: resolve(parsed.data.out) };
  const name = String(parsed.error.issues[0]?.path[0] ?? "");
  throw new UsageError(`--${name} must be ${wanted[name] ?? "given"}.\n${usage}`);
}

function parse(given: string[]): Record<string, unknown> {
  try {
    const text = { type: "string" } as const;
    return parseArgs({
      args: given,
      options: {
        ...{
          month: text,
          format: text,
          out: text,
          audience: text,
          scope: text,
          title: text,
          recipient: text,
        },
        kpi: { type: "string", multiple: true },
        force: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** `--kpi a b` means `--kpi a --kpi b`. */
function spread(given: string[]): string[] {
  let isList = false;
  return given.flatMap((word, index) => {
    if (word.startsWith("--")) {
      isList = word === "--kpi";
      return [word];
    }
    return isList && given[index - 1] !== "--kpi" ? ["--kpi", word] : [word];
  });
}
