import type { CourseStep } from '../agents/weather';
import type { TradingStatus } from '../market';

/** What becomes of a model's answers: none comes, each comes too late (all along), each is no number, each fails. */
export interface Outage {
  readonly kind: 'silent' | 'late' | 'nan' | 'errors';
  /** When it begins, seconds since the order came. */
  readonly after: number;
}

/** Stretches of time, seconds since the order came, rising. */
export type Spans = readonly (readonly [from: number, to: number])[];

/**
 * Something that goes wrong while an order is worked. It is about an order over `WINDOW` seconds in a market of agents that was calm for `WARM_UP` seconds. Times are
 * seconds since the order came. Plain data: it can be posted to a thread.
 */
export interface Scenario {
  /** `flash-crash`: lower case and dashes, unlike any other. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly about: string;
  /** `recorded`: its prices follow the minute bars of a file; all else about it is made up. */
  readonly source: 'synthetic' | 'recorded';
  /** Climates from their time on; before the first it is calm. */
  readonly course: readonly CourseStep[];
  /** What the venue does with the symbol, and when. */
  readonly status?: readonly { readonly after: number; readonly to: TradingStatus }[] | undefined;
  /** Every message takes so many times as long, from the start of the market on. */
  readonly latencyTimes?: number | undefined;
  /** Market data is held up in these, and comes all at once after each. */
  readonly feedGaps?: Spans | undefined;
  readonly outage?: Outage | undefined;
  /** Whom it is against; `both`: orders buy and sell in turn. */
  readonly side: 'buy' | 'sell' | 'both';
  /** How far (bps) the script itself moves the value between two moments of the window, at most: how much it is worth to trade at the right one. */
  readonly reach: number;
  /** An order without a limit price can be done in its window. */
  readonly completes: boolean;
  /** The guard of adaptive orders that must hold a decision of every order back; absent: none must. */
  readonly guard?: GuardName | undefined;
  /** Codes of risk checks that must deny children of an order on the losing side under tight limits. */
  readonly trips?: readonly string[] | undefined;
}

/** What may keep a model from deciding, by the words of `TiltDecided.why` (src/core/adaptive). */
export type GuardName =
  | 'feature age'
  | 'out of range'
  | 'feature unknown'
  | 'unknown regime'
  | 'errors in a row'
  | 'no answer'
  | 'bad answer'
  | 'model failed'
  | 'book broken'
  | 'caution'
  | 'rolled back'
  | 'no model'
  | 'other';

/** Length of an order's window, and how long its market ran before it came (s): as long as the slowest feature of the model that ships looks back. */
export const WINDOW = 600;
export const WARM_UP = 300;
