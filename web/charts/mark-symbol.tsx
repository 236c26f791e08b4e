import type { Mark } from "../../server/wording/judging.ts";

/** One month's mark. Its shape (circle, square or triangle) carries the meaning, so that nobody has to see its colour. */
export function MarkSymbol({ mark, x, y, size }: { mark: Mark; x: number; y: number; size: number }) {
  if (mark === "concern") {
    const side = 6.8 * size;
    return (
      <rect className="mark mark--concern" x={x - side / 2} y={y - side / 2} width={side} height={side} />
    );
  }
  if (mark === "signal") {
    const reach = 4.6 * size;
    return (
      <path
        className="mark mark--signal"
        d={`M${x} ${y - reach}L${x + reach} ${y + reach * 0.8}H${x - reach}Z`}
      />
    );
  }
  const radius = { improvement: 3.7, common: 2.3, unjudged: 2.4 }[mark] * size;
  return <circle className={`mark mark--${mark}`} cx={x} cy={y} r={radius} />;
}
