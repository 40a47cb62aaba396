import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { FeesByVenue } from '../core/costs/fees';
import type { BanditTerms, PositionsLoaded } from '../core/facts';
import type { ImpactModel } from '../core/impact/model';
import type { InstrumentSpec } from '../core/instruments';
import type { LimitSpecs } from '../core/risk/limits';
import { loadSettings } from '../fix/settings/load';
import type { SessionSettings } from '../fix/settings/settings';
import { ALERTING, type AlertsConfig, alertsSchema } from './alerts/config';
import { AUDIT, type AuditConfig, auditSchema } from './audit/config';
import { type Mistake, readYaml } from './config-file';
import { feeMistakes, feesSchema } from './fees';
import { type ModelsConfig, modelMistakes, modelsBeside, modelsSchema } from './forecast/config';
import { modelNamed } from './impact/model-file';
import { limitMistakes, limitsSchema, type Surroundings } from './limits-schema';
import { filesBeside, MARKET_DATA, type MarketDataConfig, marketDataSchema } from './market/config';
import { banditMistakes, banditSchema } from './models/bandit-config';
import { readPositions } from './positions-file';
import { instrumentSchema, readInstruments } from './reference-data';
import { type RoutingConfig, routingMistakes, routingSchema } from './routing';
import { type TapeFlags, tapeSchema } from './sim-tape-flags';
import { UsageError } from './usage-error';

export { UsageError } from './usage-error';

const file = z.string().min(1);

/** Every symbol once: of two entries one would be silently ignored. */
export const once = (specs: readonly InstrumentSpec[], context: z.RefinementCtx): void =>
  specs.forEach((spec, n) => {
    if (specs.findIndex(s => s.symbol === spec.symbol) < n)
      context.addIssue({ code: 'custom', path: [n, 'symbol'], message: `'${spec.symbol}' was configured before` });
  });

const schema = z.strictObject({
  instruments: z.array(instrumentSchema).superRefine(once).optional(),
  instrumentData: file.optional(),
  positions: file.optional(),
  reference: file.optional(),
  volumeCurves: file.optional(),
  limits: limitsSchema.optional(),
  limitsFile: file.optional(),
  people: file.optional(),
  audit: auditSchema.default(AUDIT),
  alerts: alertsSchema.default(ALERTING),
  impact: z.strictObject({ model: file }).optional(),
  bandit: banditSchema,
  models: modelsSchema,
  marketData: marketDataSchema.default(MARKET_DATA),
  routing: routingSchema.optional(),
  fees: feesSchema.optional(),
  simulator: z
    .strictObject({
      port: z.number().int().min(1).max(65535),
      seed: z.number().int().default(1),
      symbols: z.array(z.string().min(1)).default([]),
      tape: tapeSchema.optional(),
      regime: z.string('must be a name').min(1).default('calm'),
      day: z.string('must be a text').min(1).optional(),
      bands: z.literal([1, 2], 'must be 1 or 2').optional(),
      latency: z.string('must be a text').min(1).optional(),
      fees: file.optional(),
      faults: file.optional(),
    })
    .optional(),
});

export interface SimulatorConfig {
  readonly port: number;
  readonly seed: number;
  /** Symbols that seeded agents trade in. */
  readonly symbols: readonly string[];
  /** Recorded market data to play in one symbol, as `sluice sim` takes it; relative paths are taken from the working folder. */
  readonly tape?: TapeFlags | undefined;
  /** What the agents' market is like, as `sluice sim --regime` takes it; likewise below. */
  readonly regime: string;
  readonly day?: string | undefined;
  /** Tier of price bands. */
  readonly bands?: 1 | 2 | undefined;
  readonly latency?: string | undefined;
  /** Files; a relative path is taken from the working folder. */
  readonly fees?: string | undefined;
  readonly faults?: string | undefined;
}

export interface Config {
  readonly instruments: readonly InstrumentSpec[];
  /** Start-of-day positions; absent: what the journal has is carried on. */
  readonly positions?: PositionsLoaded;
  /** Folder of reference data: the calendars that schedules go by. */
  readonly reference?: string;
  /** File of the volume of past days (`sluice data volume-curves`). */
  readonly volumeCurves?: string;
  readonly limits: LimitSpecs;
  readonly simulator: SimulatorConfig | undefined;
  readonly audit: AuditConfig;
  readonly alerts: AlertsConfig;
  readonly marketData: MarketDataConfig;
  /** What orders are expected to cost is told by this model; absent: it is not told. */
  readonly impact?: ImpactModel;
  /** Learned models that adaptive orders are worked by; absent: none. */
  readonly models?: ModelsConfig | undefined;
  /** How the pricing of slices is explored, on paper; absent: it is not. */
  readonly bandit?: BanditTerms | undefined;
  /** Which venues symbols may go to, by names of sessions; absent: any, in the order of their sections. */
  readonly routing?: RoutingConfig | undefined;
  /** What venues charge, by names of sessions; absent: nothing was said, and nothing is weighed. */
  readonly fees?: FeesByVenue | undefined;
  /** The file of the persons who may do things; absent: anyone may do everything. */
  readonly peopleFile?: string;
  /** The file it was read from; undefined for the limits built in. */
  readonly source: string | undefined;
  /** The file that the limits stand in: `source`, or the one it names as `limitsFile`. */
  readonly limitsSource: string | undefined;
}

