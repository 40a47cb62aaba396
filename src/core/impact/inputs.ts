import type { EstimateInputs } from '../facts';
import { placeOf } from '../features/names';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import type { Micros, Qty } from '../numbers';
import type { ImpactQuery } from './model';

/** What was seen of a market longer ago than this (us) is no longer how it is. */
const FRESH: Micros = 60_000_000;
const VOLATILITY = placeOf('volatility300');
const DEPTH = placeOf('depth');

/** What can be missing for an estimate, each with what would bring it. */
export const MISSING = {
  adv: 'the daily volume: set `adv` of the instrument, or `volumeCurves`',
  spread: 'the spread: no market with both sides is known, or it is stale',
  volatility: 'the volatility: the market has not shown one yet, and `volatility` of the instrument is not set',
} as const;
export type Missing = keyof typeof MISSING;

/**
 * What an estimate of an order of `qty` units over `duration` seconds is made of, as the books know it at `at`; or what is missing for one.
 * Spread, mid and depth are of the market as it was seen last, else of the best quotes; volatility is what the market showed over five
 * minutes, else what the config says; the day's volume is what past days let expect of the session, else what the config says. `daySeconds`: trading seconds of a day.
 */
export function estimateInputs(
  instrument: Instrument,
  order: { readonly qty: Qty; readonly duration: number },
  { books, at, daySeconds }: { readonly books: Ledger; readonly at: Micros; readonly daySeconds: number },
): EstimateInputs | readonly Missing[] {
  const { symbol } = instrument;
  const adv = expectedVolume(instrument, books) ?? instrument.adv;
  const last = books.seen.get(symbol);
  const seen = last && at - last.asOf <= FRESH && !books.stale.has(symbol) ? last : undefined;
  const quote = books.stale.has(symbol) ? undefined : books.quotes.get(symbol);
  const [bid, ask] = seen ? [seen.bids[0]?.px, seen.asks[0]?.px] : [quote?.bid, quote?.ask];
  const known = bid !== undefined && ask !== undefined && bid > 0 && ask >= bid;
  const shown = (seen?.features[VOLATILITY] ?? Number.NaN) * (Math.sqrt(daySeconds) / 10_000);
  const volatility = shown > 0 ? shown : instrument.volatility;
  if (!adv || !known || volatility === undefined) {
    const missing: Missing[] = [];
    if (!adv) missing.push('adv');
    if (!known) missing.push('spread');
    if (volatility === undefined) missing.push('volatility');
    return missing;
  }
  const mid = (bid + ask) / 2;
  const touch = (seen?.features[DEPTH] ?? Number.NaN) * 10 ** instrument.qtyScale;
  return {
    qty: order.qty,
    adv,
    mid,
    spread: ((ask - bid) / mid) * 10_000,
    volatility,
    volatilityFrom: shown > 0 ? 'market' : 'config',
    duration: order.duration,
    depth: touch > 0 ? touch / adv : undefined,
    asOf: seen?.asOf,
  };
}

/** The volume of the session that is under way or next, in units, where past days tell. */
function expectedVolume({ symbol, qtyScale }: Instrument, books: Ledger): Qty | undefined {
  const volume = books.ahead.get(symbol)?.sessions[0]?.volume;
  return volume === undefined ? undefined : Math.round(volume * 10 ** qtyScale);
}

/** Whether an answer of `estimateInputs` says what is missing. */
export const isMissing = (answer: EstimateInputs | readonly Missing[]): answer is readonly Missing[] => Array.isArray(answer);

/** The question that inputs put to the model. */
export const queryOf = ({ qty, adv, volatility, spread, duration, depth }: EstimateInputs, earlier = 0): ImpactQuery => ({
  size: qty / adv,
  volatility,
  spread,
  duration,
  depth,
  earlier,
});
