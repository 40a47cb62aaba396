import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { FixVersion } from '../../src/fix/translate/dialect';
import { AUCTION_TYPES } from './auction-entries';
import { BID, type MDReqRejReason, OFFER, TRADE } from './market-data-messages';

/** Levels a side that are published at most. */
export const LEVELS = 10;

/** What is seen of a symbol: the same for all who ask for the same in the same version. */
export interface Shape {
  readonly version: FixVersion;
  /** Levels a side, 1 to LEVELS. */
  readonly depth: number;
  /** 265=0: every update is a whole snapshot. */
  readonly full: boolean;
  /** MDEntryType (269). */
  readonly types: ReadonlySet<string>;
}

/** Two shapes with the same key are the same. */
export const shapeKey = (s: Shape): string => `${s.version} ${s.depth} ${s.full} ${[...s.types].sort().join('')}`;

/** What a MarketDataRequest (V) asks for. */
export interface MarketDataRequest {
  readonly requestId: string;
  /** 263: 0 snapshot, 1 snapshot and updates, 2 no more updates. */
  readonly kind: string;
  readonly shape: Shape;
  readonly symbols: readonly string[];
}

/** Why a request is refused: MDReqRejReason (281), where FIX has one, and a text that names the field. */
export interface RequestRefusal {
  readonly reason: MDReqRejReason | undefined;
  readonly text: string;
}

/** MDEntryTypes (269) that a version can ask for. */
export const entryTypes = (version: FixVersion): readonly string[] => [BID, OFFER, TRADE, ...AUCTION_TYPES[version]];

/** Reads a MarketDataRequest (V). MarketDepth (264) 0 asks for all that is published. */
export function readRequest(
  view: MessageView,
  version: FixVersion,
  isListed: (symbol: string) => boolean,
): MarketDataRequest | RequestRefusal {
  const refusal = (reason: MDReqRejReason, text: string): RequestRefusal => ({ reason, text });
  const kind = view.text(Tag.SubscriptionRequestType) ?? '';
  const depth = view.int(Tag.MarketDepth) ?? -1;
  const updates = view.text(Tag.MDUpdateType);
  const types = new Set(textsOf(view, Tag.MDEntryType));
  const symbols = [...new Set(textsOf(view, Tag.Symbol))];
  const known = entryTypes(version);
  if (!['0', '1', '2'].includes(kind)) return refusal('4', `SubscriptionRequestType (263) '${kind}' is not supported: 0, 1 or 2`);
  if (depth < 0 || depth > LEVELS) return refusal('5', `MarketDepth (264) ${depth} is not supported: 0 to ${LEVELS}`);
  if (kind === '1' && updates !== '0' && updates !== '1')
    return refusal('6', `MDUpdateType (265) '${updates ?? ''}' is not supported: 0 or 1`);
  const type = [...types].find(t => !known.includes(t));
  if (type !== undefined) return refusal('8', `MDEntryType (269) '${type}' is not supported: ${listed(known)}`);
  const symbol = symbols.find(s => !isListed(s));
  if (symbol !== undefined) return refusal('0', `Symbol (55) '${symbol}' is not listed here`);
  const shape = { version, depth: depth === 0 ? LEVELS : depth, full: updates === '0', types };
  return { requestId: view.text(Tag.MDReqID)!, kind, shape, symbols };
}

/** "0, 1 or 2". */
const listed = (values: readonly string[]): string => `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`;

function textsOf(view: MessageView, tag: number): string[] {
  const texts: string[] = [];
  for (let i = view.bodyStart; i < view.count; i++) if (view.tags[i] === tag) texts.push(view.textAt(i));
  return texts;
}
