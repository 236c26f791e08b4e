import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../server/places.ts";
import { servedFiles } from "../support/good-files.ts";

describe("the server ends at once and says why, with", () => {
  test("a port that is in use", async () => {
    const { folder } = await servedFiles();
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const address = holder.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist/server/main.js")], {
      env: { ...process.env, FLIGHT_DECK_HOME: folder, PORT: port },
      encoding: "utf8",
    });
    holder.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Port ${port} is in use`));
  });

  test("an address that other machines can reach, while there is no sign-in", async () => {
    const { folder } = await servedFiles();
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist/server/main.js")], {
      env: { ...process.env, FLIGHT_DECK_HOME: folder, HOST: "0.0.0.0" },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("no sign-in");
  });
});
