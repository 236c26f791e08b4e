import { attackerIn } from "../attack/start-attack.ts";
import { Problem } from "../contract/problem.ts";
import { homeFolder, places } from "../places.ts";
import { readSettings } from "../settings/settings.ts";
import { openHome } from "../store/home.ts";
import { makePack } from "./make-pack.ts";
import { readArguments } from "./pack-arguments.ts";
import { CannotSave, refusePlace, saveWhole } from "./save-file.ts";
import { UsageError } from "./usage-error.ts";

try {
  const asked = readArguments(process.argv.slice(2));
  refusePlace(asked.out, asked.force);
  const home = openHome(homeFolder(process.env));
  const attacker = attackerIn(places.attackWorker);
  const file = await makePack(asked, { home, settings: await readSettings(home), attacker });
  await saveWhole(asked.out, file, asked.force);
  process.stdout.write(`Written: ${asked.out}\n`);
} catch (error) {
  const known = error instanceof UsageError || error instanceof Problem || error instanceof CannotSave;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(known ? `${words}\n` : `The pack was not made: ${words}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
