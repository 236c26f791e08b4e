/** A kind of fault, by the word that chooses it, and how it is tried. `tries` is how often, where that can be chosen. */
export type Suite = { word: string; title: string; tries: number; run: (trial: Trial) => Promise<void> };

/** What a suite tells: what survived, counted by what came of it, and what did not. */
export type Trial = {
  tries: number;
  seed: number;
  /** How far it is, for the person who watches. */
  progress: (line: string) => void;
  survived: (outcome: string) => void;
  failed: (what: string) => void;
};

export type Outcome = { survived: Map<string, number>; failures: string[] };

/** Runs one suite and gives what it counted. A suite that throws has failed. */
export async function runSuite(
  { run }: Suite,
  tries: number,
  seed: number,
  progress: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const outcome: Outcome = { survived: new Map(), failures: [] };
  try {
    await run({
      tries,
      seed,
      progress,
      survived: (what) => outcome.survived.set(what, (outcome.survived.get(what) ?? 0) + 1),
      failed: (what) => outcome.failures.push(what),
    });
  } catch (error) {
    outcome.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return outcome;
}
