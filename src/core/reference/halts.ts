import type { Micros } from '../numbers';

/** A stop of trading in a symbol; `symbol` '*' is the whole market. */
export interface Halt {
  readonly symbol: string;
  readonly start: Micros;
  /** First moment of trading after it. */
  readonly end: Micros;
  readonly reason: string;
}

/** Known halts. */
export class Halts {
  private readonly list: readonly Halt[];

  constructor(halts: readonly Halt[]) {
    this.list = [...halts].sort((a, b) => a.start - b.start);
  }

  /** The halt that a symbol is in at a moment. */
  at(symbol: string | undefined, at: Micros): Halt | undefined {
    return this.list.find(h => at >= h.start && at < h.end && meant(h, symbol));
  }

  /** The first halt of a symbol that takes up some of from..to. */
  within(symbol: string | undefined, from: Micros, to: Micros): Halt | undefined {
    return this.list.find(h => h.start < to && h.end > from && meant(h, symbol));
  }
}

const meant = (halt: Halt, symbol: string | undefined): boolean => halt.symbol === '*' || halt.symbol === symbol;
