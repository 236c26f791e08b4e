import type { Input } from "../model/input.ts";
import { fewestFilled, type JudgedColumn } from "./judged-columns.ts";

/** What is wrong with the columns of codes and answers, each as a sentence: more texts than `limit` of the filled cells are no codes, or
 * most are codes of a list that is not its map. A column that is left out counts too, for without it crimes count that its codes
 * take out of the counts. */
export function codeLimits(judged: JudgedColumn[], inputs: Input[], limit: number): string[] {
  return [
    ...judged
      .filter(({ unknown, filled }) => unknown > filled * limit)
      .map((column) => unknownWords(column, limit)),
    ...judged.filter((column) => isOfAnotherList(column, inputs)).map(unmappedWords),
  ];
}

function unknownWords(
  { role, column_name, unknown, filled, unread_texts }: JudgedColumn,
  limit: number,
): string {
  return (
    `In the ${role} files ${inWords(unknown)} of ${inWords(filled)} filled cells of ${column_name} hold texts that are none of its codes, ` +
    `more than ${Number((limit * 100).toFixed(2))} %: ${unread_texts}. ${nextStep}`
  );
}

/** Whether most codes of a column are not in its map; where others are usual, whether most are those of the map without their letter. */
function isOfAnotherList(
  { role, column_name, unmapped, without_letter, filled }: JudgedColumn,
  inputs: Input[],
): boolean {
  const input = inputs.find((each) => each.role === role);
  const column = input?.mayHold.find(({ name }) => name === column_name);
  return filled >= fewestFilled && (column?.beyond_map ? without_letter : unmapped) * 2 > filled;
}

function unmappedWords({ role, column_name, unmapped, filled, unmapped_texts }: JudgedColumn): string {
  return (
    `In the ${role} files ${inWords(unmapped)} of ${inWords(filled)} filled cells of ${column_name} hold codes that its map does not have, ` +
    `as if they were of another list: ${unmapped_texts}. ${nextStep}`
  );
}

const nextStep = "Say what each means on the Data page, or in a mapping file (--mapping).";

function inWords(count: number): string {
  return count.toLocaleString("en-GB");
}
