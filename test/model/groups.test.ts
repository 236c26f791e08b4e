import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOutcomeGroups } from "../../server/model/groups.ts";
import { places } from "../../server/places.ts";
import { temporaryFolder } from "../support/command.ts";

test("a group that is not listed is released as another outcome and stands just before the open crimes", () => {
  const groups = readOutcomeGroups(places.queries);
  expect(groups.releasedAs("of-a-force-itself")).toBe("other");
  expect(groups.releasedAs("out-of-court")).toBe("other");
  expect(groups.releasedAs("charged")).toBe("charged");
  const stacked = ["open", "of-a-force-itself", "unmapped", "charged"];
  expect(stacked.toSorted((a, b) => groups.placeOf(a) - groups.placeOf(b))).toEqual(stacked.toReversed());
});

test.each([
  ["a group listed twice", [group("a", "a"), group("a", "a"), open()], "“a” is listed twice"],
  ["a group released as one that is not there", [group("a", "b"), open()], "“b” stands for other groups"],
  [
    "a group released as one that is not shown itself",
    [group("a", "b"), group("b", "open"), open()],
    "“b” stands for other groups",
  ],
  ["groups without the open ones at the end", [open(), group("a", "a")], "the last group must be “open”"],
])("%s is refused", (_, groups, fault) => {
  expect(() => readOutcomeGroups(folderWith(groups))).toThrow(fault);
});

function group(id: string, released_as: string) {
  return { id, title: id, released_as };
}

function open() {
  return group("open", "open");
}

function folderWith(groups: object[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "groups"));
  const text = JSON.stringify({ about: "For a test.", unlisted_released_as: "open", groups });
  writeFileSync(join(folder, "groups/outcome-groups.json"), text);
  return folder;
}
