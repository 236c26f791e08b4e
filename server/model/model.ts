import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { addedColumnsSchema, faultsOfInput, type Input, inputFileSchema } from "./input.ts";
import { type DefinedUnit, faultsOfUnit, unitFileSchema } from "./unit.ts";

/** What the files of a force hold and what is counted in them, as `queries/inputs` and `queries/units` say it. */
export type Model = {
  inputs: Input[];
  units: DefinedUnit[];
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

type Found = { id: string; folder: string; path: string; given: unknown };

/** Reads the model from the product's folder of definitions and from a force's own, which may add inputs, units, and columns to
 * inputs and dimensions to units that are there. Throws ModelFaults if something is missing or contradicts another part. */
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
  for (const input of inputs) input.mayHold = columnsBeside(input, inputs);
  inputs.sort((a, b) => a.order - b.order);
  const dimensions = [...new Set(units.flatMap((unit) => unit.dimensions.map(({ name }) => name)))];
  return { inputs, units, dimensions };
}

/** Finds the input of a role. Throws if there is none. */
export function inputOf({ inputs }: Pick<Model, "inputs">, role: string): Input {
  const found = inputs.find((input) => input.role === role);
  if (!found)
    throw new Error(
      `There is no input “${role}”. The inputs are ${inputs.map((each) => each.role).join(", ")}.`,
    );
  return found;
}

/** Finds the unit of an id. Throws if there is none. */
export function unitOf({ units }: Pick<Model, "units">, id: string): DefinedUnit {
  const found = units.find((unit) => unit.id === id);
  if (!found)
    throw new Error(`There is no unit “${id}”. The units are ${units.map((each) => each.id).join(", ")}.`);
  return found;
}

function faultsBetween(inputs: Input[], units: DefinedUnit[]): string[] {
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

/** The columns of an input, and those of the input that may stand beside them, which no file must have. */
function columnsBeside({ columns, also }: Input, inputs: Input[]): Input["columns"] {
  const names = columns.map(({ name }) => name);
  const others = inputs.find(({ role }) => role === also)?.columns ?? [];
  return [
    ...columns,
    ...others.filter(({ name }) => !names.includes(name)).map((column) => ({ ...column, required: false })),
  ];
}

/** Every definition of a kind, the product's first, in alphabetical order. */
function find(folders: string[], kind: string, file: string, faults: string[]): Found[] {
  return folders.flatMap((folder) => {
    const parent = join(folder, kind);
    if (!existsSync(parent)) return [];
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(parent, entry.name, file)))
      .map(({ name }) => name)
      .sort()
      .flatMap((id) => {
        const path = join(kind, id, file);
        try {
          const given: unknown = JSON.parse(readFileSync(join(folder, path), "utf8"));
          return [{ id, folder: join(parent, id), path, given }];
        } catch {
          faults.push(`${path} is not JSON`);
          return [];
        }
      });
  });
}

/** The definitions of a kind. A later one of the same id adds to the one before. */
function merged<Definition>(
  found: Found[],
  read: (found: Found) => Definition,
  add: (to: Definition, given: unknown) => Definition,
  faults: string[],
): Definition[] {
  const definitions = new Map<string, Definition>();
  for (const each of found) {
    const { id, path, given } = each;
    const before = definitions.get(id);
    try {
      definitions.set(id, before ? add(before, given) : read(each));
    } catch (error) {
      faults.push(
        `${path}: ${error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, " ") : error}`,
      );
    }
  }
  return [...definitions.values()];
}

function readInput({ id, folder, given }: Found): Input {
  const file = inputFileSchema.parse(given);
  return { role: id, folder, ...file, mayHold: file.columns };
}

function addColumns(input: Input, given: unknown): Input {
  const columns = [...input.columns, ...addedColumnsSchema.parse(given).columns];
  return { ...input, columns, mayHold: columns };
}

function readUnit({ id, folder, given }: Found): DefinedUnit {
  return { id, folder, added: [], ...unitFileSchema.parse(given) };
}

function addDimensions(unit: DefinedUnit, given: unknown): DefinedUnit {
  const { dimensions } = unitFileSchema.pick({ dimensions: true }).strict().parse(given);
  const others = dimensions.filter(({ kind }) => kind !== "label").map(({ name }) => `“${name}”`);
  if (others.length > 0)
    throw new Error(`only dimensions of the kind “label” can be added: ${others.join(", ")} is none`);
  return { ...unit, dimensions: [...unit.dimensions, ...dimensions], added: [...unit.added, ...dimensions] };
}
