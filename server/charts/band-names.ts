import { palette } from "./palette.ts";
import { spread } from "./scale.ts";
import { type Box, plain, type Shape, strong, words } from "./shapes.ts";

/** A band's name and figure, its colour, and how far down the middle of its end lies. */
export type BandName = { title: string; said: string; colour: string; middle: number };

/** Each band named beside its end at `edge`; names of thin bands are pushed apart and led to their band. */
export function namesBeside(names: BandName[], edge: number, { top, height }: Box): Shape[] {
  const [highest, lowest] = [top + 14, top + height - 18];
  const held = names.map((name) => ({ ...name, at: Math.min(lowest, Math.max(highest, name.middle)) }));
  const placed = spread(held, 36);
  const lift = Math.max(0, highest - (placed[0]?.at ?? highest));
  const left = edge + 22;
  return placed.flatMap(({ title, said, colour, middle, at: wanted }) => {
    const at = wanted + lift;
    const lead = [
      [edge + 2, middle],
      [edge + 9, middle],
      [left - 8, at],
      [left - 3, at],
    ];
    return [
      {
        type: "polyline",
        shape: { points: lead },
        style: { stroke: palette.lineStrong, lineWidth: 1, fill: "none" },
      },
      swatch({ left, top: at - 15, width: 5, height: 30 }, colour),
      words(title, left + 12, at - 8, { ...strong, size: 13 }),
      words(said, left + 12, at + 9, plain),
    ] satisfies Shape[];
  });
}

/** The same in rows below a narrow plot, the highest band first. */
export function namesBelow(names: BandName[], left: number, top: number): Shape[] {
  return names.flatMap(({ title, said, colour }, row) => {
    const at = top + row * 22;
    return [
      swatch({ left, top: at - 7, width: 13, height: 13 }, colour),
      words(`${title}: ${said}`, left + 20, at, { fill: palette.ink }),
    ];
  });
}

function swatch({ left, top, width, height }: Box, fill: string): Shape {
  return {
    type: "rect",
    shape: { x: left, y: top, width, height },
    style: { fill, stroke: palette.lineStrong, lineWidth: 0.5 },
  };
}
