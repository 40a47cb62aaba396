import type { FactOf, TradeText } from '../facts';
import type { Instrument } from '../instruments';
import { type DecimalError, exactFromText, parseDecimal } from '../numbers';

type Told = Pick<FactOf<'VenueReportReceived'>, 'lastQty' | 'lastPx'>;

/** A number as told: in units, or (finer than our units) rounded down with its text kept. */
export function readNumber(text: string, scale: number): { units: number; text?: string } | DecimalError {
  const value = parseDecimal(text, scale);
  if (value !== 'TooFine') return typeof value === 'number' ? { units: value } : value;
  const exact = exactFromText(text)!;
  return { units: Number(exact.n / 10n ** BigInt(exact.scale - scale)), text };
}

/** LastQty (32) and LastPx (31) of a report; the error names the field. */
export function tradeOf(r: Told, instrument: Instrument): TradeText | string {
  const qty = readNumber(r.lastQty ?? '', instrument.qtyScale);
  if (typeof qty === 'string' || !(qty.units > 0 || (qty.units === 0 && qty.text && !qty.text.startsWith('-'))))
    return `LastQty (32) '${r.lastQty ?? ''}' is not a quantity`;
  const px = readNumber(r.lastPx ?? '', instrument.priceScale);
  if (typeof px === 'string') return `LastPx (31) '${r.lastPx ?? ''}' is not a price`;
  return { lastQty: qty.units, lastPx: px.units, lastQtyText: qty.text, lastPxText: px.text };
}

/** Whether two trades are of the same quantity and price. */
export const sameTrade = (a: TradeText, b: TradeText): boolean =>
  a.lastQty === b.lastQty && a.lastPx === b.lastPx && a.lastQtyText === b.lastQtyText && a.lastPxText === b.lastPxText;
