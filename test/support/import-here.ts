import { readImportArguments } from "../../server/commands/import-arguments.ts";
import { jobSchema } from "../../server/import/job.ts";
import { runImport } from "../../server/import/run-import.ts";
import { openHome } from "../../server/store/home.ts";

/** Imports as the words of the command say, in the process of the test: what the command's two processes add, loading everything
 * anew each time, is tested where the command is. Says what was found, then why it was refused, if it was. */
export async function importHere(folder: string, words: string[]): Promise<{ status: number; said: string }> {
  const home = openHome(folder);
  const { job } = await readImportArguments(words, home);
  const { ok, problems, refusal } = await runImport(jobSchema.parse(job), () => undefined);
  const found = problems.map(({ check, severity, message }) => `${severity}: ${check}: ${message}`);
  return { status: ok ? 0 : 1, said: [...found, ...(refusal ? [`Refused: ${refusal}`] : [])].join(" ") };
}
