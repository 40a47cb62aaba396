import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';

/** MDEntryType (269). */
const BID = '0';
const OFFER = '1';
const TRADE = '2';

/** Levels a side that are asked for where the config does not say. */
export const DEPTH = 5;

/** MarketDataRequest (V): snapshot and updates, `depth` levels and trades, of the symbols given. */
export function marketDataRequest(w: MessageWriter, requestId: string, symbols: readonly string[], depth = DEPTH): void {
  w.text(Tag.MDReqID, requestId).int(Tag.SubscriptionRequestType, 1).int(Tag.MarketDepth, depth).int(Tag.MDUpdateType, 1);
  w.int(Tag.NoMDEntryTypes, 3).text(Tag.MDEntryType, BID).text(Tag.MDEntryType, OFFER).text(Tag.MDEntryType, TRADE);
  w.int(Tag.NoRelatedSym, symbols.length);
  for (const symbol of symbols) w.text(Tag.Symbol, symbol);
}

/** SecurityStatusRequest (e): the state of trading in a symbol, now and as it changes. */
export function securityStatusRequest(w: MessageWriter, requestId: string, symbol: string): void {
  w.text(Tag.SecurityStatusReqID, requestId).text(Tag.Symbol, symbol).int(Tag.SubscriptionRequestType, 1);
}

/** SecurityStatus (f) as a fact; undefined where it names no symbol. */
export function securityStatus(view: MessageView): FactOf<'SecurityStatusReceived'> | undefined {
  const symbol = view.text(Tag.Symbol);
  if (symbol === undefined) return undefined;
  return {
    type: 'SecurityStatusReceived',
    symbol,
    status: view.text(Tag.SecurityTradingStatus),
    phase: view.text(Tag.TradingSessionSubID) ?? view.text(Tag.TradingSessionID),
    low: view.text(Tag.LowLimitPrice),
    high: view.text(Tag.HighLimitPrice),
  };
}

/** Urgency (61). */
const URGENCIES: Readonly<Record<string, FactOf<'NewsReceived'>['urgency']>> = { '0': 'normal', '1': 'flash', '2': 'background' };

/**
 * News (B) as a fact: Headline (148), Urgency (61; normal where it is absent or none of the standard's) and the instruments it is about, Symbol
 * (55) or in FIX 4.2 RelatdSym (46), each once. Without a headline it cannot be read.
 */
export function news(session: SessionId, view: MessageView, at: Micros): FactOf<'NewsReceived' | 'NewsUnreadable'> {
  const headline = view.text(Tag.Headline);
  if (headline === undefined || headline === '')
    return { type: 'NewsUnreadable', where: session, why: 'a News (B) without Headline (148)' };
  const symbols = new Set<string>();
  for (let i = view.bodyStart; i < view.count; i++)
    if (view.tags[i] === Tag.Symbol || view.tags[i] === Tag.RelatdSym) symbols.add(view.textAt(i));
  const urgency = URGENCIES[view.text(Tag.Urgency) ?? '0'] ?? 'normal';
  return { type: 'NewsReceived', source: session, headline, symbols: [...symbols], urgency, receivedAt: at };
}
