import { Worker } from "node:worker_threads";
import type { PackFormat } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";

export type Renderer = (pack: PackModel, format: PackFormat) => Promise<Uint8Array<ArrayBuffer>>;

/** Writes packs one after the other, each in a new thread, so that the server can answer other requests. */
export function rendererIn(worker: string, template: string): Renderer {
  let last: Promise<unknown> = Promise.resolve();
  return (pack, format) => {
    const written = last.then(() => renderApart(worker, { pack, format, template }));
    last = written.catch(() => undefined);
    return written;
  };
}

function renderApart(worker: string, workerData: object): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData });
    thread.once("message", (file: Uint8Array<ArrayBuffer>) => resolve(file));
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("The pack was not written: its thread ended before.")));
  });
}
