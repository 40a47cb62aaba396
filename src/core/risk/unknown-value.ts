import { type Denial, denial } from '../denials';
import type { Ledger } from '../ledger';
import type { RiskOrder } from './check';
import type { RiskLevel } from './levels';
import { noRate } from './max-notional';
import { noReference } from './reference';

/** The denial where a money limit of a level cannot be compared with: the order's value, or that of something else there, is not known. */
export function unknownValue(order: RiskOrder, books: Ledger, level: RiskLevel): Denial | undefined {
  const { instrument, takes } = order;
  if (takes.value === undefined)
    return books.levels.rates.factor(instrument) === undefined
      ? denial('NoRate', noRate(instrument.currency ?? ''))
      : noReference(instrument, 'its value cannot be known');
  const { unmarked, unpriced } = level.exposure;
  if (unmarked === 0 && unpriced === 0) return undefined;
  const what = unmarked > 0 ? `${unmarked} position(s)` : `${unpriced} open order(s)`;
  const where = level.name === 'firm' ? 'the firm' : `${level.name} '${level.key}'`;
  return denial('NoReferencePrice', `${what} of ${where} cannot be valued: no quote, last trade, prior close or rate`);
}
