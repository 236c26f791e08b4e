import type { PackFormat } from "../contract/pack.ts";
import type { PackModel } from "../contract/pack-model.ts";
import { writePdf } from "./pdf/write-pdf.ts";
import { writePptx } from "./pptx/write-pptx.ts";
import { writeXlsx } from "./xlsx/write-xlsx.ts";

/** The pack as a file of one format. `template` is the path of the PDF's template. */
export async function renderPack(
  pack: PackModel,
  format: PackFormat,
  template: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await written(pack, format, template));
}

function written(pack: PackModel, format: PackFormat, template: string): Promise<Uint8Array> | Uint8Array {
  switch (format) {
    case "pptx":
      return writePptx(pack);
    case "pdf":
      return writePdf(pack, template);
    case "xlsx":
      return writeXlsx(pack);
  }
}
