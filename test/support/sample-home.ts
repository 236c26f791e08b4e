import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { places } from "../../server/places.ts";
import { launchServer, runImportCommand } from "./command.ts";

/** What makes a home of the sample: the import command, or the server when it starts in an empty one. */
const makers = {
  "import command": async (home: string) => {
    const { status, stderr } = runImportCommand(home, sampleFiles);
    if (status !== 0) throw new Error(`The sample was not imported: ${stderr}`);
  },
  "first start": async (home: string) => {
    const server = await launchServer(home);
    const ended = new Promise((resolve) => server.process.once("exit", resolve));
    server.process.kill();
    await ended;
  },
};

/** The words of the import command that name the files of the sample. */
export const sampleFiles = ["cases", "outcomes"].flatMap((role) => [
  `--${role}`,
  join(places.sample, `${role}.csv`),
]);

/** Fills a new home with the sample. It is imported once for all test files, and copied from then on. */
export async function fillWithSample(home: string, maker: keyof typeof makers): Promise<void> {
  await fillOnce(home, maker, makers[maker]);
}

/** Fills a folder with what `make` puts into one. That is made once for all test files, known by its name, and copied from then on. */
export async function fillOnce(
  folder: string,
  name: string,
  make: (folder: string) => Promise<void> | void,
): Promise<void> {
  const made = join(inject("sharedFolder"), name);
  if (!existsSync(made)) {
    const making = mkdtempSync(`${made}-`);
    await make(making);
    moveUnlessThere(making, made);
  }
  mkdirSync(folder, { recursive: true });
  cpSync(made, folder, { recursive: true });
}

/** Two files may make the same home at the same time: the first one stays. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true });
  }
}
