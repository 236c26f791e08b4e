import { createHash, randomBytes } from "node:crypto";

/** A secret that only its owner is told, such as the id of a session. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What a secret is kept under, from which nobody can work it out. */
export function keyOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
