import { type Day, utcDayOf } from '../../../core/civil';
import type { BarRow, TradeRow } from '../../../core/market-data-rows';
import { bySymbol, type Rule, symbolOf } from '../rule';

/** New shares for old ones that splits come in. */
const RATIOS: readonly (readonly [number, number])[] = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50].flatMap(
  (n): [number, number][] => [
    [n, 1],
    [1, n],
  ],
);

interface Seen {
  day: Day | undefined;
  price: number;
}

/** The split that explains a jump between days, or undefined. */
function explained(from: number, to: number, percent: number): readonly [number, number] | undefined {
  return RATIOS.find(([a, b]) => Math.abs((to * a) / (from * b) - 1) * 100 <= percent);
}

/**
 * Days on which the shares were split. Raw prices stay raw: a row is flagged at the first price on the new basis, known splits by the
 * reference data, others where the price jumps between two days as a split would make it. Fewer than two for one are not suspected:
 * news moves prices so much too.
 */
export const split: Rule<'trades' | 'bars'> = {
  name: 'split',
  version: 1,
  kinds: ['trades', 'bars'],
  about: 'the first price after a known split, or a jump between days as of an unknown one: flagged',
  start: setup => {
    const { calendar, reference, thresholds } = setup;
    const seenOf = bySymbol((): Seen => ({ day: undefined, price: 0 }));
    return (row: TradeRow | BarRow) => {
      const seen = seenOf(row);
      const day = calendar?.dayAt(row.at) ?? utcDayOf(row.at);
      const [first, last] = 'price' in row ? [row.price, row.price] : [row.open, row.close];
      const { day: before, price } = seen;
      seen.day = day;
      seen.price = last;
      if (before === undefined || day <= before) return undefined;
      const { num, den } = reference.actions.splitRatio(symbolOf(row, setup) ?? '', before, day);
      if (num !== den)
        return { defect: 'known-split', act: 'flag', why: () => `${num} for ${den}: prices before are on another basis` };
      const found = first > 0 && price > 0 && Math.abs(Math.log2(first / price)) >= 0.9;
      const ratio = found ? explained(price, first, thresholds.splitPercent) : undefined;
      return (
        ratio && { defect: 'suspected-split', act: 'flag', why: () => `the price jumps as after ${ratio[0]} for ${ratio[1]}` }
      );
    };
  },
};