/** Without a config: any symbol at tick 0.01 and lot 1, an order at most 1,000,000 and 1e9 in value, no collar. Loopback only. */
export const BUILT_IN: Config = {
  instruments: [{ symbol: '*', tick: '0.01', lot: '1' }],
  limits: { firm: { maxOrderQty: '1000000', maxNotional: '1000000000' } },
  simulator: undefined,
  audit: AUDIT,
  alerts: ALERTING,
  marketData: MARKET_DATA,
  source: undefined,
  limitsSource: undefined,
};

/**
 * The config of a sessions folder: the file named, else `sluice.yaml` in the folder, else what is built in. Throws UsageError with file, line
 * and key.
 */
export function loadConfig(sessionsDir: string, named?: string): Config {
  const path = named ?? join(sessionsDir, 'sluice.yaml');
  if (!existsSync(path)) {
    if (named !== undefined) throw new UsageError(`${named}: there is no such config file`);
    return BUILT_IN;
  }
  const settings = sessionsOf(sessionsDir);
  return readConfig(path, readFileSync(path, 'utf8'), {
    sessions: () => settings?.filter(s => s.role === 'oms').map(s => s.id),
    settings,
  });
}

/** The sessions of a folder; undefined where it is not in order, which whoever starts on it is told. */
function sessionsOf(dir: string): readonly SessionSettings[] | undefined {
  const { sessions, errors } = loadSettings(dir);
  return errors.length > 0 ? undefined : sessions;
}

/** Where a config's other texts come from, where not from their files, who knows the ids of the OMS sessions, and all sessions, where known. */
export interface ConfigSources {
  readonly sessions?: Surroundings['sessions'];
  readonly settings?: readonly SessionSettings[] | undefined;
  readonly textOf?: (path: string) => string;
}

/** Reads a config's text and the files it names, which stand beside it. Throws UsageError with file, line and key. */
export function readConfig(path: string, text: string, sources: ConfigSources = {}): Config {
  const { sessions = () => undefined, textOf = path => readFileSync(path, 'utf8') } = sources;
  const { value, refuse } = readYaml(path, text, schema);
  const { instruments: own = [], instrumentData, positions, limits: inside, limitsFile, people, ...rest } = value;
  const { reference, volumeCurves, impact, models, ...sections } = rest;
  const beside = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  const read = instrumentData === undefined ? [] : readInstruments(beside(instrumentData));
  refuse([
    ...instrumentMistakes(own, read),
    ...routingMistakes(sections.routing ?? [], sources.settings),
    ...feeMistakes(sections.fees ?? {}, sources.settings),
    ...banditMistakes(sections.bandit, { simulator: sections.simulator, settings: sources.settings }),
    ...modelMistakes(models, { simulator: sections.simulator, settings: sources.settings }),
  ]);
  if (volumeCurves !== undefined && reference === undefined)
    refuse([{ at: ['volumeCurves'], what: 'needs `reference`: the calendars that say when the sessions of its days were' }]);
  const instruments = [...own, ...read];
  const around = { instruments, sessions };
  const { headFile } = value.audit;
  const peopleFile = people === undefined ? undefined : beside(people);
  const whole = {
    ...sections,
    ...(peopleFile !== undefined && { peopleFile }),
    ...(reference !== undefined && { reference: beside(reference) }),
    ...(impact !== undefined && { impact: modelNamed(impact.model, beside) }),
    ...(models !== undefined && { models: modelsBeside(models, beside) }),
    ...(volumeCurves !== undefined && { volumeCurves: beside(volumeCurves) }),
    ...(positions !== undefined && { positions: readPositions(beside(positions), instruments) }),
    audit: headFile === undefined ? value.audit : { ...value.audit, headFile: beside(headFile) },
    marketData: filesBeside(value.marketData, beside),
    simulator: value.simulator,
    instruments,
    source: path,
  };
  if (limitsFile === undefined) {
    const limits = inside ?? { firm: {} };
    refuse(limitMistakes(limits, around).map(({ at, what }) => ({ at: ['limits', ...at], what })));
    return { ...whole, limits, limitsSource: path };
  }
  if (inside) refuse([{ at: ['limitsFile'], what: 'limits stand in this file already: keep them in one place' }]);
  const limitsSource = beside(limitsFile);
  return { ...whole, limits: readLimits(limitsSource, textOf, around), limitsSource };
}

function instrumentMistakes(own: readonly InstrumentSpec[], read: readonly InstrumentSpec[]): Mistake[] {
  if (own.length + read.length === 0)
    return [{ at: ['instruments'], what: 'name at least one instrument, here or in a file of `instrumentData`' }];
  const there = new Set(read.map(i => i.symbol));
  const twice = own.filter(i => there.has(i.symbol));
  return twice.map(i => ({
    at: ['instruments', String(own.indexOf(i)), 'symbol'],
    what: `'${i.symbol}' is in the instrument data too`,
  }));
}

function readLimits(path: string, textOf: (path: string) => string, around: Surroundings): LimitSpecs {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such limits file`);
  const { value, refuse } = readYaml(path, textOf(path), limitsSchema);
  refuse(limitMistakes(value, around));
  return value;
}
