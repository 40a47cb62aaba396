import type { FactOf, PlanTerms } from '../../../src/core/facts';
import { Rig, SECOND, T0 } from '../rig';

/** What of an order a test changes. */
export type Order = Partial<FactOf<'ParentOrderReceived'>>;

/** TargetStrategy (847) by name. */
export const CODES = {
  TWAP: '1001',
  ADAPTIVE: '1002',
  PTWAP: '1003',
  VWAP: '1',
  POV: '2',
  IS: '3',
  OW: '1004',
  CLOSE: '1005',
} as const;
export type Name = keyof typeof CODES;

/** An order of 1,000 over ten seconds, ten slots of a second, unless told otherwise. */
export const asked = (name: Name, parameters: Readonly<Record<string, string>> = {}, over: Order = {}): Order => ({
  strategy: CODES[name],
  orderQty: '1000',
  parameters: { Duration: '10', ...parameters },
  ...(name === 'POV' && { participationRate: '0.1' }),
  ...(name === 'CLOSE' && { parameters: { Duration: '10', CutOff: '2', ...parameters } }),
  ...over,
});

/** A ready line with the order given; nothing heard of it yet. */
export const started = (name: Name, parameters: Readonly<Record<string, string>> = {}, over: Order = {}): Rig => {
  const rig = Rig.ready().order('S', asked(name, parameters, over));
  rig.heard();
  return rig;
};

export const planOf = (rig: Rig): PlanTerms => rig.facts('PlanMade').at(-1)!;

/** Quantities in whole shares: units have two decimals more. */
export const shares = (units: number): number => units / 100;

/** CumQty wanted at the looks, without repeats. */
export const targets = (rig: Rig): number[] => [...new Set(rig.facts('SliceScheduled').map(s => shares(s.target)))];

/** What the market traded so far, by its feed. */
export const volume = (rig: Rig, traded: number): Rig =>
  rig.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', volume: String(traded) });

/** A session ahead, in seconds from the start of the story. */
export const session = (from: number, to: number, more: Partial<FactOf<'SessionsAhead'>['sessions'][number]> = {}) => ({
  day: 20_458,
  start: T0 + from * SECOND,
  end: T0 + to * SECOND,
  binSeconds: to - from,
  curve: [1_000_000_000],
  label: 'median of 20 days',
  ...more,
});

export const ahead = (rig: Rig, ...sessions: ReturnType<typeof session>[]): Rig =>
  rig.post({ type: 'SessionsAhead', symbol: 'ACME', day: 20_458, until: T0 + 86_400 * SECOND, sessions });
