import type { BookSide } from './book-side';
import { SELF_TRADE } from './pool';
import { preventSelfTrade, sameGroup } from './self-trade';
import type { BookState } from './state';
import { type BookListener, BUY, type Lots, type Side, type Ticks, type Trade } from './types';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A trade record to be filled in and told again and again. */
export const blankTrade = (): Mutable<Trade> => ({
  makerId: 0,
  makerOwner: 0,
  makerLeaves: 0,
  takerId: 0,
  takerOwner: 0,
  takerLeaves: 0,
  side: BUY,
  price: 0,
  qty: 0,
  auction: false,
});

/** Continuous trading: an incoming order against those that rest. */
export class Matcher {
  private readonly trade = blankTrade();

  constructor(
    private readonly state: BookState,
    private readonly listener: BookListener,
  ) {}

  /**
   * Best price first; within a price the orders that are shown before hidden ones, and first come first. Returns what is left, 0 where
   * self-trade prevention cancelled the rest (and said so). `selfTrade`: the order's key as the pool keeps it, 0 for none.
   */
  match(id: number, owner: number, side: Side, qty: Lots, limit: Ticks, selfTrade: number): Lots {
    const { state, trade, listener } = this;
    const { pool } = state;
    const lit = side === BUY ? state.asks : state.bids;
    const dark = side === BUY ? state.darkAsks : state.darkBids;
    let leaves = qty;
    while (leaves > 0) {
      const from = dark.size > 0 && isBetter(dark, lit) ? dark : lit;
      const level = from.at(0);
      if (level < 0) break;
      const price = from.price[level]!;
      if (!from.reaches(price, limit)) break;
      const maker = from.head[level]!;
      if (selfTrade !== 0 && (pool.flags[maker]! & SELF_TRADE) !== 0 && sameGroup(selfTrade, pool.selfTrade[maker]!)) {
        leaves = preventSelfTrade(state, listener, { id, leaves, mode: selfTrade & 3 }, maker);
        continue;
      }
      const shown = pool.leaves[maker]!;
      const last = shown < leaves ? shown : leaves;
      leaves -= last;
      trade.makerId = pool.id[maker]!;
      trade.makerOwner = pool.owner[maker]!;
      trade.takerId = id;
      trade.takerOwner = owner;
      trade.takerLeaves = leaves;
      trade.side = side;
      trade.price = price;
      trade.qty = last;
      trade.makerLeaves = state.fill(from, maker, last);
      state.note(price);
      listener.traded(trade);
    }
    return leaves;
  }
}

/** True where the hidden orders' best price is better than that of the orders shown. */
const isBetter = (dark: BookSide, lit: BookSide): boolean =>
  lit.size === 0 || !lit.reaches(lit.price[lit.at(0)]!, dark.price[dark.at(0)]!);
