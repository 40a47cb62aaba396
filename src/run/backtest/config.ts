import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { InstrumentSpec } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { once } from '../config';
import { type Mistake, type Overrides, readYaml, type YamlFile } from '../config-file';
import { duration } from '../duration';
import { modelsBeside, modelsSchema } from '../forecast/config';
import { limitMistakes, limitsSchema } from '../limits-schema';
import { marketDataSchema } from '../market/config';
import { banditSchema } from '../models/bandit-config';
import { instrumentSchema } from '../reference-data';
import { tapeSchema } from '../sim-tape-flags';
import { UsageError } from '../usage-error';
import { feesBeside } from './fees';
import { generateParents, generateSchema, generatorMistakes } from './generate';
import { moment } from './moment';
import { type ParentEntry, type ParentSpec, parentSchema, readParents, specOf } from './parents';
import { parentsLogSchema, readParentsLog } from './parents-log';
import { type SweepConfig, sweepSchema } from './sweep/plan';

const file = z.string('must be a text').min(1);
const SECOND = 1_000_000;
const NO_INSTRUMENT = 'name at least one instrument';

const market = z.strictObject({
  symbols: z.array(file).min(1).optional(),
  regime: file.default('calm'),
  day: file.optional(),
  bands: z.literal([1, 2], 'must be 1 or 2').optional(),
  tape: tapeSchema.optional(),
});

const schema = z.strictObject({
  start: moment.default(Date.UTC(2026, 0, 5, 14, 30) * 1000),
  length: duration.default(3600 * SECOND),
  tail: duration.default(60 * SECOND),
  seed: z.int('must be a whole number').min(0, 'must be 0 or more').default(1),
  instruments: z.array(instrumentSchema, NO_INSTRUMENT).min(1, NO_INSTRUMENT).superRefine(once),
  limits: limitsSchema.default({ firm: {} }),
  market: market.prefault({}),
  latency: file.default('constant:1ms'),
  fees: file.optional(),
  reference: file.optional(),
  volumeCurves: file.optional(),
  impact: file.optional(),
  bandit: banditSchema,
  models: modelsSchema,
  modelLatency: duration.default(100),
  marketData: marketDataSchema.pick({ depth: true, caution: true, record: true }).prefault({}),
  publishEvery: duration.refine(v => v >= 1000, 'must be 1ms or more').default(50_000),
  parents: z.array(parentSchema).optional(),
  parentsFile: file.optional(),
  parentsLog: parentsLogSchema.optional(),
  generate: generateSchema.optional(),
  sweep: sweepSchema.optional(),
});

/** A backtest as its file says it; files beside it are named by their whole path. */
export type BacktestConfig = Omit<z.infer<typeof schema>, 'parents' | 'parentsFile' | 'parentsLog' | 'generate' | 'sweep'> & {
  readonly parents: readonly ParentSpec[];
  /** What a reader must know of where the parents come from. */
  readonly notes?: readonly string[] | undefined;
};

/** Reads the file of a backtest; `seed` goes before its own. Throws a UsageError with file, line and key of every mistake. */
export const readBacktest = (path: string, seed?: number): BacktestConfig => parseBacktest(path, backtestText(path), seed);

