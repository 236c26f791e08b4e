import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../server/places.ts";

/** Builds the programs that tests run as commands; does nothing where they are up to date. */
export default function setUp(): void {
  execFileSync(process.execPath, [join(root, "server/set-up.mjs")], { stdio: "inherit" });
}
