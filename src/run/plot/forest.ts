import { escaped } from '../rules/xml';
import { colourOf } from './plot';

/** A mean with its interval; ends are null where there is none. */
export interface ForestRow {
  readonly name: string;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Intervals one under the other, in groups. */
export interface Forest {
  readonly title: string;
  /** What is measured, with its unit. */
  readonly x: string;
  readonly groups: readonly { readonly name: string; readonly rows: readonly ForestRow[] }[];
}

const WIDTH = 720;
const LEFT = 210;
const RIGHT = 14;
const TOP = 10;
const ROW = 22;
const BOTTOM = 40;

/** Means as dots with their intervals as bars, a line of its own for each; a line shows where 0 is. One SVG element without a script. */
export function forestOf({ title, x, groups }: Forest): string {
  const values = groups.flatMap(g => g.rows.flatMap(r => [r.mean, r.low, r.high].filter(v => v !== null)));
  if (values.length === 0) return `<p>${escaped(title)}: nothing to show.</p>`;
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const at = (v: number): number => Math.round((LEFT + ((v - low) / (high - low || 1)) * (WIDTH - RIGHT - LEFT)) * 10) / 10;
  const lines = groups.flatMap((group, colour) => [
    { label: group.name, row: undefined, colour },
    ...group.rows.map(row => ({ label: row.name, row, colour })),
  ]);
  const foot = TOP + lines.length * ROW;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${foot + BOTTOM}" role="img" aria-label="${escaped(title)}" font-size="12" fill="currentColor">`,
    ...[low, 0, high].filter((v, i, all) => all.indexOf(v) === i).map(v => mark(at(v), v, foot)),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${foot + BOTTOM - 6}" text-anchor="middle">${escaped(x)}</text>`,
    ...lines.map(({ label, row, colour }, n) =>
      lineOf(label, row, { y: TOP + (n + 0.5) * ROW, at, colour: colourOf({}, colour) }),
    ),
    '</svg>',
  ].join('\n');
}

interface Place {
  readonly y: number;
  readonly at: (value: number) => number;
  readonly colour: string;
}

function lineOf(label: string, row: ForestRow | undefined, { y, at, colour }: Place): string {
  const weight = row ? '' : ' font-weight="600"';
  const text = `<text x="${row ? 22 : 8}" y="${y + 4}"${weight}>${escaped(shortened(label))}</text>`;
  if (!row || row.mean === null) return text;
  const bar =
    row.low === null || row.high === null
      ? ''
      : `<path d="M${at(row.low)} ${y}H${at(row.high)}" stroke="${colour}" stroke-width="2"/>`;
  return `${text}${bar}<circle cx="${at(row.mean)}" cy="${y}" r="4" fill="${colour}"/>`;
}

/** Letters that fit left of the bars. */
const MOST = 28;
const shortened = (label: string): string => (label.length > MOST ? `${label.slice(0, MOST - 1)}…` : label);

const mark = (at: number, value: number, foot: number): string =>
  `<path d="M${at} ${TOP}V${foot}" stroke="currentColor" stroke-opacity=".25"/><text x="${at}" y="${foot + 15}" text-anchor="middle">${Number(value.toPrecision(3))}</text>`;
