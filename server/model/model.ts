import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { addedColumnsSchema, faultsOfInput, type Input, inputFileSchema } from "./input.ts";
import { type CountedUnit, faultsOfUnit, unitFileSchema } from "./unit.ts";

/** What the files of a force hold and what is counted in them, as `queries/inputs` and `queries/units` say it. */
export type Model = {
  inputs: Input[];
  units: CountedUnit[];
  /** Every dimension of every unit, each once, in the order of the units. */
  dimensions: string[];
};

/** A model that does not fit together; its message names every fault at once. */
export class ModelFaults extends Error {
  constructor(faults: string[]) {
    super(
      `The definitions of inputs and units do not fit together:\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
    );
  }
}

type Found = { id: string; path: string; isOwn: boolean; given: unknown };

/** Reads the model from the product's folder of definitions and from a force's own, which may add inputs, units, and columns to
 * inputs and dimensions to units that are there. Throws ModelFaults where something is missing or contradicts another part. */
export function readModel(folders: string[]): Model {
  const faults: string[] = [];
  const inputs = merged(find(folders, "inputs", "input.json", faults), readInput, addColumns, faults);
  const units = merged(find(folders, "units", "unit.json", faults), readUnit, addDimensions, faults);
  for (const input of inputs)
    faults.push(...faultsOfInput(input).map((fault) => `the input ${input.role}: ${fault}`));
  for (const unit of units)
    faults.push(...faultsOfUnit(unit).map((fault) => `the unit ${unit.id}: ${fault}`));
  faults.push(...faultsBetween(inputs, units));
  if (faults.length > 0) throw new ModelFaults(faults);
  const dimensions = [...new Set(units.flatMap((unit) => unit.dimensions.map(({ name }) => name)))];
  return { inputs, units, dimensions };
}

/** The input of a role. Throws where there is none. */
export function inputOf({ inputs }: Pick<Model, "inputs">, role: string): Input {
  const found = inputs.find((input) => input.role === role);
  if (!found)
    throw new Error(
      `There is no input “${role}”. The inputs are ${inputs.map((each) => each.role).join(", ")}.`,
    );
  return found;
}

/** The unit of an id. Throws where there is none. */
export function unitOf({ units }: Pick<Model, "units">, id: string): CountedUnit {
  const found = units.find((unit) => unit.id === id);
  if (!found)
    throw new Error(`There is no unit “${id}”. The units are ${units.map((each) => each.id).join(", ")}.`);
  return found;
}

function faultsBetween(inputs: Input[], units: CountedUnit[]): string[] {
  const names = inputs.map(({ role }) => role);
  return [
    ...inputs.flatMap(({ role, also }) =>
      also === null || names.includes(also)
        ? []
        : [`the input ${role} may also hold “${also}”, which is no input`],
    ),
    ...units.flatMap((unit) => {
      const input = inputs.find(({ role }) => role === unit.input);
      if (!input) return [`the unit ${unit.id} is made of “${unit.input}”, which is no input`];
      const columns = input.columns.map(({ name }) => name);
      return unit.dimensions.flatMap(({ name, column }) =>
        column === undefined || columns.includes(column)
          ? []
          : [
              `the dimension ${name} of the unit ${unit.id} is the column “${column}”, which ${input.role} does not have`,
            ],
      );
    }),
  ];
}

/** Every definition of a kind, the product's first, in alphabetical order. */
function find(folders: string[], kind: string, file: string, faults: string[]): Found[] {
  return folders.flatMap((folder, place) => {
    const parent = join(folder, kind);
    if (!existsSync(parent)) return [];
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(parent, entry.name, file)))
      .map(({ name }) => name)
      .sort()
      .flatMap((id) => {
        const path = join(kind, id, file);
        try {
          return [
            { id, path, isOwn: place > 0, given: JSON.parse(readFileSync(join(folder, path), "utf8")) },
          ];
        } catch {
          faults.push(`${path} is not JSON`);
          return [];
        }
      });
  });
}

/** The definitions of a kind, where a later one of the same id adds to the one before. */
function merged<Definition>(
  found: Found[],
  read: (id: string, given: unknown) => Definition,
  add: (to: Definition, given: unknown) => Definition,
  faults: string[],
): Definition[] {
  const definitions = new Map<string, Definition>();
  for (const { id, path, given } of found) {
    const before = definitions.get(id);
    try {
      definitions.set(id, before ? add(before, given) : read(id, given));
    } catch (error) {
      faults.push(
        `${path}: ${error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, " ") : error}`,
      );
    }
  }
  return [...definitions.values()];
}

function readInput(role: string, given: unknown): Input {
  return { role, ...inputFileSchema.parse(given) };
}

function addColumns(input: Input, given: unknown): Input {
  return { ...input, columns: [...input.columns, ...addedColumnsSchema.parse(given).columns] };
}

function readUnit(id: string, given: unknown): CountedUnit {
  return { id, ...unitFileSchema.parse(given) };
}

function addDimensions(unit: CountedUnit, given: unknown): CountedUnit {
  const added = unitFileSchema.pick({ dimensions: true }).strict().parse(given);
  return { ...unit, dimensions: [...unit.dimensions, ...added.dimensions] };
}
