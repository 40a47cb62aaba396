import { SECOND } from '../../../../simulator/market/draws';
import type { StrategyName } from '../../../core/facts';
import type { InstrumentSpec } from '../../../core/instruments';
import { formatDecimal, type Micros } from '../../../core/numbers';
import { STRATEGIES } from '../../../core/strategies';
import { type ModelsConfig, modelsSchema } from '../../forecast/config';
import { MARKET_DATA } from '../../market/config';
import type { TapeFlags } from '../../sim-tape-flags';
import type { BacktestConfig } from '../config';
import { specOf } from '../parents';

/** A comparison of schedules: every one of them works the same orders, each in a market of its own. */
export interface CompareOptions {
  /** The first of so many seeds of the agents; a tape has no seeds. */
  readonly seed: number;
  readonly seeds: number;
  readonly strategies: readonly StrategyName[];
  readonly instrument: InstrumentSpec;
  readonly qty: string;
  /** ParticipationRate (849) of POV. */
  readonly rate: string;
  /** Length of an order's window (us). */
  readonly window: Micros;
  readonly regime: string;
  readonly latency: string;
  /** A fee schedule's file. */
  readonly fees?: string | undefined;
  /** Strategy parameters (957-960) beside the window's, by schedule. */
  readonly parameters: Readonly<Partial<Record<StrategyName, Readonly<Record<string, string>>>>>;
  /** Seeds, other than those compared on, on which the best baseline is chosen; absent: none is. Not with a tape. */
  readonly pick?: number | undefined;
  /** The best baseline, where it was chosen before; not with `pick`. */
  readonly baseline?: StrategyName | undefined;
  /** A model's file for ADAPTIVE, or `none`; absent: the one that ships. */
  readonly model?: string | undefined;
  /** The regime filter that goes with it, `default` or a file; absent: none. */
  readonly hmm?: string | undefined;
  /** A recorded market in place of agents, and how much of it is played (us). */
  readonly tape?: { readonly flags: TapeFlags; readonly length: Micros } | undefined;
}

/** An order of a trial: orders of one `cluster` belong together when intervals are drawn. */
export interface TrialOrder {
  readonly id: string;
  readonly cluster: number;
  readonly after: Micros;
  readonly side: 'buy' | 'sell';
}

/** One market, set up once a schedule, and the orders that it sees one behind another. */
export interface Trial {
  readonly seed: number;
  readonly orders: readonly TrialOrder[];
}

/** Markets run so long before the first order, and so long after the last one is over. A model was trained on markets five minutes old. */
const WARM_UP = 30 * SECOND;
const MODEL_WARM_UP = 300 * SECOND;
const TAIL = 60 * SECOND;
/** How often the windows of a tape are shifted against those of the first trial. */
const SHIFTS = 10;
/** The text for a comparison without a model. */
export const NO_MODEL = 'none';
/** How long an answer of a model takes (us). */
const MODEL_LATENCY: Micros = 100;
/** The closing auction collects orders for so long (us), up to the end of the window. */
export const CALL = 60 * SECOND;

/** With agents: an order a seed, buying and selling in turn. On a tape: its windows one behind another, and that again with shifted windows. */
export function trialsOf({ tape, seed, seeds, window, strategies, model }: CompareOptions): Trial[] {
  const warmUp = strategies.includes('ADAPTIVE') && model !== NO_MODEL ? MODEL_WARM_UP : WARM_UP;
  const sideOf = (n: number): 'buy' | 'sell' => (n % 2 === 0 ? 'buy' : 'sell');
  if (!tape)
    return Array.from({ length: seeds }, (_, n) => {
      const own = seed + n;
      return { seed: own, orders: [{ id: `S${own}`, cluster: own, after: warmUp, side: sideOf(own) }] };
    });
  return Array.from({ length: SHIFTS }, (_, shift) => {
    const orders: TrialOrder[] = [];
    const first = warmUp + Math.floor((shift * window) / SHIFTS);
    for (let n = 0; first + (n + 1) * window <= tape.length; n++)
      orders.push({ id: `T${shift}-${n}`, cluster: n, after: first + n * window, side: sideOf(n + shift) });
    return { seed: shift, orders };
  }).filter(trial => trial.orders.length > 0);
}

/** The backtest of one schedule in one trial. A market with a closing auction has it at the end of the window. */
export function configOf(options: CompareOptions, trial: Trial, strategy: StrategyName): BacktestConfig {
  const { instrument, window, regime, latency, fees, tape } = options;
  const last = trial.orders.at(-1)!.after + window;
  const day = strategy === 'CLOSE' ? `closing@${secondsText(last - CALL)}s,closed@${secondsText(last)}s` : undefined;
  return {
    start: Date.UTC(2026, 0, 5, 14, 30) * 1000,
    length: last + TAIL,
    tail: TAIL,
    seed: trial.seed,
    instruments: [instrument],
    limits: { firm: {} },
    market: { regime, symbols: [instrument.symbol], ...(day !== undefined && { day }), ...(tape && { tape: tape.flags }) },
    latency,
    fees,
    reference: undefined,
    volumeCurves: undefined,
    impact: undefined,
    models: strategy === 'ADAPTIVE' ? modelsOf(options) : undefined,
    modelLatency: MODEL_LATENCY,
    marketData: MARKET_DATA,
    publishEvery: 50_000,
    parents: trial.orders.map((order, n) => specOf({ ...entryOf(options, order, strategy) }, n + 1)),
  };
}

/** What an adaptive order goes by; undefined: it is its baseline. */
export const modelsOf = ({ model = 'default', hmm }: Pick<CompareOptions, 'model' | 'hmm'>): ModelsConfig | undefined =>
  model === NO_MODEL ? undefined : modelsSchema.parse({ predictor: model, ...(hmm !== undefined && { hmm }) });

const secondsText = (micros: Micros): string => formatDecimal(micros, 6);

const entryOf = (options: CompareOptions, { id, after, side }: TrialOrder, strategy: StrategyName) => ({
  at: after,
  symbol: options.instrument.symbol,
  side,
  qty: options.qty,
  price: undefined,
  strategy,
  tif: 'day' as const,
  rate: STRATEGIES[strategy].rate === 'target' ? options.rate : undefined,
  id,
  parameters: {
    Duration: secondsText(options.window),
    ...(strategy === 'CLOSE' && { CutOff: secondsText(CALL) }),
    ...options.parameters[strategy],
  },
});
