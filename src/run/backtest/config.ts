import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { InstrumentSpec } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { once } from '../config';
import { readYaml, type YamlFile } from '../config-file';
import { duration } from '../duration';
import { modelsBeside, modelsSchema } from '../forecast/config';
import { limitMistakes, limitsSchema } from '../limits-schema';
import { marketDataSchema } from '../market/config';
import { banditSchema } from '../models/bandit-config';
import { instrumentSchema } from '../reference-data';
import { tapeSchema } from '../sim-tape-flags';
import { UsageError } from '../usage-error';
import { generateParents, generateSchema, generatorMistakes } from './generate';
import { type ParentEntry, type ParentSpec, parentSchema, readParents, specOf } from './parents';

const file = z.string('must be a text').min(1);
const SECOND = 1_000_000;
const NO_INSTRUMENT = 'name at least one instrument';

/** A moment: ISO 8601 with its zone. */
const moment = z.string('must be a time such as 2026-01-05T14:30:00Z').transform((text, context): Micros => {
  const told = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(told)) return told * 1000;
  context.addIssue({ code: 'custom', message: `'${text}' is not a time such as 2026-01-05T14:30:00Z` });
  return z.NEVER;
});

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
  generate: generateSchema.optional(),
});

/** A backtest as its file says it; files beside it are named by their whole path. */
export type BacktestConfig = Omit<z.infer<typeof schema>, 'parents' | 'parentsFile' | 'generate'> & {
  readonly parents: readonly ParentSpec[];
};

/** Reads the file of a backtest; `seed` goes before its own. Throws a UsageError with file, line and key of every mistake. */
export function readBacktest(path: string, seed?: number): BacktestConfig {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a backtest`);
  return parseBacktest(path, readFileSync(path, 'utf8'), seed);
}

/** The same from its text. */
export function parseBacktest(path: string, text: string, seed?: number): BacktestConfig {
  const read = readYaml(path, text, schema);
  const { parents: own = [], parentsFile, generate, ...rest } = read.value;
  const beside = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  const { instruments, limits } = rest;
  read.refuse([
    ...(rest.volumeCurves !== undefined && rest.reference === undefined
      ? [{ at: ['volumeCurves'], what: 'needs `reference`: the calendars that say when the sessions of its days were' }]
      : []),
    ...limitMistakes(limits, { instruments, sessions: () => undefined }).map(({ at, what }) => ({ at: ['limits', ...at], what })),
    ...(generate ? generatorMistakes(generate, instruments) : []),
  ]);
  const whole = { ...rest, seed: seed ?? rest.seed };
  const entries = [
    ...own,
    ...(parentsFile === undefined ? [] : readParents(beside(parentsFile))),
    ...(generate ? generateParents(generate, instruments, whole.seed) : []),
  ];
  checkEntries(read, entries, whole);
  const parents = entries.map((entry, i) => specOf(entry, i + 1)).sort((a, b) => a.after - b.after);
  return { ...whole, ...placed(whole, beside), parents };
}

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
  const files = { fees: own(fees), reference: own(reference), volumeCurves: own(volumeCurves), impact: own(impact) };
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
    refuse([{ at: [], what: 'name `parents`, a `parentsFile` or `generate`: there is no order to test' }]);
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
