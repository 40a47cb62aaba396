import { z } from 'zod';
import type { Overrides } from '../../config-file';

/** More runs than this are a slip of the pen. */
const MOST_RUNS = 100_000;
const seed = z.int('must be a whole number').min(0, 'must be 0 or more');

/** Keys of a sweep that a value may not be given for: each run has a seed of `seeds`, and a sweep has no sweeps. */
const NOT_SWEPT = ['seed', 'sweep'];

const axis = z.array(z.unknown(), 'must be a list of values').min(1, 'must have a value');
const grid = z.record(z.string(), axis).superRefine((axes, context) => {
  for (const [key, values] of Object.entries(axes)) {
    const names = values.map(nameOf);
    const twice = names.find((name, n) => names.indexOf(name) < n);
    if (twice !== undefined) context.addIssue({ code: 'custom', path: [key], message: `has ${twice} twice` });
    if (NOT_SWEPT.includes(key.split('.')[0]!))
      context.addIssue({ code: 'custom', path: [key], message: 'is no key to sweep over: seeds stand under `sweep.seeds`' });
  }
});

/** A backtest run over and over: seeds, and values for keys of its file. */
export const sweepSchema = z
  .strictObject({
    /** So many from the file's own on, or these. */
    seeds: z.union([z.int().min(1), z.array(seed).min(1)], 'must be a number of seeds, or a list of them').default(1),
    /** Values by key, with dots between (`market.tape.queue`); every combination is a cell. */
    grid: grid.default({}),
    keep: z.enum(['results', 'journals'], 'must be results or journals').default('results'),
  })
  .superRefine(({ seeds, grid: axes }, context) => {
    if (Array.isArray(seeds) && new Set(seeds).size < seeds.length)
      context.addIssue({ code: 'custom', path: ['seeds'], message: 'has a seed twice' });
    const runs = Object.values(axes).reduce((n, values) => n * values.length, Array.isArray(seeds) ? seeds.length : seeds);
    if (runs > MOST_RUNS) context.addIssue({ code: 'custom', message: `comes to ${runs} runs: ${MOST_RUNS} is the most` });
  });
export type SweepConfig = z.infer<typeof sweepSchema>;

/** A file that asks for a sweep. */
export interface SweepFile {
  readonly path: string;
  readonly text: string;
  readonly sweep: SweepConfig;
}

/** What is swept over, and what its values are called. */
export interface Axis {
  readonly key: string;
  readonly values: readonly string[];
}

/** One combination of values. */
export interface Cell {
  /** Counted from 0; the first one has the first value of every axis, and is what the others are held against. */
  readonly cell: number;
  /** What the values are called, by key. */
  readonly values: Readonly<Record<string, string>>;
  /** The values themselves. */
  readonly set: Overrides;
}

export const axesOf = ({ grid: axes }: SweepConfig): Axis[] =>
  Object.entries(axes).map(([key, values]) => ({ key, values: values.map(nameOf) }));

/** Every combination, the last axis fastest. */
export function cellsOf({ grid: axes }: SweepConfig): Cell[] {
  let cells: Omit<Cell, 'cell'>[] = [{ values: {}, set: {} }];
  for (const [key, values] of Object.entries(axes))
    cells = cells.flatMap(cell =>
      values.map(value => ({ values: { ...cell.values, [key]: nameOf(value) }, set: { ...cell.set, [key]: value } })),
    );
  return cells.map((cell, n) => ({ cell: n, ...cell }));
}

export const seedsOf = ({ seeds }: SweepConfig, first: number): number[] =>
  Array.isArray(seeds) ? seeds : Array.from({ length: seeds }, (_, n) => first + n);

/** `latency=constant:1ms fees=none`; a sweep over seeds alone has one cell, which needs no name. */
export const cellName = ({ values }: Pick<Cell, 'values'>): string =>
  Object.entries(values)
    .map(([key, name]) => `${key}=${name}`)
    .join(' ');

/** What a run is called in the sweep's folder. */
export const runName = ({ cell }: Cell, seed: number): string => `c${cell}-s${seed}`;

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(nameOf).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
