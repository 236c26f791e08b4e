import { createHash, randomBytes } from "node:crypto";

/** Makes a random secret, such as the id of a session. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Hashes a secret. The server keeps only the hash, from which the secret cannot be worked out. */
export function keyOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
