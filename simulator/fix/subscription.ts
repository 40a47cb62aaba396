import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import { BID, CHANGE, DELETE, type Entry, type MDReqRejReason, NEW, OFFER, TRADE, type Update } from './market-data-messages';

/** Levels a side that are published at most. */
export const LEVELS = 5;

/** What a MarketDataRequest (V) asks for. */
export interface MarketDataRequest {
  readonly requestId: string;
  /** 263: 0 snapshot, 1 snapshot and updates, 2 no more updates. */
  readonly kind: string;
  /** Levels a side, 1 to LEVELS. */
  readonly depth: number;
  /** 265=0: every update is a whole snapshot. */
  readonly full: boolean;
  readonly types: ReadonlySet<string>;
  readonly symbols: readonly string[];
}

/** Why a request is refused: MDReqRejReason (281), where FIX has one, and a text that names the field. */
export interface RequestRefusal {
  readonly reason: MDReqRejReason | undefined;
  readonly text: string;
}

const TYPES = new Set<string>([BID, OFFER, TRADE]);

/** Reads a MarketDataRequest (V). */
export function readRequest(view: MessageView, isListed: (symbol: string) => boolean): MarketDataRequest | RequestRefusal {
  const refusal = (reason: MDReqRejReason, text: string): RequestRefusal => ({ reason, text });
  const kind = view.text(Tag.SubscriptionRequestType) ?? '';
  const depth = view.int(Tag.MarketDepth) ?? -1;
  const updates = view.text(Tag.MDUpdateType);
  const types = textsOf(view, Tag.MDEntryType);
  const symbols = textsOf(view, Tag.Symbol);
  if (!['0', '1', '2'].includes(kind)) return refusal('4', `SubscriptionRequestType (263) '${kind}' is not supported: 0, 1 or 2`);
  if (depth < 0 || depth > LEVELS) return refusal('5', `MarketDepth (264) ${depth} is not supported: 0 to ${LEVELS}`);
  if (kind === '1' && updates !== '0' && updates !== '1')
    return refusal('6', `MDUpdateType (265) '${updates ?? ''}' is not supported: 0 or 1`);
  const type = types.find(t => !TYPES.has(t));
  if (type !== undefined) return refusal('8', `MDEntryType (269) '${type}' is not supported: 0, 1 or 2`);
  const symbol = symbols.find(s => !isListed(s));
  if (symbol !== undefined) return refusal('0', `Symbol (55) '${symbol}' is not listed here`);
  const requestId = view.text(Tag.MDReqID)!;
  return { requestId, kind, depth: depth === 0 ? LEVELS : depth, full: updates === '0', types: new Set(types), symbols };
}

function textsOf(view: MessageView, tag: number): string[] {
  const texts: string[] = [];
  for (let i = view.bodyStart; i < view.count; i++) if (view.tags[i] === tag) texts.push(view.textAt(i));
  return texts;
}

/** A running subscription and what its subscriber holds. */
export class Subscription {
  /** Symbol -> levels shown, by MDEntryID. */
  private readonly shown = new Map<string, Map<string, Entry>>();

  constructor(
    readonly session: SessionId,
    readonly request: MarketDataRequest,
  ) {}

  /** The levels now, of those asked for; the subscriber holds them from here on. */
  hold(symbol: string, levels: readonly Entry[]): void {
    this.shown.set(symbol, new Map(levels.map(e => [e.id, e])));
  }

  /** What must be told so that the subscriber holds `levels`: deletions first. */
  changes(symbol: string, levels: readonly Entry[]): Update[] {
    const before = this.shown.get(symbol) ?? new Map<string, Entry>();
    this.hold(symbol, levels);
    const now = this.shown.get(symbol)!;
    const updates: Update[] = [];
    for (const entry of before.values()) if (!now.has(entry.id)) updates.push({ action: DELETE, entry });
    for (const entry of levels) {
      const held = before.get(entry.id);
      if (held === undefined) updates.push({ action: NEW, entry });
      else if (held.qty !== entry.qty) updates.push({ action: CHANGE, entry });
    }
    return updates;
  }
}
