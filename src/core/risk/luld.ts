import { priceText } from '../instruments';
import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy } from '../order/parent';
import type { RiskOrder } from './check';
import type { Market } from './market';

interface Band {
  readonly low: Px;
  readonly high: Px;
}

/**
 * Why a price stands outside the limit up-limit down band: a buy above it, a sale below it; undefined where it is inside, or a market order.
 * The band is the one that the venue told (1148, 1149); else it is reckoned from the instrument's tier and prior close about the last trade.
 * That is narrower than the plan's: it takes the last trade for the mean of five minutes and does not widen towards the close.
 */
export function outsideBand(order: RiskOrder, books: Ledger, market: Market | undefined): string | undefined {
  const { instrument, price, side } = order;
  if (price === undefined) return undefined;
  const band = told(market) ?? reckoned(order, books);
  if (!band) return 'the band is not known: no limit prices were told, or the tier, prior close or last trade is missing';
  if (isBuy(side) ? price <= band.high : price >= band.low) return undefined;
  const edge = isBuy(side) ? band.high : band.low;
  return `Price (44) ${priceText(instrument, price)} is outside the band, which ends at ${priceText(instrument, edge)}`;
}

const told = (market: Market | undefined): Band | undefined =>
  market?.low === undefined || market.high === undefined ? undefined : { low: market.low, high: market.high };

/**
 * Percentages of the plan by prior close: above 3.00, 5 % in tier 1 and 10 % in tier 2; from 0.75 to 3.00, 20 %; below 0.75, the lesser of
 * 0.15 and 75 % (luldplan.com, read at second hand).
 */
function reckoned({ instrument }: RiskOrder, books: Ledger): Band | undefined {
  const { luldTier, priorClose, priceScale, symbol } = instrument;
  const reference = books.quotes.get(symbol)?.last ?? priorClose;
  if (luldTier === undefined || priorClose === undefined || reference === undefined) return undefined;
  const cent = 10 ** (priceScale - 2);
  const width =
    priorClose > 300 * cent
      ? share(reference, luldTier === '1' ? 5 : 10)
      : priorClose >= 75 * cent
        ? share(reference, 20)
        : Math.min(15 * cent, share(reference, 75));
  return { low: reference - width, high: reference + width };
}

/** A per cent of a price, rounded down. */
function share(price: Px, percent: number): Px {
  const product = price * percent;
  return product <= Number.MAX_SAFE_INTEGER ? Math.floor(product / 100) : Number((BigInt(price) * BigInt(percent)) / 100n);
}
