/** Writes a file's size: “12 KB”, “3.4 MB”. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const isSmall = bytes < 1_000_000;
  const size = bytes / (isSmall ? 1000 : 1_000_000);
  return `${size.toLocaleString("en-GB", { maximumFractionDigits: size < 10 ? 1 : 0 })} ${isSmall ? "KB" : "MB"}`;
}
