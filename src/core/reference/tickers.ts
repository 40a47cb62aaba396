import type { Day } from '../civil';
import { type Effective, EffectiveDated } from './effective';

/** A security's ticker in some days. */
export interface TickerRow extends Effective {
  readonly ticker: string;
  /** An id that stays when the ticker changes. */
  readonly security: string;
}

/** Which security had which ticker when. One ticker is one security's a day, and a security has one ticker a day. */
export class Tickers {
  private readonly byTicker: EffectiveDated<TickerRow>;
  private readonly bySecurity: EffectiveDated<TickerRow>;

  /** Throws an Error where a ticker is two securities' on one day, or a security has two tickers. */
  constructor(rows: readonly TickerRow[]) {
    this.byTicker = new EffectiveDated(rows.map(row => [row.ticker, row] as const));
    this.bySecurity = new EffectiveDated(rows.map(row => [row.security, row] as const));
  }

  /** Whose ticker it was on a day; undefined where nobody's that we know of. */
  securityOf(ticker: string, day: Day): string | undefined {
    return this.byTicker.asOf(ticker, day)?.security;
  }

  tickerOf(security: string, day: Day): string | undefined {
    return this.bySecurity.asOf(security, day)?.ticker;
  }

  /** All rows: who had which ticker when, those that are gone included. */
  all(): readonly TickerRow[] {
    return this.byTicker.keys().flatMap(ticker => this.byTicker.history(ticker));
  }

  /** Who had a ticker, in order. */
  ownersOf(ticker: string): readonly TickerRow[] {
    return this.byTicker.history(ticker);
  }
}
