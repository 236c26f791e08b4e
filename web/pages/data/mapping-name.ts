/** Turns typed text into a name for a mapping: small letters, digits and hyphens. */
export function nameOf(typed: string): string {
  return typed
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
