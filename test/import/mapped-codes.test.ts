import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mappingSchema } from "../../server/contract/mapping.ts";
import { createDatabase } from "../../server/engine/database.ts";
import { prepareBuild } from "../../server/import/build.ts";
import { codedColumns } from "../../server/import/mapped-codes.ts";
import { readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";
import { fileIn, temporaryFolder } from "../support/command.ts";

const column = { about: "person", example: "yes", meaning: "a column of the force's own", aliases: [] };

/** The product's model with an answer and an outcome more, which a force's own folder adds to the cases. */
function modelWithMore() {
  const home = temporaryFolder();
  mkdirSync(join(home, "inputs/cases"), { recursive: true });
  const columns = [
    { ...column, name: "online_enabled", type: "yes-no" },
    { ...column, name: "first_outcome", type: "code", map: "outcome-codes" },
  ];
  fileIn(join(home, "inputs/cases"), "input.json", JSON.stringify({ columns }));
  return readModel([places.queries, home]);
}

test("the columns of codes and answers are those that the inputs say, a force's own too", () => {
  expect([...codedColumns(modelWithMore().inputs)].sort()).toEqual([
    ["cancelled_code", "cancelled"],
    ["domestic", "answer"],
    ["early_advice_sought", "answer"],
    ["first_outcome", "outcome"],
    ["offence_code", "offence"],
    ["offence_text", "offence"],
    ["online_enabled", "answer"],
    ["outcome_code", "outcome"],
    ["suspect_identified", "answer"],
  ]);
});

test("what a mapping says of a kind of text holds in every column of that kind", async () => {
  const { inputs } = modelWithMore();
  const mapping = mappingSchema.parse({
    codes: { answer: { "Linked nominal": "Yes" }, outcome: { "Disposal 7": "16" } },
  });
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  await prepareBuild(connection, places.queries, inputs, mapping);
  const read = await connection.runAndReadAll("from mapped_codes order by all");
  expect(read.getRows()).toEqual([
    ["domestic", "linkednominal", "yes"],
    ["early_advice_sought", "linkednominal", "yes"],
    ["first_outcome", "disposal7", "16"],
    ["online_enabled", "linkednominal", "yes"],
    ["outcome_code", "disposal7", "16"],
    ["suspect_identified", "linkednominal", "yes"],
  ]);
  connection.closeSync();
  instance.closeSync();
});
