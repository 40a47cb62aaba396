import type { Weather } from '../../simulator/market/agents/weather';
import type { Listing } from '../../simulator/market/instruments';
import type { Market } from '../../simulator/market/market';
import type { ImpactModel } from '../../simulator/models/impact/propagator';
import type { QueueModel } from '../../simulator/models/queue/queue-model';
import type { Micros } from '../core/numbers';

/** LOBSTER messages; book snapshots; quotes; bars. */
export type TapeKind = 'lobster' | 'l2' | 'quotes' | 'bars';

/** Recorded market data in place of agents, for one symbol. */
export interface TapeOptions {
  /** LOBSTER messages where it is not given. */
  readonly kind?: TapeKind | undefined;
  /** Plain or `.gz`. Of LOBSTER the message file; its order book file beside it is used where there is one. */
  readonly file: string;
  readonly symbol: string;
  /** Trades that go with snapshots or quotes; the same file where it holds both. */
  readonly trades?: string | undefined;
  /** Name of the files' format, or its beginning (`binance`), where their first line does not tell. */
  readonly format?: string | undefined;
  /** Tape time over real time. */
  readonly speed?: number | undefined;
  /** Where lots that left a level had stood; not for LOBSTER, which says it. */
  readonly queue?: QueueModel | undefined;
  /** What orders from outside do to the tape's prices: a model of its own for each time it plays. */
  readonly impact?: (() => ImpactModel) | undefined;
  /** Agents on top of the tape. */
  readonly guests?: { readonly seed: number; readonly weather?: Weather | undefined } | undefined;
}

/** A tape, read and ready to play. */
export interface Tape {
  readonly listing: Listing;
  readonly player: (start: Micros) => Market;
}

/** Without a speed a tape runs this many times as fast as the market did: a minute of it shows ten. */
export const DEFAULT_SPEED = 10;
