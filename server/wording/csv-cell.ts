/** Writes a cell of a CSV file for a spreadsheet. Numbers stay numbers, and no text can start a formula. */
export function csvCell(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
