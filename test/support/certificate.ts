import { generate } from "selfsigned";
import { fileIn } from "./command.ts";

/** A certificate for this machine, made now and trusted by no other, with its files in the folder. */
export async function makeCertificate(
  folder: string,
): Promise<{ cert: string; key: string; certFile: string; keyFile: string }> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return {
    cert: made.cert,
    key: made.private,
    certFile: fileIn(folder, "cert.pem", made.cert),
    keyFile: fileIn(folder, "key.pem", made.private),
  };
}
