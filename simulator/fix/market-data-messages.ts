import type { Micros } from '../../src/core/numbers';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';

/** MDEntryType (269): bid, offer, trade. */
export const BID = '0';
export const OFFER = '1';
export const TRADE = '2';

/** One MDEntry: a price level or a trade. */
export interface Entry {
  readonly type: typeof BID | typeof OFFER | typeof TRADE;
  /** MDEntryID (278): a level keeps it as long as it is shown, a trade has its own. */
  readonly id: string;
  readonly px: string;
  readonly qty: string;
  /** When it traded; a level has none. */
  readonly at?: Micros;
}

/** MDUpdateAction (279). */
export const NEW = '0';
export const CHANGE = '1';
export const DELETE = '2';

export interface Update {
  readonly action: typeof NEW | typeof CHANGE | typeof DELETE;
  readonly entry: Entry;
}

/** UTCTimeOnly with microseconds. */
const timeOf = (at: Micros): string => {
  const part = (of: number, digits: number): string => of.toString().padStart(digits, '0');
  const day = at % 86_400_000_000;
  const seconds = Math.floor(day / 1_000_000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(n => part(n, 2)).join(':');
  return `${clock}.${part(day % 1_000_000, 6)}`;
};

/**
 * MarketDataSnapshotFullRefresh (W). FIX 4.4 has no MDEntryID in it: a level is named by its type and price. `at` stands where the version
 * wants LastUpdateTime (779).
 */
export function snapshot(w: MessageWriter, requestId: string, symbol: string, entries: readonly Entry[], at?: Micros): void {
  w.text(Tag.MDReqID, requestId).text(Tag.Symbol, symbol);
  if (at !== undefined) w.utc(Tag.LastUpdateTime, at);
  w.int(Tag.NoMDEntries, entries.length);
  for (const e of entries) {
    w.text(Tag.MDEntryType, e.type).text(Tag.MDEntryPx, e.px).text(Tag.MDEntrySize, e.qty);
    if (e.at !== undefined) w.text(Tag.MDEntryTime, timeOf(e.at));
  }
}

/** MarketDataIncrementalRefresh (X). */
export function incremental(w: MessageWriter, requestId: string, symbol: string, updates: readonly Update[]): void {
  w.text(Tag.MDReqID, requestId).int(Tag.NoMDEntries, updates.length);
  for (const { action, entry: e } of updates) {
    w.text(Tag.MDUpdateAction, action).text(Tag.MDEntryType, e.type).text(Tag.MDEntryID, e.id).text(Tag.Symbol, symbol);
    w.text(Tag.MDEntryPx, e.px).text(Tag.MDEntrySize, action === DELETE ? '0' : e.qty);
    if (e.at !== undefined) w.text(Tag.MDEntryTime, timeOf(e.at));
  }
}

/** MDReqRejReason (281). */
export type MDReqRejReason = '0' | '1' | '4' | '5' | '6' | '8';

/** MarketDataRequestReject (Y); a reason that FIX has no letter for goes in the text alone. */
export function requestReject(w: MessageWriter, requestId: string, reason: MDReqRejReason | undefined, text: string): void {
  w.text(Tag.MDReqID, requestId);
  if (reason !== undefined) w.text(Tag.MDReqRejReason, reason);
  w.text(Tag.Text, text);
}
