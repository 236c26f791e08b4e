/** Why a file, and with it the import, is refused: what, where and what to do, for the analyst to read. */
export class Refusal extends Error {}
