/** A command was called with the wrong words: exit code 2. */
export class UsageError extends Error {}
