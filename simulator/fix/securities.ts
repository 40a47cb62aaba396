import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { VenueInstrument } from './instrument';
import type { Send } from './ledger';

/** SecurityListRequestType (559): of a symbol, all. */
const OF_SYMBOL = '0';
const ALL = '4';
/** SecurityRequestResult (560): valid, invalid or unsupported, nothing found. */
const VALID = 0;
const UNSUPPORTED = 1;
const NOTHING_FOUND = 2;

/** SecurityRequestType (321): identity and specification of one, list of all. */
const ONE = '0';
const LIST = '3';
/** SecurityResponseType (323): accepted as it is, a list, no match. */
const ACCEPTED = '1';
const LISTED = '4';
const NO_MATCH = '6';

/** What is listed: SecurityListRequest (x) answered by SecurityList (y), in FIX 4.2 SecurityDefinitionRequest (c) by SecurityDefinition (d). */
export class SecurityDesk {
  private responseNo = 0;

  constructor(
    private readonly instruments: ReadonlyMap<string, VenueInstrument>,
    private readonly send: Send,
  ) {}

  /** SecurityListRequest (x): one y with all that is meant. */
  list(session: SessionId, view: MessageView): void {
    const kind = view.text(Tag.SecurityListRequestType);
    const one = this.instruments.get(view.text(Tag.Symbol) ?? '');
    const found = kind === ALL ? [...this.instruments.values()] : kind === OF_SYMBOL && one ? [one] : [];
    const result = kind !== ALL && kind !== OF_SYMBOL ? UNSUPPORTED : found.length > 0 ? VALID : NOTHING_FOUND;
    this.send(session, 'y', (w, d) => {
      w.text(Tag.SecurityReqID, view.text(Tag.SecurityReqID)!).text(Tag.SecurityResponseID, this.responseId());
      w.int(Tag.SecurityRequestResult, result).int(Tag.TotNoRelatedSym, found.length).flag(Tag.LastFragment, true);
      if (found.length === 0) return;
      w.int(Tag.NoRelatedSym, found.length);
      for (const { symbol, listing } of found) {
        w.text(Tag.Symbol, symbol);
        if (d.has('y', Tag.MinPriceIncrement)) w.text(Tag.MinPriceIncrement, listing.tickText);
        w.text(Tag.RoundLot, listing.lotText);
        if (!d.has('y', Tag.MinPriceIncrement)) w.text(Tag.Text, tickOf(listing));
      }
    });
  }

  /** SecurityDefinitionRequest (c) of FIX 4.2: a d for one symbol, or one that lists all. */
  definition(session: SessionId, view: MessageView): void {
    const kind = view.text(Tag.SecurityRequestType);
    const all = [...this.instruments.values()];
    const one = this.instruments.get(view.text(Tag.Symbol) ?? '');
    const known = kind === LIST || (kind === ONE && one !== undefined);
    this.send(session, 'd', w => {
      w.text(Tag.SecurityReqID, view.text(Tag.SecurityReqID)!).text(Tag.SecurityResponseID, this.responseId());
      w.text(Tag.SecurityResponseType, known ? (kind === LIST ? LISTED : ACCEPTED) : NO_MATCH);
      w.int(Tag.TotNoRelatedSym, !known ? 0 : kind === LIST ? all.length : 1);
      if (!known) w.text(Tag.Text, 'SecurityRequestType (321): 0 with a Symbol (55) that is listed, or 3');
      else if (kind === ONE) w.text(Tag.Symbol, one!.symbol).text(Tag.Text, tickOf(one!.listing));
      else {
        w.int(Tag.NoRelatedSym, all.length);
        for (const { symbol } of all) w.text(Tag.UnderlyingSymbol, symbol);
      }
    });
  }

  private responseId(): string {
    return `SR${++this.responseNo}`;
  }
}

/** What a version has no field for. */
const tickOf = ({ tickText, lotText }: VenueInstrument['listing']): string => `tick ${tickText}, lot ${lotText}`;
