/** The height in inches of a text set in lines of some width. */
export function heightOf(text: string, width: number, size: number): number {
  return (linesOf(text, width, size) * size * 1.2) / 72;
}

/** How many lines a text takes at most; Arial's letters are about half as wide as they are high. */
export function linesOf(text: string, width: number, size: number): number {
  return text
    .split("\n")
    .reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * size * 0.53) / 72 / width)), 0);
}
