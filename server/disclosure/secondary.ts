/** Says which cells of a table are hidden, so that none can be worked out from the totals: the cells that must be hidden and, if
 * only one of a row or column is, its next smallest cell (a cell without a crime only if there is no other). A list is a table
 * of one row. */
export function hideInTable(counts: (number | null)[][], mustHide: (count: number) => boolean): boolean[][] {
  const hidden = counts.map((row) => row.map((count) => count !== null && mustHide(count)));
  const places = counts.flatMap((row, y) => row.map((_, x) => ({ x, y })));
  const rows = counts.map((_, y) => places.filter((place) => place.y === y));
  const columns = (counts[0] ?? []).map((_, x) => places.filter((place) => place.x === x));
  const lines = [...rows, ...columns].filter((line) => line.length > 1);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const line of lines) {
      if (line.filter(({ x, y }) => hidden[y]?.[x]).length !== 1) continue;
      const size = ({ x, y }: { x: number; y: number }) => counts[y]?.[x] || Number.POSITIVE_INFINITY;
      const [next] = line
        .filter(({ x, y }) => !hidden[y]?.[x] && counts[y]?.[x] != null)
        .sort((a, b) => size(a) - size(b));
      const row = next && hidden[next.y];
      if (!row) continue;
      row[next.x] = true;
      isNew = true;
    }
  }
  return hidden;
}