/** The text of such a file. Throws a UsageError where it is not there. */
export function backtestText(path: string): string {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a backtest`);
  return readFileSync(path, 'utf8');
}

/** The sweep that a file asks for; undefined where it asks for none. Throws as `parseBacktest` does. */
export const parseSweep = (path: string, text: string): SweepConfig | undefined =>
  readYaml(path, text, z.looseObject({ sweep: sweepSchema.optional() })).value.sweep;

/** A backtest from the text of its file; `overrides` go before what it says. */
export function parseBacktest(path: string, text: string, seed?: number, overrides?: Overrides): BacktestConfig {
  const read = readYaml(path, text, schema, overrides);
  const { parents: own = [], parentsFile, parentsLog, generate, sweep: _, ...rest } = read.value;
  const beside = besideOf(path);
  const { instruments } = rest;
  read.refuse([...worldMistakes(rest), ...(generate ? generatorMistakes(generate, instruments) : [])]);
  const whole = { ...rest, seed: seed ?? rest.seed };
  const logged = parentsLog && readParentsLog({ ...parentsLog, file: beside(parentsLog.file) }, whole);
  const entries = [
    ...own,
    ...(parentsFile === undefined ? [] : readParents(beside(parentsFile))),
    ...(logged?.entries ?? []),
    ...(generate ? generateParents(generate, instruments, whole.seed) : []),
  ];
  checkEntries(read, entries, whole);
  const parents = entries.map((entry, i) => specOf(entry, i + 1)).sort((a, b) => a.after - b.after);
  return { ...whole, ...placed(whole, beside), parents, ...(logged && { notes: logged.notes }) };
}

/** A backtest without its orders: the market, and what the gateway knows of it. */
export type WorldConfig = Omit<BacktestConfig, 'parents' | 'notes'>;

/** The same file for orders that come from elsewhere: its own are not looked at. Throws as `parseBacktest` does. */
export function parseWorld(path: string, text: string, seed?: number): WorldConfig {
  const read = readYaml(path, text, schema);
  const { parents: _, parentsFile: __, parentsLog: ___, generate: ____, sweep: _____, ...rest } = read.value;
  read.refuse(worldMistakes(rest));
  return { ...rest, seed: seed ?? rest.seed, ...placed(rest, besideOf(path)) };
}

const besideOf =
  (path: string) =>
  (name: string): string =>
    isAbsolute(name) ? name : join(dirname(path), name);

/** What is wrong with the world of a backtest that its fields alone do not tell. */
const worldMistakes = ({ volumeCurves, reference, limits, instruments }: WorldConfig): Mistake[] => [
  ...(volumeCurves !== undefined && reference === undefined
    ? [{ at: ['volumeCurves'], what: 'needs `reference`: the calendars that say when the sessions of its days were' }]
    : []),
  ...limitMistakes(limits, { instruments, sessions: () => undefined }).map(({ at, what }) => ({ at: ['limits', ...at], what })),
];

/** Files that a backtest names stand beside it. */
function placed(config: Omit<BacktestConfig, 'parents'>, beside: (name: string) => string) {
  const { tape, regime } = config.market;
  const { fees, reference, volumeCurves, impact, models, marketData } = config;
  const own = (name: string | undefined): string | undefined => (name === undefined ? undefined : beside(name));
  const moved = tape && {
    ...tape,
    lobster: own(tape.lobster),
    l2: own(tape.l2),
    quotes: own(tape.quotes),
    bars: own(tape.bars),
    trades: own(tape.trades),
  };
  const weather = /\.ya?ml$/.test(regime) ? beside(regime) : regime;
  const files = {
    fees: fees && feesBeside(fees, beside),
    reference: own(reference),
    volumeCurves: own(volumeCurves),
    impact: own(impact),
  };
  const learned = models && { models: modelsBeside(models, beside) };
  const recorded = { marketData: { ...marketData, record: own(marketData.record) } };
  return { ...files, ...learned, ...recorded, market: { ...config.market, regime: weather, tape: moved } };
}

/** A list without orders, orders nobody trades, and two of one name. */
function checkEntries(
  { refuse }: YamlFile<unknown>,
  entries: readonly ParentEntry[],
  config: { readonly instruments: readonly InstrumentSpec[]; readonly length: Micros },
): void {
  if (entries.length === 0)
    refuse([{ at: [], what: 'name `parents`, a `parentsFile`, a `parentsLog` or `generate`: there is no order to test' }]);
  const ids = entries.map((entry, i) => entry.id ?? `B${i + 1}`);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) refuse([{ at: ['parents'], what: `two orders are called '${twice}'` }]);
  const known = new Set(config.instruments.map(i => i.symbol));
  if (known.has('*')) refuse([{ at: ['instruments'], what: "'*' names no symbol that anybody could trade in" }]);
  const stranger = entries.find(entry => !known.has(entry.symbol));
  if (stranger) refuse([{ at: ['instruments'], what: `an order is for '${stranger.symbol}', which is not among them` }]);
  const late = entries.find(entry => entry.at >= config.length);
  if (late)
    refuse([{ at: ['length'], what: `an order comes ${late.at / SECOND} s after the start: the backtest is over by then` }]);
}
