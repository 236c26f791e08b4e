import { useId } from "react";
import { bandsOf, unbroken, unjudgedStretches } from "../../server/charts/bands.ts";
import { type Domain, domainOf, spread } from "../../server/charts/scale.ts";
import {
  formatAverage,
  formatLevel,
  formatMonth,
  formatRange,
  formatTick,
} from "../../server/wording/format.ts";
import { isJudged, markOf, noFigureWords } from "../../server/wording/judging.ts";
import type { Better, Limits, Point, Tile, Unit } from "../types.ts";
import { MarkSymbol } from "./mark-symbol.tsx";

const width = 300;
const left = 5;
const top = 7;

type Place = { x: number; y: number; point: Point };

type Props = {
  points: Point[];
  /** The month whose figure stands beside the line. */
  latest: Point | null;
  unit: Unit;
  better: Better;
  limits: Limits | null;
  target: number | null;
  label: string;
  height: number;
};

/** Draws two years with average, limits and target as plain SVG, without the chart library. */
export function Sparkline(props: Props) {
  const layout = layoutOf(props);
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${props.height}`} role="img" aria-label={props.label}>
      <UsualRange layout={layout} />
      <Unjudged points={props.points} layout={layout} />
      <Levels {...props} layout={layout} />
      <Months {...props} layout={layout} />
      <Ends {...props} layout={layout} />
    </svg>
  );
}

type Layout = ReturnType<typeof layoutOf>;

/** Where everything stands, in the units of the drawing; a month beyond the scale has no place. */
function layoutOf({ points, limits, target, height }: Props) {
  const bottom = height - 19;
  const bands = bandsOf(points, limits);
  const mean = bands.at(-1)?.mean ?? null;
  const right = mean === null && target === null ? width - 6 : 236;
  const y = scaleOf(domainOf(points, limits, target), bottom);
  const step = (right - left) / Math.max(points.length - 1, 1);
  const x = (index: number) => (points.length === 1 ? (left + right) / 2 : left + index * step);
  const places = points.map((point, index): Place | null => {
    const at = point.value === null ? null : y(point.value);
    return at === null || at < 1 || at > bottom + 2 ? null : { x: x(index), y: at, point };
  });
  return { bottom, right, step, bands, mean, places, x, y };
}

function scaleOf(span: Domain | null, floor: number): (value: number) => number {
  const { low, high } = span ?? { low: 0, high: 1 };
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  const size = high - low + 2 * room;
  return (value) => tenth(top + ((high + room - value) / size) * (floor - top));
}

function UsualRange({ layout: { bands, x, y } }: { layout: Layout }) {
  return bands.map((band) => (
    <g key={band.from}>
      <rect
        className="band"
        x={x(band.from) - 2}
        width={x(band.to) - x(band.from) + 4}
        y={y(band.upper)}
        height={Math.max(1, y(band.lower) - y(band.upper))}
      />
      <path className="mean-line" d={`M${x(band.from) - 2} ${y(band.mean)}H${x(band.to) + 2}`} />
    </g>
  ));
}

function Unjudged({ points, layout }: { points: Point[]; layout: Layout }) {
  const hatch = useId();
  const { x, step, bottom } = layout;
  return (
    <>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-line" d="M0 0v6" />
        </pattern>
      </defs>
      {unjudgedStretches(points).map(({ from, to }) => (
        <rect
          key={from}
          className="hatch"
          fill={`url(#${hatch})`}
          x={Math.max(0, x(from) - step / 2)}
          width={Math.min(width, x(to) + step / 2 + 2) - Math.max(0, x(from) - step / 2)}
          y={3}
          height={bottom}
        />
      ))}
    </>
  );
}

/** The average and the target run on to their names. */
function Levels({ unit, target, layout }: Props & { layout: Layout }) {
  const { bands, mean, right, x, y } = layout;
  const levels = [
    ...(mean === null ? [] : [{ at: y(mean), text: `avg ${shortLevel(unit, mean)}`, kind: "mean" }]),
    ...(target === null
      ? []
      : [{ at: y(target), text: `target ${formatTick(unit, target)}`, kind: "target" }]),
  ];
  return (
    <>
      {mean !== null && (
        <path
          className="mean-line mean-line--on"
          d={`M${x(bands.at(-1)?.to ?? 0) + 2} ${y(mean)}H${right + 2}`}
        />
      )}
      {target !== null && <path className="target-line" d={`M${left - 2} ${y(target)}H${right + 2}`} />}
      {spread(levels, 12).map(({ at, text, kind }) => (
        <text key={kind} className={`spark__label spark__label--${kind}`} x={right + 8} y={at + 4}>
          {text}
        </text>
      ))}
    </>
  );
}

function Months({ points, latest, better, layout: { places } }: Props & { layout: Layout }) {
  const ringed = places.find((place) => place?.point.month === latest?.month);
  return (
    <>
      {unbroken(places, (place) => place !== null).map((run) => (
        <path key={run[0]?.x} className="trace trace--soft" d={lineThrough(run)} />
      ))}
      {unbroken(places, (place) => place !== null && isJudged(place.point)).map((run) => (
        <path key={run[0]?.x} className="trace" d={lineThrough(run)} />
      ))}
      {places.flatMap((place) =>
        place
          ? [
              <MarkSymbol
                key={place.point.month}
                mark={markOf(place.point, better)}
                x={place.x}
                y={place.y}
                size={points.length > 30 ? 0.8 : 1}
              />,
            ]
          : [],
      )}
      {ringed && <circle className="ring" cx={ringed.x} cy={ringed.y} r="5.5" />}
    </>
  );
}

function Ends({ points, height, layout: { right } }: Props & { layout: Layout }) {
  return (
    <>
      <text className="spark__month" x={left - 3} y={height - 2}>
        {points[0] ? formatMonth(points[0].month) : ""}
      </text>
      {points.length > 1 && (
        <text className="spark__month spark__month--last" x={right + 3} y={height - 2}>
          {formatMonth(points.at(-1)?.month ?? "")}
        </text>
      )}
    </>
  );
}

/** Says in one sentence what a sparkline shows. */
export function sparklineLabel(
  { kpi: { title, unit }, points, latest, limits }: Pick<Tile, "kpi" | "points" | "latest" | "limits">,
  words: string,
): string {
  const seen = latest
    ? `Latest ${formatTick(unit, latest.value ?? 0)}, ${formatMonth(latest.month)}${isJudged(latest) ? "" : ", not judged"}.`
    : `${noFigureWords(points)}.`;
  const usual = limits
    ? ` Average ${formatAverage(unit, limits.mean)}, usual range ${formatRange(unit, limits.lower, limits.upper)}.`
    : "";
  return `${title}, ${points.length} months. ${seen}${usual} ${words}`.trim();
}

function lineThrough(run: (Place | null)[]): string {
  return run
    .map((place, index) => (place ? `${index === 0 ? "M" : "L"}${tenth(place.x)} ${place.y}` : ""))
    .join("");
}

/** Writes an average short enough for a tile's margin: a share without its decimal. */
function shortLevel(unit: Unit, value: number): string {
  return unit === "share" ? `${Math.round(value * 100)}%` : formatLevel(unit, value);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
