import { mkdtemp, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RecognisedFile } from "../../contract/recognised.ts";
import type { Header } from "../../csv/ranges.ts";
import { Refusal } from "../../csv/refusal.ts";
import { type Spooled, spoolFile } from "../../csv/spool.ts";
import type { Input } from "../../model/input.ts";
import { inputOf, type Model, readModel } from "../../model/model.ts";
import type { Report } from "../job.ts";
import { countRecognised } from "../read/columns.ts";
import { readHeader } from "../read/header.ts";
import { fittingMapping } from "./fitting-mapping.ts";
import { readSample } from "./read-sample.ts";
import { scoreRole, settleRoles } from "./recognise-role.ts";
import type { Recognised, RecogniseTask } from "./recognise-task.ts";
import { recogniseTexts } from "./recognise-texts.ts";

import { suggestColumns } from "./suggest-columns.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

type GivenFile = RecogniseTask["files"][number];
type Known = { task: RecogniseTask; model: Model; vocabulary: Vocabulary };
type OpenFile = {
  given: GivenFile;
  bytes: number;
  folder: string;
  spooled: Spooled;
  header: Header;
  values: string[][];
};

const samplesShown = 5;

/** Says of each file what it seems to be: its role, what each column holds, and which texts stand where codes should. A file
 * that cannot be read says why. Nothing is decided here: the analyst confirms it. A saved mapping whose headers the files have is
 * used at once, and named. */
export async function recogniseFiles(task: RecogniseTask, report: Report): Promise<Recognised> {
  const model = readModel([task.queries, task.home]);
  const files: (OpenFile | RecognisedFile)[] = [];
  for (const [index, given] of task.files.entries()) {
    report({ stage: "reading", detail: basename(given.path), done: index, of: task.files.length });
    files.push(await orFault(given, () => openFile(given, task, model)));
  }
  const open = files.filter((file) => "spooled" in file);
  const fitting = fittingMapping(
    task.saved,
    open.map(({ header }) => header),
  );
  const mapping = fitting?.value ?? task.mapping;
  const known = { task: { ...task, mapping }, model, vocabulary: readVocabulary(task.queries) };
  const settled = settleRoles(
    open.map((file) => scoresOf(file, known)),
    model.inputs,
  );
  const recognised: RecognisedFile[] = [];
  for (const file of files) {
    if (!("spooled" in file)) {
      recognised.push(file);
      continue;
    }
    const guess = settled[open.indexOf(file)] ?? { role: null, confidence: 0 };
    const { role, confidence } = file.given.role ? { role: file.given.role, confidence: 1 } : guess;
    recognised.push(await orFault(file.given, () => describe(file, role, confidence, known)));
    await rm(file.folder, { recursive: true });
  }
  return { files: recognised, fitting: fitting?.name ?? null };
}

async function openFile(given: GivenFile, task: RecogniseTask, model: Model): Promise<OpenFile> {
  const folder = await mkdtemp(join(task.spool, "recognise-"));
  const spooled = await spoolFile(given.path, folder);
  const header = await headerOf(spooled, task, model);
  const values = await readSample(spooled.path, header, folder);
  const { size: bytes } = await stat(given.path);
  return { given, bytes, folder, spooled, header, values };
}

/** The header as the role reads it of which more is known; the delimiter hangs on that. */
async function headerOf({ path, name }: Spooled, task: RecogniseTask, { inputs }: Model): Promise<Header> {
  const read = await Promise.all(
    inputs.map(async (input) => {
      const mapping = task.mapping.columns[input.role] ?? {};
      const header = await readHeader(path, name, input, mapping);
      return { header, known: countRecognised(header.fields, input, mapping) };
    }),
  );
  const [best] = read.sort((a, b) => b.known - a.known);
  if (!best) throw new Refusal(`${name} has no header.`);
  return best.header;
}

function suggest(file: OpenFile, input: Input, { task, vocabulary }: Known) {
  const mapping = task.mapping.columns[input.role] ?? {};
  return suggestColumns(file.header.fields, file.values, input, mapping, vocabulary);
}

function scoresOf(file: OpenFile, known: Known) {
  return Object.fromEntries(
    known.model.inputs.map((input) => [input.role, scoreRole(input, suggest(file, input, known).columns)]),
  );
}

async function describe(
  file: OpenFile,
  role: string | null,
  confidence: number,
  known: Known,
): Promise<RecognisedFile> {
  const [first] = known.model.inputs;
  const input = role === null && first ? first : inputOf(known.model, role ?? "");
  const { columns, missing } = suggest(file, input, known);
  const { spooled, header, folder } = file;
  const counted = await recogniseTexts(
    {
      spooled,
      header,
      input,
      columns: columns.map(({ column }) => (role === null ? null : column)),
    },
    {
      queries: known.task.queries,
      inputs: known.model.inputs,
      mapping: known.task.mapping,
      vocabulary: known.vocabulary,
      folder,
    },
  );
  return {
    id: file.given.id,
    name: spooled.name,
    bytes: file.bytes,
    sha256: spooled.sha256,
    fault: null,
    role,
    confidence,
    delimiter: header.delimiter,
    encoding: spooled.encoding,
    rows: counted.rows,
    columns: header.fields.map((name, place) => ({
      header: name,
      samples: [...new Set(file.values[place]?.filter((value) => value !== ""))].slice(0, samplesShown),
      ...(columns[place] ?? { column: null, confidence: 0, mapped: false, known: false, refused: null }),
    })),
    missing,
    texts: counted.texts,
    moreTexts: counted.more,
  };
}

/** What is asked for, or the file with the reason why it cannot be read. */
async function orFault<Answer>(
  given: GivenFile,
  ask: () => Promise<Answer>,
): Promise<Answer | RecognisedFile> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      id: given.id,
      name: basename(given.path),
      bytes: (await stat(given.path)).size,
      sha256: null,
      fault: error.message,
      role: null,
      confidence: 0,
      delimiter: null,
      encoding: null,
      rows: 0,
      columns: [],
      missing: [],
      texts: [],
      moreTexts: 0,
    };
  }
}
