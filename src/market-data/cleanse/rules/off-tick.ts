import { utcDayOf } from '../../../core/civil';
import type { Px } from '../../../core/numbers';
import { formatDecimal } from '../../../core/numbers';
import type { AnyRow, Kind, RowsByKind } from '../../read/format';
import { type Rule, symbolOf } from '../rule';

type Judged = 'quotes' | 'trades' | 'bars' | 'orders';

const PRICES: { readonly [K in Judged]: (row: RowsByKind[K]) => readonly (Px | undefined)[] } = {
  quotes: row => [row.bid?.price, row.ask?.price],
  trades: row => [row.price],
  bars: row => [row.open, row.high, row.low, row.close],
  orders: row => [row.price],
};

/** Prices between ticks. An order or a quote cannot be there; a print may (a midpoint, a price improvement), and so may a bar made of prints. */
export const offTick: Rule<Judged> = {
  name: 'off-tick',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'orders'],
  about: 'a price that is no multiple of the tick as of its day: quotes and orders are dropped, prints and bars flagged',
  start: setup => {
    const { tickAt, kind, priceScale, calendar } = setup;
    if (tickAt === undefined) return 'no tick is known: say --tick, or give reference data with the symbol';
    const prices = PRICES[kind as Judged] as (row: AnyRow) => readonly (Px | undefined)[];
    const act = kind === ('quotes' satisfies Kind) || kind === ('orders' satisfies Kind) ? 'drop' : 'flag';
    return row => {
      const day = calendar?.dayAt(row.at) ?? utcDayOf(row.at);
      for (const price of prices(row)) {
        const tick = price === undefined ? undefined : tickAt(symbolOf(row, setup), price, day);
        if (tick !== undefined && price! % tick !== 0)
          return {
            defect: 'off-tick',
            act,
            why: () => `${formatDecimal(price!, priceScale)} at tick ${formatDecimal(tick, priceScale)}`,
          };
      }
      return undefined;
    };
  },
};
