import { escaped } from '../rules/xml';

export interface Series {
  /** As the legend tells it; one without a name is not in it. */
  readonly name: string;
  /** x and y of each point; points that a logarithmic axis cannot show are left out. */
  readonly points: readonly (readonly [number, number])[];
  /** Dots instead of a line; with `error` (half a confidence interval a point) a bar through each. */
  readonly dots?: boolean;
  readonly error?: readonly number[];
  /** Bars from 0 up or down, each so wide (in units of x) around its point. */
  readonly bars?: number;
  /** A line behind others, of many. */
  readonly thin?: boolean;
  /** The line is dashed. */
  readonly dashed?: boolean;
  /** Its colour, by number; by its place among the series where that is not said. */
  readonly colour?: number;
}

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 320;
const LEFT = 62;
const RIGHT = 12;
const TOP = 34;
const BOTTOM = 46;
/** Told apart by the colour-blind too, on light and on dark (Okabe and Ito's, but for their black and yellow; then two darker ones). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7a6c5d', '#6a51a3'];

/** A scale of an axis: where a value stands, and which values are marked. */
interface Axis {
  readonly at: (value: number) => number;
  readonly marks: readonly number[];
  readonly shows: (value: number) => boolean;
}

/** A plot as one SVG element without a script; text and lines take the page's colour. */
export function svgOf(plot: Plot): string {
  const all = plot.series.flatMap(reachOf);
  const shown = all.filter(
    ([x, y]) => Number.isFinite(x) && Number.isFinite(y) && !(plot.logX && x <= 0) && !(plot.logY && y <= 0),
  );
  if (shown.length === 0) return `<p>${escaped(plot.title)}: nothing to show.</p>`;
  const x = axis(
    shown.map(p => p[0]),
    [LEFT, WIDTH - RIGHT],
    plot.logX ?? false,
  );
  const y = axis(
    shown.map(p => p[1]),
    [HEIGHT - BOTTOM, TOP],
    plot.logY ?? false,
  );
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(plot.title)}" font-size="12" fill="currentColor">`,
    ...gridOf(x, y),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escaped(plot.x)}</text>`,
    `<text transform="translate(14 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escaped(plot.y)}</text>`,
    ...plot.series.map((series, i) => marksOf(series, { x, y, colour: colourOf(series, i) })),
    ...legendOf(plot.series),
    '</svg>',
  ].join('\n');
}

/** Every point that a series reaches, with the ends of its error bars or bars. */
function reachOf({ points, error, bars }: Series): (readonly [number, number])[] {
  if (bars !== undefined) return points.flatMap(([x, y]) => [[x - bars / 2, 0] as const, [x + bars / 2, y] as const]);
  return points.flatMap(([x, y], i) => [-1, 0, 1].map(end => [x, y + end * (error?.[i] ?? 0)] as const));
}

/** The colour that a series is drawn in: its own, or that of its place. */
export const colourOf = ({ colour }: Pick<Series, 'colour'>, place: number): string =>
  COLOURS[(colour ?? place) % COLOURS.length]!;

function axis(values: readonly number[], [from, to]: readonly [number, number], log: boolean): Axis {
  const scaled = (value: number): number => (log ? Math.log10(value) : value);
  const [low, high] = [Math.min(...values.map(scaled)), Math.max(...values.map(scaled))];
  const margin = (high - low || Math.abs(high) || 1) * 0.04;
  const [start, end] = [low - margin, high + margin];
  const shows = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const at = (value: number): number => Math.round((from + ((scaled(value) - start) / (end - start)) * (to - from)) * 10) / 10;
  return { at, shows, marks: log ? decades(start, end) : steps(start, end) };
}

/** Round values within a range: about six of them. */
function steps(start: number, end: number): number[] {
  const raw = (end - start) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(n => n * power).find(s => s >= raw)!;
  const first = Math.ceil(start / step);
  return Array.from({ length: Math.floor(end / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Powers of ten within a range of logarithms; 2 and 5 times those as well where there are few. */
function decades(start: number, end: number): number[] {
  const within: number[] = [];
  for (let power = Math.floor(start); power <= end; power++)
    for (const n of end - start < 2.5 ? [1, 2, 5] : [1]) {
      const value = Math.log10(n) + power;
      if (value >= start && value <= end) within.push(n * 10 ** power);
    }
  return within;
}

function gridOf(x: Axis, y: Axis): string[] {
  const grey = 'stroke="currentColor" stroke-opacity=".15"';
  return [
    ...x.marks.map(
      m =>
        `<path d="M${x.at(m)} ${TOP}V${HEIGHT - BOTTOM}" ${grey}/><text x="${x.at(m)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${told(m)}</text>`,
    ),
    ...y.marks.map(
      m =>
        `<path d="M${LEFT} ${y.at(m)}H${WIDTH - RIGHT}" ${grey}/><text x="${LEFT - 6}" y="${y.at(m) + 4}" text-anchor="end">${told(m)}</text>`,
    ),
  ];
}

/** A mark's value without the noise of binary fractions. */
const told = (value: number): string => String(Number(value.toPrecision(6)));

function marksOf(series: Series, { x, y, colour }: { x: Axis; y: Axis; colour: string }): string {
  const points = series.points.map((p, i) => ({ p, error: series.error?.[i] })).filter(({ p }) => x.shows(p[0]) && y.shows(p[1]));
  const { bars } = series;
  if (bars !== undefined) return points.map(({ p }) => bar(p, { x, y }, bars, colour)).join('');
  if (!series.dots) {
    const path = points.map(({ p }, i) => `${i === 0 ? 'M' : 'L'}${x.at(p[0])} ${y.at(p[1])}`).join('');
    const look = series.thin ? 'stroke-width=".8" stroke-opacity=".4"' : 'stroke-width="1.6"';
    const dashes = series.dashed ? ' stroke-dasharray="6 4"' : '';
    return `<path d="${path}" fill="none" stroke="${colour}" ${look}${dashes} stroke-linejoin="round"/>`;
  }
  return points
    .map(({ p, error = 0 }) => {
      const bar = y.shows(p[1] - error) && error > 0 ? `M${x.at(p[0])} ${y.at(p[1] - error)}V${y.at(p[1] + error)}` : '';
      return `<circle cx="${x.at(p[0])}" cy="${y.at(p[1])}" r="3" fill="${colour}"/><path d="${bar}" stroke="${colour}" stroke-width="1.6"/>`;
    })
    .join('');
}

function bar([px, py]: readonly [number, number], { x, y }: { x: Axis; y: Axis }, width: number, colour: string): string {
  const [left, right] = [x.at(px - width / 2), x.at(px + width / 2)];
  const [top, foot] = [Math.min(y.at(py), y.at(0)), Math.max(y.at(py), y.at(0))];
  return `<path d="M${left} ${foot}V${top}H${right}V${foot}Z" fill="${colour}" fill-opacity=".45" stroke="${colour}"/>`;
}

/** Names in a row over the plot, each beside its colour. */
function legendOf(series: readonly Series[]): string[] {
  let at = LEFT;
  return series.flatMap((each, i) => {
    const { name, dashed } = each;
    if (name === '') return [];
    const here = at;
    at += 32 + name.length * 7.2;
    const line = dashed ? 'stroke-width="2" stroke-dasharray="4 2"' : 'stroke-width="3"';
    return [
      `<path d="M${here} 16h14" stroke="${colourOf(each, i)}" ${line}/><text x="${here + 18}" y="20">${escaped(name)}</text>`,
    ];
  });
}
