import { escaped } from '../rules/xml';
import { colourOf } from './plot';

/** Bars of parts that add up: what is above 0 goes right of the line, what is below goes left. */
export interface Stacked {
  readonly title: string;
  /** What the length of a bar is, with its unit. */
  readonly x: string;
  readonly parts: readonly string[];
  /** A bar a row, with the value of each part; null is left out. */
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const WIDTH = 720;
const LEFT = 92;
const RIGHT = 12;
const TOP = 34;
const ROW = 34;
const BAR = 20;
const BOTTOM = 40;

/** Stacked bars as one SVG element without a script; a mark shows where all parts of a row together end. */
export function stackedOf({ title, x, parts, rows }: Stacked): string {
  const ends = rows.flatMap(row => [sum(row.values, v => v < 0), sum(row.values, v => v > 0)]);
  if (!ends.some(end => end !== 0)) return `<p>${escaped(title)}: nothing to show.</p>`;
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const at = (value: number): number => tenth(LEFT + ((value - low) / (high - low)) * (WIDTH - RIGHT - LEFT));
  const foot = TOP + rows.length * ROW;
  const height = foot + BOTTOM;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}" font-size="12" fill="currentColor">`,
    ...legend(parts),
    ...[low, 0, high].filter((v, i, all) => all.indexOf(v) === i).map(v => mark(at(v), v, foot)),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${height - 6}" text-anchor="middle">${escaped(x)}</text>`,
    ...rows.map((row, n) => barOf(row, TOP + n * ROW, at)),
    '</svg>',
  ].join('\n');
}

function barOf({ name, values }: Stacked['rows'][number], top: number, at: (value: number) => number): string {
  let [below, above] = [0, 0];
  const boxes = values.map((value, part) => {
    if (value === null || value === 0) return '';
    const from = value < 0 ? below : above;
    const to = from + value;
    if (value < 0) below = to;
    else above = to;
    const [left, right] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
    return `<rect x="${left}" y="${top + 7}" width="${tenth(right - left)}" height="${BAR}" fill="${colourOf({}, part)}"/>`;
  });
  const end = at(below + above);
  const whole = `<path d="M${end} ${top + 2}v${BAR + 10}" stroke="currentColor" stroke-width="2"/>`;
  return `<text x="${LEFT - 8}" y="${top + 21}" text-anchor="end">${escaped(name)}</text>${boxes.join('')}${whole}`;
}

const mark = (at: number, value: number, foot: number): string =>
  `<path d="M${at} ${TOP}V${foot}" stroke="currentColor" stroke-opacity=".25"/><text x="${at}" y="${foot + 15}" text-anchor="middle">${Number(value.toPrecision(3))}</text>`;

function legend(parts: readonly string[]): string[] {
  let at = LEFT;
  return parts.map((name, part) => {
    const here = at;
    at += 32 + name.length * 7.2;
    return `<path d="M${here} 16h14" stroke="${colourOf({}, part)}" stroke-width="8"/><text x="${here + 18}" y="20">${escaped(name)}</text>`;
  });
}

const sum = (values: readonly (number | null)[], wanted: (value: number) => boolean): number =>
  values.reduce<number>((total, v) => (v !== null && wanted(v) ? total + v : total), 0);
const tenth = (value: number): number => Math.round(value * 10) / 10;
