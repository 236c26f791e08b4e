import { readdirSync, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { CannotSave, saveWhole } from "../../server/commands/save-file.ts";
import { root } from "../../server/places.ts";
import { fileIn, temporaryFolder } from "../support/command.ts";

const fault = { code: "" };

beforeAll(failOnWriting);
afterAll(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  fault.code = "";
});

test.each([
  {
    code: "ENOSPC",
    says: /no space left for .*pack\.pdf\. Free some, or choose another --out.*Nothing was written/,
  },
  { code: "EDQUOT", says: /no space left/ },
  { code: "EROFS", says: /may not be written here\. Choose another --out/ },
])("$code: a disk that fails half-way leaves no half file and says what to do", async ({ code, says }) => {
  const folder = temporaryFolder();
  fault.code = code;
  const saving = saveWhole(join(folder, "pack.pdf"), new Uint8Array(1000), false);
  await expect(saving).rejects.toThrow(says);
  await expect(saving).rejects.toBeInstanceOf(CannotSave);
  expect(readdirSync(folder)).toEqual([]);
});

test("the file that was to be replaced is still whole after a full disk, and replaced once there is room", async () => {
  const folder = temporaryFolder();
  const out = fileIn(folder, "pack.pdf", "the last pack");
  fault.code = "ENOSPC";
  await expect(saveWhole(out, new Uint8Array(1000), true)).rejects.toThrow(/no space left/);
  expect(readFileSync(out, "utf8")).toBe("the last pack");
  fault.code = "";
  await saveWhole(out, Buffer.from("this pack"), true);
  expect(readFileSync(out, "utf8")).toBe("this pack");
  expect(readdirSync(folder)).toEqual(["pack.pdf"]);
});

/** Makes every file take half of what is written and then fail as the disk would; it works while there is no fault. */
async function failOnWriting(): Promise<void> {
  const opened = await open(root);
  const files: FileHandle = Object.getPrototypeOf(opened);
  await opened.close();
  const write = files.writeFile;
  vi.spyOn(files, "writeFile").mockImplementation(async function (this: FileHandle, content) {
    if (!fault.code) return write.call(this, content);
    await write.call(this, (content as Uint8Array).subarray(0, 500));
    throw Object.assign(new Error(`${fault.code}: the disk failed`), { code: fault.code });
  });
}
