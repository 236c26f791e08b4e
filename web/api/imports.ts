import type {
  CurrentImport,
  DryRunRequest,
  ImportResult,
  Imports,
  InputColumns,
  Mapping,
  Mappings,
  SavedMapping,
} from "../types.ts";
import { answered, client, done, ownHeader, problemOf, read, unreachable } from "./client.ts";

/** Reads the current import, if there is one, and the kept snapshots. */
export function fetchImports(signal: AbortSignal): Promise<Imports> {
  return read(client.api.imports.$get({}, { init: { signal } }));
}

/** Reads the columns that headers can be mapped to, and the codes that texts can stand for. */
export function fetchInputColumns(signal: AbortSignal): Promise<InputColumns> {
  return read(client.api["input-columns"].$get({}, { init: { signal } }));
}

/** Reads the saved mappings. */
export function fetchMappings(signal: AbortSignal): Promise<Mappings> {
  return read(client.api.mappings.$get({}, { init: { signal } }));
}

/** Saves a mapping over the version `over`. Fails with `changed-meanwhile` if someone else has saved since. */
export function saveMapping(name: string, over: number, value: Mapping): Promise<SavedMapping> {
  return read(client.api.mappings[":name"].$put({ param: { name }, json: { over, value } }));
}

/** Uploads files for an import and reports the share that was sent, 0 to 1. From 1 on the server reads them. */
export function sendFiles(
  files: File[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<CurrentImport> {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", client.api.imports.$path());
    request.setRequestHeader(ownHeader, "1");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(problemOf(request.status, request.response));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

/** Asks the server to look at the files again with what was confirmed. */
export function recogniseFiles(
  id: string,
  confirmed: Pick<DryRunRequest, "roles" | "mapping" | "mappingName">,
): Promise<CurrentImport> {
  return read(client.api.imports[":id"].recognise.$post({ param: { id }, json: confirmed }));
}

/** Makes a dry run of an import and waits for its result. */
export function tryImport(id: string, request: DryRunRequest): Promise<ImportResult> {
  return read(client.api.imports[":id"]["dry-run"].$post({ param: { id }, json: request }));
}

/** Serves what the dry run built. */
export function publishImport(id: string): Promise<Pick<ImportResult, "snapshot">> {
  return read(client.api.imports[":id"].publish.$post({ param: { id } }));
}

/** Cancels an import or throws it away. */
export function discardImport(id: string): Promise<void> {
  return done(client.api.imports[":id"].$delete({ param: { id } }));
}

/** Brings back an import that was thrown away. */
export function bringBackImport(id: string): Promise<CurrentImport> {
  return read(client.api.imports[":id"]["bring-back"].$post({ param: { id } }));
}

/** Keeps what was chosen and typed for an import. The request outlives the page. */
export function keepChoices(id: string, choices: CurrentImport["choices"][number]): Promise<void> {
  return done(
    client.api.imports[":id"].choices.$put({ param: { id }, json: choices }, { init: { keepalive: true } }),
  );
}

/** Serves a kept snapshot again. Fails with `served-meanwhile` if another than `instead` is served by now. */
export function restoreSnapshot(id: string, instead: string | undefined): Promise<void> {
  return done(client.api.snapshots[":id"].restore.$post({ param: { id }, query: { instead } }));
}

/** Opens the stream of events that tell how far an import is. */
export function importEvents(id: string): EventSource {
  return new EventSource(client.api.imports[":id"].events.$path({ param: { id } }));
}

/** The address of the rejected rows of an import or a kept snapshot. */
export function rejectedAddress(id: string): string {
  return client.api.imports[":id"]["rejected.csv"].$path({ param: { id } });
}

/** Reads the beginning of the rejected rows as CSV. The last row may be cut off. */
export async function fetchRejected(id: string, signal: AbortSignal): Promise<string> {
  const response = await answered(
    client.api.imports[":id"]["rejected.csv"].$get({ param: { id } }, { init: { signal } }),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && text.length < 100_000) {
    const { done: isEnd, value } = await reader.read();
    if (isEnd) return text;
    text += value;
  }
  await reader?.cancel();
  return text;
}
