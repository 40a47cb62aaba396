import type { FixVersion } from '../../src/fix/translate/dialect';
import type { Exchange } from '../market/exchange';
import type { TradingStatus } from '../market/market';
import type { VenueInstrument } from './instrument';
import type { Entry } from './market-data-messages';

/** MDEntryType (269): opening price, closing price, imbalance, auction clearing price. */
const OPENING = '4';
const CLOSING = '5';
const IMBALANCE = 'A';
const CLEARING = 'Q';

/** TradeCondition (277) of an imbalance: more buyers, more sellers. */
const MORE_BUYERS = 'P';
const MORE_SELLERS = 'Q';
/** OpenCloseSettlFlag (286): theoretical price. */
const THEORETICAL = '5';

/**
 * MDEntryTypes (269) that tell of an auction. FIX 5.0 has one for the price; before that it is the opening or closing price, marked as
 * theoretical (286=5) in 4.4 and by Text (58) in 4.2, which has neither that mark nor an imbalance.
 */
export const AUCTION_TYPES: Readonly<Record<FixVersion, readonly string[]>> = {
  'FIX.4.2': [OPENING, CLOSING],
  'FIX.4.4': [OPENING, CLOSING, IMBALANCE],
  'FIX.5.0SP2': [CLEARING, IMBALANCE],
};

/** What the auction is that orders are collected for in a status; undefined: they are not. */
const AUCTIONS: Readonly<Partial<Record<TradingStatus, typeof OPENING | typeof CLOSING>>> = {
  'pre-open': OPENING,
  opening: OPENING,
  paused: OPENING,
  reopening: OPENING,
  closing: CLOSING,
};

/** What the auction that orders are collected for would come to, in the entries that a version has for it and of the types asked for. */
export function auctionEntries(
  exchange: Exchange,
  instrument: VenueInstrument,
  { version, types }: { readonly version: FixVersion; readonly types: ReadonlySet<string> },
): readonly Entry[] {
  if (!AUCTION_TYPES[version].some(type => types.has(type))) return [];
  const { symbol, ticks, lots } = instrument;
  const auction = AUCTIONS[exchange.status(symbol) ?? 'closed'];
  const now = auction && exchange.indicative(symbol);
  if (!now) return [];
  const entries: Entry[] = [];
  const type = version === 'FIX.5.0SP2' ? CLEARING : auction;
  if (types.has(type) && now.price !== undefined)
    entries.push({
      type,
      id: `${symbol}-I`,
      px: ticks.format(now.price),
      qty: lots.format(now.qty),
      flag: version === 'FIX.4.4' ? THEORETICAL : undefined,
      text: version === 'FIX.4.2' ? 'indicative' : undefined,
    });
  if (types.has(IMBALANCE) && now.surplus !== 0)
    entries.push({
      type: IMBALANCE,
      id: `${symbol}-M`,
      qty: lots.format(Math.abs(now.surplus)),
      condition: now.surplus > 0 ? MORE_BUYERS : MORE_SELLERS,
    });
  return entries;
}
