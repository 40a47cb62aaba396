import type { Input } from '../core/facts';
import type { Journal } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import type { SessionId } from '../core/ports';
import { MessageView } from '../fix/codec/view';
import type { EngineEvent, SessionHandle } from '../fix/engine';
import { Tag } from '../fix/generated/tags';
import type { SessionSettings } from '../fix/settings/settings';
import { type Dialect, dialectOf } from '../fix/translate/dialect';
import { fromOms } from '../fix/translate/from-oms';
import { fromVenue } from '../fix/translate/from-venue';
import { securityStatus } from '../fix/translate/market-data';
import type { CopiesIn } from './copies-in/copies-in';
import type { MarketDesk } from './market/desk';

/** Who takes what goes past the line, or to it by a way of its own: market data, and drop copies that we read. */
export interface InboundDesks {
  readonly market: Pick<MarketDesk, 'prices' | 'status' | 'news'>;
  readonly copiesIn: Pick<CopiesIn, 'message'>;
}

/** Turns what sessions deliver into inputs of the line. */
export class Inbound {
  private readonly dialects: ReadonlyMap<SessionId, Dialect>;
  private readonly venues: readonly Dialect[];

  constructor(
    settings: readonly SessionSettings[],
    private readonly journal: Journal,
    private readonly post: (input: Input, at: Micros) => void,
    private readonly desks: InboundDesks,
  ) {
    this.dialects = new Map(settings.map(each => [each.id, dialectOf(each)]));
    this.venues = settings.filter(each => each.role === 'venue').map(each => this.dialect(each.id));
  }

  /** What the other side of a session understands. */
  dialect(session: SessionId): Dialect {
    return this.dialects.get(session)!;
  }

  message(session: SessionHandle, view: MessageView, at: Micros): void {
    if (session.settings.role === 'oms') return this.omsMessage(session, view, at);
    if (session.settings.role === 'dropcopy')
      return session.settings.connectionType === 'initiator'
        ? this.desks.copiesIn.message(session, view, at)
        : readOnly(session, view);
    switch (view.msgType) {
      case 'W':
      case 'X':
        return this.desks.market.prices(session.id, view, at);
      case 'B':
        return this.desks.market.news(session.id, view, at);
      case 'f':
        return this.status(session, view, at);
      default: {
        const input = fromVenue(session.id, view);
        if (input) this.post(input, at);
      }
    }
  }

  private status(session: SessionHandle, view: MessageView, at: Micros): void {
    const status = securityStatus(view);
    if (!status) return;
    const venue = session.settings.marketDataFor;
    this.post(venue === undefined ? status : { ...status, venue }, at);
    this.desks.market.status(status, at);
  }

  /** Session events that are facts. */
  event(e: EngineEvent, role: (session: SessionId) => SessionSettings['role']): void {
    switch (e.type) {
      case 'loggedOn':
        return this.post({ type: 'SessionLoggedOn', session: e.session }, e.at);
      case 'loggedOff':
        return this.post({ type: 'SessionLoggedOff', session: e.session, reason: e.reason }, e.at);
      case 'settled':
        return this.post({ type: 'SessionSettled', session: e.session }, e.at);
      case 'reset':
        return this.post({ type: 'SessionReset', session: e.session, cause: e.cause }, e.at);
      case 'quarantined': {
        const { type: _type, at, ...report } = e;
        return this.post({ type: 'ReportQuarantined', ...report }, at);
      }
      case 'rejected':
        if (role(e.session) === 'venue') this.rejected(e);
        return;
      default:
    }
  }

  private omsMessage(session: SessionHandle, view: MessageView, at: Micros): void {
    const { defaultStrategy, maxOrderAge } = session.settings;
    const ageLimited = maxOrderAge > 0;
    const input = fromOms(view, { dialect: this.dialect(session.id), venues: this.venues, defaultStrategy, ageLimited });
    if (!('refused' in input)) return this.post(input, at);
    const refSeqNum = view.int(Tag.MsgSeqNum) ?? 0;
    const { msgType } = view;
    const refId = view.text(Tag.ClOrdID);
    session.send('j', w => {
      w.int(Tag.RefSeqNum, refSeqNum).text(Tag.RefMsgType, msgType);
      if (refId) w.text(Tag.BusinessRejectRefID, refId);
      w.int(Tag.BusinessRejectReason, input.reason).note(Tag.Text, input.text);
    });
  }

  /** A venue refused one of our messages by number (35=3): the stored message says which order it was. */
  private rejected(e: Extract<EngineEvent, { type: 'rejected' }>): void {
    for (const { bytes } of this.journal.messages(e.session, e.refSeqNum, e.refSeqNum)) {
      const view = new MessageView();
      if (!view.read(Buffer.from(bytes), 0, bytes.length)) continue;
      const text = `Reject (3): ${e.text ?? `SessionRejectReason (373) ${e.reason ?? ''}`} tag ${e.refTagID ?? '?'}`;
      this.post(
        { type: 'VenueRefused', session: e.session, clOrdId: view.text(Tag.ClOrdID) ?? '', refMsgType: view.msgType, text },
        e.at,
      );
    }
  }
}

/** A drop copy consumer only listens: whatever else it sends is answered with BusinessMessageReject (j), unsupported message type. */
function readOnly(session: SessionHandle, view: MessageView): void {
  const refSeqNum = view.int(Tag.MsgSeqNum) ?? 0;
  const { msgType } = view;
  session.send('j', w => {
    w.int(Tag.RefSeqNum, refSeqNum).text(Tag.RefMsgType, msgType).int(Tag.BusinessRejectReason, 3);
    w.note(Tag.Text, 'this session is a drop copy: it is read only');
  });
}
