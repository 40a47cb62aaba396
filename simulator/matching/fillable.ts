import type { BookSide } from './book-side';
import { ICEBERG, SELF_TRADE } from './pool';
import { passesOwn, sameGroup } from './self-trade';
import type { BookState } from './state';
import { BUY, type Lots, type Side, type Ticks } from './types';

/** True where an incoming order of this limit would trade with anything, shown or hidden. */
export function wouldTrade(state: BookState, side: Side, limit: Ticks): boolean {
  return [side === BUY ? state.asks : state.bids, side === BUY ? state.darkAsks : state.darkBids].some(
    s => s.size > 0 && s.reaches(s.price[s.at(0)]!, limit),
  );
}

/**
 * Lots that an incoming order could trade at once, counted no further than `wanted`: hidden ones included, its own group's not. An
 * order that stops at its own group's orders is not counted beyond the first of them.
 */
export function fillable(state: BookState, side: Side, limit: Ticks, wanted: Lots, selfTrade: number): Lots {
  const lit = side === BUY ? state.asks : state.bids;
  const dark = side === BUY ? state.darkAsks : state.darkBids;
  if (selfTrade === 0 && dark.size === 0) return lit.upTo(wanted, limit);
  const count = new Count(state, wanted, selfTrade);
  let i = 0;
  let j = 0;
  while (!count.done) {
    const shown = lit.at(i);
    const hidden = dark.at(j);
    if (shown < 0 && hidden < 0) break;
    const first = hidden < 0 || (shown >= 0 && lit.reaches(lit.price[shown]!, dark.price[hidden]!));
    const from = first ? lit : dark;
    const level = first ? shown : hidden;
    if (!from.reaches(from.price[level]!, limit)) break;
    count.level(from, level);
    if (first) i++;
    else j++;
  }
  return Math.min(count.lots, wanted);
}

/** Walks levels in the order in which they would trade: what icebergs hold back comes after all that is shown at their price. */
class Count {
  lots = 0;
  private stopped = false;

  constructor(
    private readonly state: BookState,
    private readonly wanted: Lots,
    private readonly selfTrade: number,
  ) {}

  get done(): boolean {
    return this.stopped || this.lots >= this.wanted;
  }

  level(from: BookSide, level: number): void {
    const { pool } = this.state;
    let reserves = 0;
    for (let slot = from.head[level]!; slot >= 0; slot = pool.next[slot]!) {
      if (this.isOwn(slot)) {
        if (passesOwn(this.selfTrade)) continue;
        this.stopped = true;
        return;
      }
      this.lots += pool.leaves[slot]!;
      if ((pool.flags[slot]! & ICEBERG) !== 0) reserves += pool.reserve[slot]!;
    }
    this.lots += reserves;
  }

  private isOwn(slot: number): boolean {
    const { pool } = this.state;
    return this.selfTrade !== 0 && (pool.flags[slot]! & SELF_TRADE) !== 0 && sameGroup(this.selfTrade, pool.selfTrade[slot]!);
  }
}
