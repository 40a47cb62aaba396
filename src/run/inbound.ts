import type { Input } from '../core/facts';
import type { Journal } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import type { SessionId } from '../core/ports';
import { dictionaryOf } from '../fix/codec/dictionary';
import { MessageView } from '../fix/codec/view';
import type { EngineEvent, SessionHandle } from '../fix/engine';
import { Tag } from '../fix/generated/tags';
import type { SessionSettings } from '../fix/settings/settings';
import type { VenueFields } from '../fix/translate/body';
import { fromOms } from '../fix/translate/from-oms';
import { fromVenue } from '../fix/translate/from-venue';
import { MarketDataReader } from '../fix/translate/market-data';

/** Turns what sessions deliver into inputs of the line. */
export class Inbound {
  private readonly venues: VenueFields[];
  private readonly marketData = new MarketDataReader();

  constructor(
    settings: readonly SessionSettings[],
    private readonly journal: Journal,
    private readonly post: (input: Input, at: Micros) => void,
  ) {
    this.venues = settings
      .filter(s => s.role === 'venue')
      .map(s => ({
        session: s.id,
        dictionary: s.useDataDictionary ? dictionaryOf(s.identity.beginString, s.defaultApplVerID) : undefined,
        dropFields: new Set(s.dropFields),
      }));
  }

  /** Tags a venue session drops. */
  dropFields(session: SessionId): ReadonlySet<number> {
    return this.venues.find(v => v.session === session)?.dropFields ?? NONE;
  }

  message(session: SessionHandle, view: MessageView, at: Micros): void {
    if (session.settings.role === 'oms') return this.omsMessage(session, view, at);
    if (view.msgType === 'W' || view.msgType === 'X') {
      for (const quote of this.marketData.read(view)) this.post(quote, at);
      return;
    }
    const input = fromVenue(session.id, view);
    if (input) this.post(input, at);
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
      case 'rejected':
        if (role(e.session) === 'venue') this.rejected(e);
        return;
      default:
    }
  }

  private omsMessage(session: SessionHandle, view: MessageView, at: Micros): void {
    const input = fromOms(session.id, view, this.venues, session.settings.defaultStrategy);
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

const NONE: ReadonlySet<number> = new Set();
