import { AgentMarket } from '../../../simulator/market/agent-market';
import { REGIMES } from '../../../simulator/market/agents/regimes';
import { type Scenario, WARM_UP, WINDOW } from '../../../simulator/market/scenarios/scenario';
import type { StrategyName } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { LimitSpecs } from '../../core/risk/limits';
import { baselineOf } from '../../core/schedule/adaptive';
import { STRATEGIES } from '../../core/strategies';
import type { BacktestConfig } from '../backtest/config';
import { type ParentSpec, specOf } from '../backtest/parents';
import type { TradedSymbol } from '../backtest/run';
import { modelsSchema } from '../forecast/config';
import { MARKET_DATA } from '../market/config';
import { listingOf } from '../sim-listings';

/** What stress orders are, whatever the scenario. */
export interface StressTerms {
  /** Whole shares. */
  readonly qty: number;
  readonly latency: string;
  readonly fees?: string | undefined;
  /** The model: `default`, its file, or a hash; and the regime filter beside it. */
  readonly model: string;
  readonly hmm: string;
}

/** One order in one market. */
export interface StressRun {
  readonly terms: StressTerms;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly side: 'buy' | 'sell';
  /** By the model, or by the schedule that it tilts. */
  readonly by: 'model' | 'baseline';
  /** A limit price, as decimal text, and a cap on its part of the volume. */
  readonly bounds?: { readonly price: string; readonly rate: string } | undefined;
  readonly limits?: LimitSpecs | undefined;
}

export const SECOND: Micros = 1_000_000;
export const START: Micros = Date.UTC(2026, 0, 5, 14, 30) * 1000;
const TAIL = 60 * SECOND;
/** How long an answer of a model takes (us), as in a comparison. */
export const ANSWER: Micros = 100;

/** The made-up stock of every scenario; adv and volatility are about what the calm market does. */
export const INSTRUMENT = { symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100', adv: '2700000', volatility: '0.65' };

/** Seconds since the order came as time since the market's start (us). */
export const sinceStart = (seconds: number): Micros => Math.round((WARM_UP + seconds) * SECOND);

/** The scenario's market: calm agents until its first climate. */
export function marketOf(scenario: Scenario, seed: number): TradedSymbol {
  const listing = listingOf(INSTRUMENT.symbol, [INSTRUMENT]);
  const { symbol, referencePriceTicks: reference } = listing;
  const course = scenario.course.map(({ after, climate }) => ({ after: WARM_UP + after, climate }));
  const steps = course[0]?.after === 0 ? course : [{ after: 0, climate: REGIMES.calm }, ...course];
  const market = new AgentMarket({ seed, symbol, reference, start: START, weather: { kind: 'course', steps } });
  return { listing, market, day: scenario.status?.map(({ after, to }) => ({ after: sinceStart(after), to })) };
}

/** Names a run's order. */
export const orderName = ({ scenario, seed }: Pick<StressRun, 'scenario' | 'seed'>): string => `${scenario.name}-${seed}`;

/** The backtest that a run is, but for what its scenario does to market, messages and model. */
export function configOf(run: StressRun): BacktestConfig {
  const { terms, seed, by, limits } = run;
  const models = by === 'model' ? modelsSchema.parse({ predictor: terms.model, hmm: terms.hmm }) : undefined;
  return {
    start: START,
    length: sinceStart(WINDOW) + TAIL,
    tail: TAIL,
    seed,
    instruments: [INSTRUMENT],
    limits: limits ?? { firm: {} },
    market: { regime: 'calm', symbols: [INSTRUMENT.symbol] },
    latency: terms.latency,
    fees: terms.fees,
    reference: undefined,
    volumeCurves: undefined,
    impact: undefined,
    models,
    modelLatency: ANSWER,
    marketData: MARKET_DATA,
    publishEvery: 50_000,
    parents: [orderOf(run, by === 'model' ? 'ADAPTIVE' : baselineOf(undefined))],
  };
}

function orderOf(run: StressRun, strategy: StrategyName): ParentSpec {
  const { terms, side, bounds } = run;
  const entry = {
    at: WARM_UP * SECOND,
    symbol: INSTRUMENT.symbol,
    side,
    qty: String(terms.qty),
    price: bounds?.price,
    strategy,
    tif: 'day' as const,
    rate: STRATEGIES[strategy].rate === 'none' ? undefined : bounds?.rate,
    id: orderName(run),
    parameters: { Duration: String(WINDOW) },
  };
  return specOf(entry, 1);
}
