import type { At, Decimal } from './units';

/** How the gateway is. Times in ms. */
export interface GatewayState {
  readonly upMs: number;
  readonly ready: boolean;
  /** Some kill switch is engaged. */
  readonly killed: boolean;
  readonly openOrders: number;
  readonly orders: number;
  readonly children: number;
  readonly loopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Memory in bytes. */
  readonly rss: number;
  /** Clients of this feed. */
  readonly viewers: number;
  /** Copies that wait for drop copy sessions. */
  readonly copiesWaiting: number;
}

/** How long something took, in us. */
export interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** How long a stage took: in the last minute, and since the start. */
export interface StageLatency {
  /** decode: bytes to a message that is understood; decide: the turn; commit: encode and journal; write: to the sockets; total: read to written. */
  readonly stage: 'decode' | 'decide' | 'commit' | 'write' | 'total';
  readonly recent: Times;
  readonly start: Times;
}

/** Of the trading day: orders that came, ended or traded in it. */
export interface Kpis {
  /** Filled quantity times price, in the firm's currency, exact. */
  readonly traded: Decimal;
  readonly orders: number;
  readonly filled: number;
  readonly denied: number;
  readonly rejected: number;
  /** Filled quantity over ordered, of orders that are over; 0 to 1. */
  readonly fillRate: number | null;
  /** Orders denied by us, over all that came; 0 to 1. */
  readonly denialRate: number | null;
  /** Children that venues rejected, over all that were sent; 0 to 1. */
  readonly rejectRate: number | null;
  /** Slippage of orders that are over, weighted by value. */
  readonly arrival: Slippage;
  /** Of those of them that came since the gateway started: no fact has the market's averages. */
  readonly vwap: Slippage;
  readonly twap: Slippage;
  /** Profit and loss of the day, and of it realised and unrealised; in the firm's currency. */
  readonly pnl: Decimal | null;
  readonly realised: Decimal | null;
  readonly unrealised: Decimal | null;
}
/** Basis points, above 0 is worse; null where nothing is known. */
export interface Slippage {
  readonly bps: number | null;
  /** Orders that it is made of. */
  readonly n: number;
}

export interface ModelsState {
  /** null: no models are configured. */
  readonly mode: string | null;
  readonly inForce: readonly ModelRow[];
}
export interface ModelRow {
  readonly role: string;
  readonly hash: string;
  readonly name: string;
  /** It is only told of: the gateway is in shadow, or no certificate lets it act. */
  readonly shadow: boolean;
  /** When it last answered, and how long that took (us); null: not since the start. */
  readonly lastAnswer: At | null;
  readonly took: number | null;
  readonly asked: number;
  readonly answered: number;
  readonly failed: number;
  readonly missed: number;
  /** Decisions about slots that were made by the baseline because no answer could be used. */
  readonly fallbacks: number;
  /** Why it learns no more (drift was found); null while all is well. */
  readonly frozen: string | null;
  /** Drift that was found, the latest last. */
  readonly drift: readonly { readonly at: At; readonly text: string }[];
}
