import { SCENARIOS } from '../../../simulator/market/scenarios/library';
import type { Scenario } from '../../../simulator/market/scenarios/scenario';
import type { ParentResult } from '../../../src/run/backtest/results';
import type { Audit } from '../../../src/run/stress/audit';
import type { StressResult } from '../../../src/run/stress/play';
import type { Purpose, Stressed } from '../../../src/run/stress/runs';

export const scenario = (name: string): Scenario => SCENARIOS.find(s => s.name === name)!;

/** What a story changes of a run in which all went well. */
export interface Over {
  readonly name?: string;
  readonly seed?: number;
  readonly by?: 'model' | 'baseline';
  readonly purpose?: Purpose;
  readonly parent?: Partial<ParentResult>;
  readonly audit?: Partial<Audit>;
  readonly result?: Partial<StressResult>;
}

const AUDIT: Audit = {
  sentInHalt: 0,
  sentWhenHalted: 0,
  decided: { forecast: 19, last: 0, baseline: 1 },
  guards: {},
  denied: {},
  states: [],
};

const PARENT: ParentResult = {
  clOrdId: 'A',
  symbol: 'ACME',
  side: 'sell',
  strategy: 'ADAPTIVE',
  orderQty: 4000,
  cumQty: 4000,
  outcome: 'done',
  text: null,
  received: 0,
  from: 0,
  to: 600_000_000,
  endedAt: 600_000_000,
  arrival: 100,
  avgPx: 100,
  isBps: 1,
  feeBps: 0,
  restBps: 0,
  restShown: null,
  vwapBps: 0,
  vwapOthersBps: 0,
  participation: 0.05,
  completion: 1,
  makerShare: 1,
  markOuts: { maker: {}, taker: {} },
  offSchedule: 0,
  agrees: true,
  working: 0,
  orders: 20,
  replaces: 0,
  cancels: 0,
};

/** A run of a scenario, made up: without `over` all rules are kept. */
export function stressed({ name = 'flash-crash', seed = 1, by = 'model', purpose, parent, audit, result }: Over = {}): Stressed {
  const kind = purpose ?? { kind: 'cost' };
  const terms = { qty: 4000, latency: 'constant:1ms', model: 'default', hmm: 'default' };
  return {
    purpose: kind,
    run: {
      terms,
      scenario: scenario(name),
      seed,
      side: 'sell',
      by,
      ...(kind.kind === 'bounds' && { bounds: { price: '99.50', rate: '0.1' } }),
    },
    result: {
      parent: { ...PARENT, ...parent },
      audit: { ...AUDIT, ...audit },
      broken: [],
      beyondLimit: 0,
      limitMattered: kind.kind === 'bounds',
      greatestPart: 0.05,
      ...result,
    },
  };
}
