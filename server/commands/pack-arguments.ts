import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { monthSchema, scopeSchema } from "../contract/filters.ts";
import { audienceSchema, formatSchema } from "../contract/pack.ts";
import { UsageError } from "./usage-error.ts";

const usage = `Usage: npm run pack -- --month YYYY-MM --format pptx|pdf|xlsx --out FILE [--audience external|internal] [--scope SCOPE] [--kpi ID...] [--title TEXT] [--recipient TEXT] [--force]
       npm run pack -- --pack ID --format pptx|pdf|xlsx --out FILE [--recipient TEXT] [--force]
--month makes the pack of a month with drafted words. --pack takes a pack that was approved or frozen on the page Packs, with its own headlines, commentary and actions.`;

const fileSchema = z.strictObject({
  format: formatSchema,
  out: z.string().min(1),
  recipient: z.string().trim().min(1).max(100).optional(),
  force: z.boolean().default(false),
});

const monthArguments = fileSchema.extend({
  month: monthSchema,
  audience: audienceSchema.default("external"),
  scope: scopeSchema.optional(),
  kpi: z.array(z.string().min(1)).default([]),
  title: z.string().trim().min(1).max(100).default("RASSO performance pack"),
});

const savedArguments = fileSchema.extend({ pack: z.string().min(1) });

export type MonthArguments = z.infer<typeof monthArguments>;
export type SavedArguments = z.infer<typeof savedArguments>;

const wanted: Record<string, string> = {
  month: "a month such as 2026-10",
  pack: "the id of a pack, such as 2026-10-external",
  format: "pptx, pdf or xlsx",
  out: "the file to write",
  audience: "external or internal",
  scope: "the id of a scope, such as that of the page’s filter",
  kpi: "the id of a KPI",
  title: "1 to 100 letters",
  recipient: "1 to 100 letters, for whom the pack is made",
};

/** What the words of the command line ask for. Throws a UsageError if they ask for nothing that can be done. */
export function readArguments(given: string[]): MonthArguments | SavedArguments {
  const values = parse(spread(given));
  const parsed = ("pack" in values ? savedArguments : monthArguments).safeParse(values);
  if (parsed.success) return { ...parsed.data, out: resolve(parsed.data.out) };
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys") {
    const named = issue.keys.map((key) => `--${key}`).join(", ");
    throw new UsageError(
      `A saved pack has its own month, audience and contents: leave out ${named}.\n${usage}`,
    );
  }
  const name = String(issue?.path[0] ?? "");
  throw new UsageError(`--${name} must be ${wanted[name] ?? "given"}.\n${usage}`);
}

function parse(given: string[]): Record<string, unknown> {
  try {
    const text = { type: "string" } as const;
    return parseArgs({
      args: given,
      options: {
        ...{ month: text, pack: text, format: text, out: text },
        ...{ audience: text, scope: text, title: text, recipient: text },
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
