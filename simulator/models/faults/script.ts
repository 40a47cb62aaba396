import type { Micros } from '../../../src/core/numbers';
import type { FaultName } from './kinds';

/** Towards the client, or towards the venue. */
export type Direction = 'out' | 'in';

/** What happens to orders that a script can wait for. */
export type OrderEvent = 'accepted' | 'filled' | 'cancelled' | 'replaced' | 'rejected';
export const ORDER_EVENTS: readonly OrderEvent[] = ['accepted', 'filled', 'cancelled', 'replaced', 'rejected'];

/** The n-th time, or every n-th. */
export interface Count {
  readonly n: number;
  readonly every: boolean;
}

/** When a rule strikes: at a time after the start, at a message, or behind what happens to an order. */
export type Trigger =
  | { readonly kind: 'time'; readonly at: Micros }
  | { readonly kind: 'message'; readonly count: Count }
  | { readonly kind: 'event'; readonly event: OrderEvent; readonly count: Count };

/** Which messages a wire fault may strike. */
export interface Target {
  readonly direction: Direction;
  /** MsgType (35); undefined: every application message. */
  readonly msgTypes?: readonly string[] | undefined;
  /** TargetCompID of the client; undefined: any. */
  readonly client?: string | undefined;
}

/** What a fault needs to know beside its name. */
export interface FaultTerms {
  /** How long it lasts, or how much later something happens. */
  readonly for: Micros;
  /** How many messages or orders it strikes. */
  readonly count: number;
}

/** One line of a script. */
export interface FaultRule extends FaultTerms, Target {
  readonly fault: FaultName;
  readonly when: Trigger;
}

/** What goes wrong: by rules, by rates (parts of a million of a fault's chances), or both. */
export interface FaultScript {
  readonly rules: readonly FaultRule[];
  readonly rates: Readonly<Partial<Record<FaultName, number>>>;
  readonly seed: number;
}

/** What a fault is given where its rule or its rate says nothing. */
export const DEFAULT_TERMS: Readonly<Record<FaultName, FaultTerms>> = {
  drop: { for: 0, count: 1 },
  delay: { for: 500_000, count: 1 },
  reorder: { for: 0, count: 1 },
  partialWrite: { for: 50_000, count: 1 },
  sequenceGap: { for: 0, count: 3 },
  possDup: { for: 0, count: 1 },
  garbled: { for: 0, count: 1 },
  disconnect: { for: 0, count: 1 },
  lateFill: { for: 100_000, count: 1 },
  unsolicitedCancel: { for: 0, count: 1 },
  bust: { for: 500_000, count: 1 },
  slowAck: { for: 1_000_000, count: 1 },
  rejectStorm: { for: 0, count: 5 },
  venueRestart: { for: 1_000_000, count: 1 },
};
