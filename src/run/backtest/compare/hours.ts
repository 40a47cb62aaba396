import { MarketCalendar, REGULAR } from '../../../core/reference/calendar';
import { EffectiveDated } from '../../../core/reference/effective';
import { type Reference, referenceOf } from '../../../core/reference/reference';

/** Where the symbol of a comparison is said to trade. */
const MARKET = 'made-up';
const HOUR = 3600;

/**
 * Hours for a symbol of a comparison: continuous trading from 9:30 to 16:00 in New York on weekdays, no history. So a VWAP has the labelled
 * prior for its curve.
 */
export function madeUpHours(symbol: string): Reference {
  const phase = { from: 0, phase: 'continuous', start: 9.5 * HOUR, end: 16 * HOUR } as const;
  const calendar = new MarketCalendar({ market: MARKET, zone: 'America/New_York', phases: [[REGULAR, phase]], special: [] });
  const listing = { from: 0, market: MARKET, tickTable: MARKET, roundLot: '1', currency: 'USD' };
  return referenceOf({ calendars: new Map([[MARKET, calendar]]), listings: new EffectiveDated([[symbol, listing]]) });
}
