import { type Day, dayText } from '../../core/civil';
import { DataError } from '../../core/data-error';
import { type Px, parseDecimal } from '../../core/numbers';
import type { MarketCalendar } from '../../core/reference/calendar';
import { calendarOf, type Reference, ticksOf } from '../../core/reference/reference';
import type { TickTable } from '../../core/reference/ticks';
import type { RowFile } from '../read/rows';
import type { Setup } from './rule';
import { THRESHOLDS } from './thresholds';

/** What a user says of a file that is to be cleansed. */
export interface About {
  readonly reference: Reference;
  readonly symbol?: string | undefined;
  readonly security?: string | undefined;
  /** One tick for all prices, as decimal text; else the tick table of the symbol. */
  readonly tick?: string | undefined;
  /** Market whose calendar holds; else that of the symbol's listing. */
  readonly market?: string | undefined;
}

/** What the rules need to know of a file. Throws a DataError where the tick is none, or the market has no calendar. */
export function setupOf({ file, format }: RowFile, about: About, day: Day): Setup {
  const { kind, priceScale, qtyScale } = format;
  const { symbol, security, reference } = about;
  const calendar = calendarFor(file, about, day);
  const tickAt = tickFor(file, about, priceScale);
  return { kind, priceScale, qtyScale, symbol, security, reference, calendar, tickAt, thresholds: THRESHOLDS };
}

function calendarFor(file: string, { reference, market, symbol }: About, day: Day): MarketCalendar | undefined {
  if (market === undefined) {
    const listed = symbol === undefined ? undefined : calendarOf(reference, symbol, day);
    return listed?.covers(day) ? listed : undefined;
  }
  const calendar = reference.calendars.get(market);
  if (calendar?.covers(day)) return calendar;
  if (calendar) throw new DataError(file, 1, `begins on ${dayText(day)}, for which the calendar of '${market}' has no phases`);
  const known = [...reference.calendars.keys()].join(', ');
  throw new DataError(file, 1, `the reference data have no calendar of a market '${market}'${known && `: ${known}`}`);
}

function tickFor(file: string, { reference, tick, symbol }: About, priceScale: number): Setup['tickAt'] {
  if (tick !== undefined) {
    const units = parseDecimal(tick, priceScale);
    if (typeof units === 'string' || units <= 0)
      throw new DataError(
        file,
        1,
        `tick '${tick}' is no number above zero with at most ${priceScale} decimals, as the file's prices have`,
      );
    return () => units;
  }
  const known = symbol === undefined ? reference.listings.keys() : [symbol];
  if (known.every(s => reference.listings.history(s).length === 0)) return undefined;
  const tables = new Map<string, TickTable | undefined>();
  return (of: string | undefined, price: Px, day: Day) => {
    const key = `${of ?? ''} ${day}`;
    if (!tables.has(key)) tables.set(key, ticksOf(reference, of ?? '', day, priceScale));
    return tables.get(key)?.at(price);
  };
}
