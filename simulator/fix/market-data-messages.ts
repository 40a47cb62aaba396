import type { Micros } from '../../src/core/numbers';
import { dictionaryOf } from '../../src/fix/codec/dictionary';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';
import type { FixVersion } from '../../src/fix/translate/dialect';

const AGGRESSOR_SIDE = 2446;

/** MDEntryType (269): bid, offer, trade; what an auction would do: price by version (see auction-entries.ts), imbalance. */
export const BID = '0';
export const OFFER = '1';
export const TRADE = '2';

/** One MDEntry: a price level, a trade, or what an auction would do. */
export interface Entry {
  readonly type: string;
  /** MDEntryID (278): a level keeps it as long as it is shown, a trade has its own. */
  readonly id: string;
  /** Left out where the entry has a quantity alone. */
  readonly px?: string | undefined;
  readonly qty: string;
  /** When it traded; a level has none. */
  readonly at?: Micros | undefined;
  /** AggressorSide (2446) of a trade, where it has one: 1 a buyer came in, 2 a seller. Told where the version has the field. */
  readonly aggressor?: '1' | '2' | undefined;
  /** TradeCondition (277). */
  readonly condition?: string | undefined;
  /** OpenCloseSettlFlag (286). */
  readonly flag?: string | undefined;
  /** Text (58). */
  readonly text?: string | undefined;
}

/** MDUpdateAction (279). */
export const NEW = '0';
export const CHANGE = '1';
export const DELETE = '2';

export interface Update {
  readonly action: typeof NEW | typeof CHANGE | typeof DELETE;
  readonly entry: Entry;
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** UTCTimeOnly with microseconds. */
function timeOf(at: Micros): string {
  const day = at % 86_400_000_000;
  const seconds = Math.floor(day / 1_000_000);
  const fraction = `${1_000_000 + (day % 1_000_000)}`.slice(1);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}

/** What a field begins with: made once, for entries are many. */
const begin = (tag: number): string => `${tag}=`;
const [COUNT, ACTION, TYPE] = [begin(Tag.NoMDEntries), begin(Tag.MDUpdateAction), begin(Tag.MDEntryType)];
const [ID, SYMBOL, PX] = [begin(Tag.MDEntryID), begin(Tag.Symbol), begin(Tag.MDEntryPx)];
const [SIZE, TIME, CONDITION] = [begin(Tag.MDEntrySize), begin(Tag.MDEntryTime), begin(Tag.TradeCondition)];
const [FLAG, TEXT, AGGRESSOR] = [begin(Tag.OpenCloseSettlFlag), begin(Tag.Text), begin(AGGRESSOR_SIDE)];
const field = (begins: string, value: string): string => `${begins}${value}\x01`;

/** Price to text, in the order that every version's dictionary has them. */
function rest(e: Entry, qty: string): string {
  let text = e.px === undefined ? field(SIZE, qty) : `${PX}${e.px}\x01${SIZE}${qty}\x01`;
  if (e.at !== undefined) text += field(TIME, timeOf(e.at));
  if (e.condition !== undefined) text += field(CONDITION, e.condition);
  if (e.flag !== undefined) text += field(FLAG, e.flag);
  if (e.text !== undefined) text += field(TEXT, e.text);
  return text;
}

/** NoMDEntries (268) and the entries of a W, as fields: the same for all who hold the same. FIX 4.4 has no MDEntryID in it: a level is named by its type and price. */
export function snapshotEntries(entries: readonly Entry[]): string {
  let text = field(COUNT, `${entries.length}`);
  for (const e of entries) text += field(TYPE, e.type) + rest(e, e.qty);
  return text;
}

/** MarketDataSnapshotFullRefresh (W). `at` stands where the version wants LastUpdateTime (779). */
export function snapshot(w: MessageWriter, requestId: string, symbol: string, entries: string, at?: Micros): void {
  w.text(Tag.MDReqID, requestId).text(Tag.Symbol, symbol);
  if (at !== undefined) w.utc(Tag.LastUpdateTime, at);
  w.raw(entries);
}

/** Whether a version says who came in. */
export const saysAggressor = (version: FixVersion): boolean => dictionaryOf(version).hasField('X', AGGRESSOR_SIDE);

/** NoMDEntries (268) and the entries of an X, as fields: the same for all who hold the same. `aggressors`: see `saysAggressor`. */
export function updateEntries(symbol: string, updates: readonly Update[], aggressors: boolean): string {
  let text = field(COUNT, `${updates.length}`);
  for (const { action, entry: e } of updates) {
    text += `${ACTION}${action}\x01${TYPE}${e.type}\x01${ID}${e.id}\x01${SYMBOL}${symbol}\x01`;
    text += rest(e, action === DELETE ? '0' : e.qty);
    if (aggressors && e.aggressor !== undefined) text += field(AGGRESSOR, e.aggressor);
  }
  return text;
}

/** MarketDataIncrementalRefresh (X). */
export function incremental(w: MessageWriter, requestId: string, entries: string): void {
  w.text(Tag.MDReqID, requestId).raw(entries);
}

/** MDReqRejReason (281). */
export type MDReqRejReason = '0' | '1' | '4' | '5' | '6' | '8';

/** MarketDataRequestReject (Y); a reason that FIX has no letter for goes in the text alone. */
export function requestReject(w: MessageWriter, requestId: string, reason: MDReqRejReason | undefined, text: string): void {
  w.text(Tag.MDReqID, requestId);
  if (reason !== undefined) w.text(Tag.MDReqRejReason, reason);
  w.text(Tag.Text, text);
}
