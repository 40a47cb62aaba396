import type { FactOf, Input } from '../../core/facts';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import { bodyOf, unknownTags, type VenueFields } from './body';

/** A message we cannot take, for a BusinessMessageReject (j): BusinessRejectReason (380) and the tag it is about. */
export interface Refusal {
  readonly refused: true;
  /** 3 unsupported message type, 5 conditionally required field missing. */
  readonly reason: 3 | 5;
  readonly refTagID?: number;
  readonly text: string;
}

const REPLACED_IDS = new Set<number>([Tag.ClOrdID, Tag.OrigClOrdID, Tag.SecondaryClOrdID]);

/** What an OMS's message means; a refusal where it is not one of D, F, G, H or lacks a field without which it means nothing. */
export function fromOms(
  session: SessionId,
  view: MessageView,
  venues: readonly VenueFields[],
  defaultStrategy?: string,
): Input | Refusal {
  switch (view.msgType) {
    case 'D':
      return lacks(view, NEEDED.D) ?? newOrder(session, view, venues, defaultStrategy);
    case 'G':
      return (
        lacks(view, NEEDED.G) ?? {
          ...newOrder(session, view, venues, defaultStrategy),
          type: 'ParentReplaceReceived',
          origClOrdId: view.text(Tag.OrigClOrdID)!,
        }
      );
    case 'F': {
      const missing = lacks(view, NEEDED.F);
      const origClOrdId = view.text(Tag.OrigClOrdID)!;
      return missing ?? { type: 'ParentCancelReceived', origClOrdId, ...named(session, view), body: bodyOf(view, REPLACED_IDS) };
    }
    case 'H': {
      const missing = lacks(view, NEEDED.H);
      return missing ?? { type: 'ParentStatusAsked', ...named(session, view), requestId: view.text(Tag.OrdStatusReqID) };
    }
    default:
      return { refused: true, reason: 3, text: `MsgType (35) '${view.msgType}' is not supported here: D, F, G or H` };
  }
}

const NEEDED = {
  D: [Tag.ClOrdID, Tag.Symbol, Tag.Side, Tag.OrderQty, Tag.OrdType],
  G: [Tag.ClOrdID, Tag.OrigClOrdID, Tag.Symbol, Tag.Side, Tag.OrderQty, Tag.OrdType],
  F: [Tag.ClOrdID, Tag.OrigClOrdID, Tag.Symbol, Tag.Side],
  H: [Tag.ClOrdID, Tag.Symbol, Tag.Side],
} as const;

function lacks(view: MessageView, needed: readonly number[]): Refusal | undefined {
  for (const tag of needed) {
    if (isMissing(view, tag))
      return { refused: true, reason: 5, refTagID: tag, text: `tag ${tag} is required in MsgType (35) '${view.msgType}'` };
  }
  return undefined;
}

/** Absent, or without a value. */
function isMissing(view: MessageView, tag: number): boolean {
  const i = view.find(tag);
  return i < 0 || view.starts[i] === view.ends[i];
}

const named = (session: SessionId, view: MessageView) => ({
  session,
  clOrdId: view.text(Tag.ClOrdID)!,
  symbol: view.text(Tag.Symbol)!,
  side: view.text(Tag.Side)!,
});

function newOrder(
  session: SessionId,
  view: MessageView,
  venues: readonly VenueFields[],
  defaultStrategy?: string,
): FactOf<'ParentOrderReceived'> {
  return {
    type: 'ParentOrderReceived',
    session,
    clOrdId: view.text(Tag.ClOrdID)!,
    symbol: view.text(Tag.Symbol)!,
    side: view.text(Tag.Side)!,
    orderQty: view.text(Tag.OrderQty)!,
    ordType: view.text(Tag.OrdType)!,
    price: view.text(Tag.Price),
    timeInForce: view.text(Tag.TimeInForce),
    strategy: view.text(Tag.TargetStrategy) ?? defaultStrategy,
    parameters: parameters(view),
    effectiveTime: view.utcMicros(Tag.EffectiveTime),
    expireTime: view.utcMicros(Tag.ExpireTime),
    body: bodyOf(view, REPLACED_IDS),
    possResend: view.flag(Tag.PossResend) || undefined,
    unknownTo: unknownTags(view, venues),
  };
}

/** StrategyParametersGrp (957): StrategyParameterName (958) -> StrategyParameterValue (960). */
function parameters(view: MessageView): Record<string, string> | undefined {
  const start = view.find(Tag.NoStrategyParameters);
  if (start < 0) return undefined;
  const found: Record<string, string> = {};
  let name = '';
  for (let i = start + 1; i < view.count; i++) {
    const tag = view.tags[i]!;
    if (tag === Tag.StrategyParameterName) name = view.textAt(i);
    else if (tag === Tag.StrategyParameterValue) found[name] = view.textAt(i);
    else if (tag !== Tag.StrategyParameterType) break;
  }
  return found;
}
