import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { formatSchema } from "../contract/pack.ts";
import { packModelSchema } from "../contract/pack-model.ts";
import { renderPack } from "./render.ts";

/** The thread that writes one pack. It gets the pack and a format, and returns the file. */
const { pack, format, template } = z
  .object({ pack: packModelSchema, format: formatSchema, template: z.string() })
  .parse(workerData);
parentPort?.postMessage(await renderPack(pack, format, template));
