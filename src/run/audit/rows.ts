import { Books } from '../../core/books';
import type { Fact } from '../../core/facts';
import { childIdOf } from '../../core/ids';
import { type Instrument, priceText, qtyText } from '../../core/instruments';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import { leavesQty, ORD_STATUS_NAMES, type OrderState, ordStatus } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import { decisionOf } from './decision';
import { type Parties, partiesOf } from './parties';
import type { AuditRow } from './row';
import { isoMicros, Monotonic } from './time';

/** Facts that only the machinery needs: they say nothing about an order that another fact does not. */
const INNER: ReadonlySet<Fact['type']> = new Set([
  'BatchWritten',
  'CopiesMade',
  'ClosedOrdersArchived',
  'OrderRecalled',
  'TimerSet',
  'TimerFired',
  'QuoteReceived',
  'MarketSeen',
  'SessionsAhead',
]);

/** A fact's own fields, whatever its type: the rows name most of them alike. */
type Fields = Readonly<Record<string, unknown>>;

const NOBODY = partiesOf('');
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/**
 * Folds a journal's turns and tells every fact about orders, sessions and control as a row, with the books as they stood then. A fact of a
 * type that nobody told this about is a row too.
 */
export class AuditRows {
  private readonly books = new Books();
  private readonly clocks = new Monotonic();
  private limits = '';

  *of({ seq, at, facts }: RecordedTurn): Iterable<AuditRow> {
    for (let n = 0; n < facts.length; n++) {
      const fact = facts[n]!;
      this.books.apply(fact, seq, at);
      if (fact.type === 'ClocksCompared') this.clocks.anchor(fact);
      if (fact.type === 'Started' || fact.type === 'LimitsChanged') this.limits = JSON.stringify(fact.limits);
      if (!INNER.has(fact.type))
        yield { ...this.row(fact, at), seq: `${seq}`, fact: `${n}`, time: isoMicros(at), monotonic: this.clocks.at(at) };
    }
  }

  private row(fact: Fact, at: Micros): Omit<AuditRow, 'seq' | 'fact' | 'time' | 'monotonic'> {
    const f = fact as unknown as Fields;
    const child = this.childOf(fact, f);
    const parent = this.parentOf(f, child);
    return {
      event: fact.type,
      source: sourceOf(fact, f),
      person: textOf(f['by']),
      reason: textOf(f['reason']),
      code: textOf(f['code']),
      text: textOf(f['text']),
      model: '',
      algorithm: this.books.version,
      ...this.who(f, parent),
      ...terms(fact, f, parent, child),
      ...idsOf(fact, f, parent, child),
      ...decisionOf(fact, { books: this.books, limits: this.limits, at }, parent),
      detail: JSON.stringify(fact),
    };
  }

  /** Children are found as in the books: by their own id, or by a ClOrdID of ours that a venue names. */
  private childOf(fact: Fact, f: Fields): Child | undefined {
    const named = textOf(f['childId']) || (ofVenue(fact) ? childIdOf(textOf(f['clOrdId'])) : '');
    return this.books.children.get(named);
  }

  private parentOf(f: Fields, child: Child | undefined): Parent | undefined {
    const { books } = this;
    const named = textOf(f['parentId']) || child?.parentId;
    return named ? books.parents.get(named) : books.parentNamed(textOf(f['session']), textOf(f['clOrdId']));
  }

  private who(f: Fields, parent: Parent | undefined): Parties & { session: string } {
    const body = parent?.received.body ?? f['body'] ?? this.books.inbound?.body;
    const parties = typeof body === 'string' ? partiesOf(body) : NOBODY;
    const { account, trader } = parent?.received ?? (f as { account?: unknown; trader?: unknown });
    return {
      ...parties,
      account: textOf(account) || parties.account,
      trader: parties.trader || textOf(trader),
      session: parent?.session ?? textOf(f['session']),
    };
  }
}

const ofVenue = ({ type }: Fact): boolean => type.startsWith('Venue') || type.startsWith('Child');

function sourceOf({ type }: Fact, f: Fields): AuditRow['source'] {
  if (typeof f['by'] === 'string') return 'person';
  if (type.startsWith('Venue') || type === 'ReportQuarantined') return 'venue';
  return /^(Parents?|MassCancel).*(Received|Asked)$/.test(type) ? 'oms' : 'gateway';
}

/** Terms and state, of the child where the fact is about one, else of the parent. */
function terms(fact: Fact, f: Fields, parent: Parent | undefined, child: Child | undefined) {
  const instrument = parent?.instrument;
  const order: { ordType: string; timeInForce: string; state: OrderState } | undefined = child ?? parent;
  const state = order?.state;
  const received = parent?.received;
  return {
    symbol: textOf(f['symbol']) || (instrument?.symbol ?? ''),
    currency: instrument?.currency ?? '',
    side: textOf(f['side']) || (parent?.side ?? ''),
    ordType: textOf(f['ordType']) || (order?.ordType ?? ''),
    timeInForce: textOf(f['timeInForce']) || (order?.timeInForce ?? ''),
    orderQty: qty(instrument, f['orderQty'] ?? state?.orderQty),
    price: price(instrument, 'price' in f ? f['price'] : state?.price),
    lastQty: textOf(f['lastQtyText']) || qty(instrument, f['lastQty']),
    lastPx: textOf(f['lastPxText']) || price(instrument, f['lastPx']),
    cumQty: qty(instrument, f['cumQty'] ?? state?.cumQty),
    leavesQty: qty(instrument, f['leavesQty'] ?? (state && leavesQty(state))),
    avgPx: textOf(f['avgPx']),
    ordStatus:
      fact.type === 'ParentOrderDenied' ? 'Rejected' : state ? ORD_STATUS_NAMES[ordStatus(state)] : textOf(f['ordStatus']),
    strategy: parent?.strategy ?? textOf(f['strategy']),
    parameters: received?.parameters ? JSON.stringify(received.parameters) : '',
  };
}

/** What came from outside is text already; what we derived is in units of the instrument. */
const qty = (i: Instrument | undefined, value: unknown): string =>
  typeof value === 'number' && i ? qtyText(i, value) : textOf(value);
const price = (i: Instrument | undefined, value: unknown): string =>
  typeof value === 'number' && i ? priceText(i, value) : textOf(value);

function idsOf(fact: Fact, f: Fields, parent: Parent | undefined, child: Child | undefined) {
  const theirs = ofVenue(fact);
  const execId = textOf(f['execId']);
  return {
    orderId: parent?.parentId ?? textOf(f['parentId']),
    clOrdId: theirs ? (parent?.clOrdId ?? '') : textOf(f['clOrdId']) || (parent?.clOrdId ?? ''),
    origClOrdId: theirs ? '' : textOf(f['origClOrdId']),
    clOrdIdChain: parent?.clOrdIds.join('>') ?? '',
    childId: child?.childId ?? textOf(f['childId']),
    venue: child?.venue ?? (theirs ? textOf(f['session']) : ''),
    venueClOrdId: theirs ? textOf(f['clOrdId']) || (child?.clOrdId ?? '') : '',
    venueOrigClOrdId: theirs ? textOf(f['origClOrdId']) : '',
    venueOrderId: child?.venueOrderId ?? textOf(f['venueOrderId']),
    execId: theirs ? '' : execId,
    venueExecId: theirs ? execId : textOf(f['venueExecId']),
    refExecId: textOf(f['execRefId']),
  };
}
