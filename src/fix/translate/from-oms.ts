import type { FactOf, Input } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import { bodyOf, OURS, unknownTags } from './body';
import type { Dialect } from './dialect';
import { massCancel, massStatus } from './mass';
import { NEEDED, OMS_MESSAGES } from './oms-fields';
import { readStrategy } from './strategy';
import { traderOf } from './trader';

/** BusinessRejectReason (380) of what we cannot take, and when each is given. */
export const BUSINESS_REFUSALS = {
  3: 'a MsgType (35) that this session may not send',
  5: 'a field is missing without which the message means nothing; RefMsgType (372) and Text (58) name it',
} as const;

/** A message we cannot take, for a BusinessMessageReject (j): BusinessRejectReason (380) and the tag it is about. */
export interface Refusal {
  readonly refused: true;
  readonly reason: keyof typeof BUSINESS_REFUSALS;
  readonly refTagID?: number;
  readonly text: string;
}

/** Who asks and whom the order may go to. */
export interface Asker {
  readonly dialect: Dialect;
  readonly venues: readonly Dialect[];
  readonly defaultStrategy?: string | undefined;
  /** The session limits the age of orders (MaxOrderAge): when they were made is looked at. */
  readonly ageLimited?: boolean | undefined;
}

/** What an OMS's message means; a refusal where it is not one that an OMS may send or lacks a field without which it means nothing. */
export function fromOms(view: MessageView, asker: Asker): Input | Refusal {
  const { session } = asker.dialect;
  switch (view.msgType) {
    case 'D':
      return lacks(view, NEEDED.D) ?? newOrder(view, asker);
    case 'G':
      return (
        lacks(view, NEEDED.G) ?? {
          ...newOrder(view, asker),
          type: 'ParentReplaceReceived',
          origClOrdId: view.text(Tag.OrigClOrdID)!,
        }
      );
    case 'F': {
      const missing = lacks(view, NEEDED.F);
      const origClOrdId = view.text(Tag.OrigClOrdID)!;
      const possResend = view.flag(Tag.PossResend) || undefined;
      return (
        missing ?? { type: 'ParentCancelReceived', origClOrdId, ...named(session, view), body: bodyOf(view, OURS), possResend }
      );
    }
    case 'H': {
      const missing = lacks(view, NEEDED.H);
      return missing ?? { type: 'ParentStatusAsked', ...named(session, view), requestId: view.text(Tag.OrdStatusReqID) };
    }
    case 'q':
      return lacks(view, NEEDED.q) ?? massCancel(session, view);
    case 'AF':
      return lacks(view, NEEDED.AF) ?? massStatus(session, view);
    default:
      return {
        refused: true,
        reason: 3,
        text: `MsgType (35) '${view.msgType}' is not supported here: ${OMS_MESSAGES.join(', ')}`,
      };
  }
}

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

/** When an order was made: the older of TransactTime (60) and, for one that is sent again, OrigSendingTime (122). */
function madeAt(view: MessageView): Micros | undefined {
  const made = view.utcMicros(Tag.TransactTime);
  const sent = view.utcMicros(Tag.OrigSendingTime);
  return made === undefined || (sent !== undefined && sent < made) ? sent : made;
}

function newOrder(view: MessageView, { dialect, venues, defaultStrategy, ageLimited }: Asker): FactOf<'ParentOrderReceived'> {
  const strategy = readStrategy(view, dialect.version);
  return {
    type: 'ParentOrderReceived',
    session: dialect.session,
    clOrdId: view.text(Tag.ClOrdID)!,
    symbol: view.text(Tag.Symbol)!,
    side: view.text(Tag.Side)!,
    orderQty: view.text(Tag.OrderQty)!,
    ordType: view.text(Tag.OrdType)!,
    price: view.text(Tag.Price),
    timeInForce: view.text(Tag.TimeInForce),
    account: view.text(Tag.Account),
    trader: traderOf(view, dialect.version),
    locateReqd: view.text(Tag.LocateReqd),
    locateBroker: view.text(Tag.LocateBroker),
    strategy: strategy.target ?? defaultStrategy,
    parameters: strategy.parameters,
    repeatedParameter: strategy.repeated,
    participationRate: strategy.rate,
    effectiveTime: view.utcMicros(Tag.EffectiveTime),
    expireTime: view.utcMicros(Tag.ExpireTime),
    expireDate: view.text(Tag.ExpireDate),
    madeAt: ageLimited ? madeAt(view) : undefined,
    exDestination: view.text(Tag.ExDestination),
    body: bodyOf(view, OURS),
    possResend: view.flag(Tag.PossResend) || undefined,
    unknownTo: unknownTags(view, venues, dialect),
  };
}
