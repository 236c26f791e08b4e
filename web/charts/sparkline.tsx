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
import { isJudged, latestJudged, markOf, noFigureWords } from "../../server/wording/judging.ts";
import type { Better, Limits, Point, Unit } from "../types.ts";
import { MarkSymbol } from "./mark-symbol.tsx";

const width = 300;
const left = 5;
const top = 7;

type Place = { x: number; y: number; point: Point };

/** Draws two years with average, limits and target as plain SVG, without the chart library. */
export function Sparkline(props: {
  points: Point[];
  unit: Unit;
  better: Better;
  limits: Limits | null;
  target: number | null;
  label: string;
  height: number;
}) {
  const { points, limits, target, unit, height } = props;
  const hatch = useId();
  const bottom = height - 19;
  const bands = bandsOf(points, limits);
  const mean = bands.at(-1)?.mean ?? null;
  const right = mean === null && target === null ? width - 6 : 236;
  const domain = domainOf(points, limits, target);
  const scale = scaleOf(domain, bottom);
  const step = (right - left) / Math.max(points.length - 1, 1);
  const x = (index: number) => (points.length === 1 ? (left + right) / 2 : left + index * step);
  const places: Place[] = points.flatMap((point, index) => {
    const y = point.value === null ? null : scale(point.value);
    return y === null || y < 1 || y > bottom + 2 ? [] : [{ x: x(index), y, point }];
  });
  const latest = latestJudged(points);
  const edge = step / 2;
  const labels = spread(
    [
      ...(mean === null ? [] : [{ at: scale(mean), text: `avg ${shortLevel(unit, mean)}`, kind: "mean" }]),
      ...(target === null
        ? []
        : [{ at: scale(target), text: `target ${formatTick(unit, target)}`, kind: "target" }]),
    ],
    12,
  );

  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-line" d="M0 0v6" />
        </pattern>
      </defs>
      {bands.map((band) => (
        <g key={band.from}>
          <rect
            className="band"
            x={x(band.from) - 2}
            width={x(band.to) - x(band.from) + 4}
            y={scale(band.upper)}
            height={Math.max(1, scale(band.lower) - scale(band.upper))}
          />
          <path className="mean-line" d={`M${x(band.from) - 2} ${scale(band.mean)}H${x(band.to) + 2}`} />
        </g>
      ))}
      {unjudgedStretches(points).map(({ from, to }) => (
        <rect
          key={from}
          className="hatch"
          fill={`url(#${hatch})`}
          x={Math.max(0, x(from) - edge)}
          width={Math.min(width, x(to) + edge + 2) - Math.max(0, x(from) - edge)}
          y={3}
          height={bottom}
        />
      ))}
      {mean !== null && (
        <path
          className="mean-line mean-line--on"
          d={`M${x(bands.at(-1)?.to ?? 0) + 2} ${scale(mean)}H${right + 2}`}
        />
      )}
      {target !== null && <path className="target-line" d={`M${left - 2} ${scale(target)}H${right + 2}`} />}
      {labels.map(({ at, text, kind }) => (
        <text key={kind} className={`spark__label spark__label--${kind}`} x={right + 8} y={at + 4}>
          {text}
        </text>
      ))}
      {unbroken(indexed(points, places), (place) => place !== null).map((run) => (
        <path key={run[0]?.x} className="trace trace--soft" d={lineThrough(run)} />
      ))}
      {unbroken(indexed(points, places), (place) => place !== null && isJudged(place.point)).map((run) => (
        <path key={run[0]?.x} className="trace" d={lineThrough(run)} />
      ))}
      {places.map(({ x, y, point }) => (
        <MarkSymbol
          key={point.month}
          mark={markOf(point, props.better)}
          x={x}
          y={y}
          size={points.length > 30 ? 0.8 : 1}
        />
      ))}
      {places
        .filter(({ point }) => point === latest)
        .map(({ x, y }) => (
          <circle key="latest" className="ring" cx={x} cy={y} r="5.5" />
        ))}
      <text className="spark__month" x={left - 3} y={height - 2}>
        {points[0] ? formatMonth(points[0].month) : ""}
      </text>
      {points.length > 1 && (
        <text className="spark__month spark__month--last" x={right + 3} y={height - 2}>
          {formatMonth(points.at(-1)?.month ?? "")}
        </text>
      )}
    </svg>
  );

  function scaleOf(span: Domain | null, floor: number): (value: number) => number {
    const { low, high } = span ?? { low: 0, high: 1 };
    const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
    const size = high - low + 2 * room;
    return (value) => tenth(top + ((high + room - value) / size) * (floor - top));
  }
}

/** Says in one sentence what a sparkline shows. */
export function sparklineLabel(
  title: string,
  unit: Unit,
  points: Point[],
  limits: Limits | null,
  words: string,
): string {
  const latest = latestJudged(points);
  const seen = latest
    ? `Latest ${formatTick(unit, latest.value ?? 0)}, ${formatMonth(latest.month)}.`
    : `${noFigureWords(points)}.`;
  const usual = limits
    ? ` Average ${formatAverage(unit, limits.mean)}, usual range ${formatRange(unit, limits.lower, limits.upper)}.`
    : "";
  return `${title}, ${points.length} months. ${seen}${usual} ${words}`.trim();
}

function indexed(points: Point[], places: Place[]): (Place | null)[] {
  return points.map((point) => places.find((place) => place.point === point) ?? null);
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
