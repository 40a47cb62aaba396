import { Books } from '../../core/books';
import type { Fact, FactOf, Input } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { Turn } from '../../core/turn';
import { MessageView } from '../../fix/codec/view';
import { MessageWriter } from '../../fix/codec/writer';
import type { SessionSettings } from '../../fix/settings/settings';
import { Dialect, dialectOf } from '../../fix/translate/dialect';
import { fromOms } from '../../fix/translate/from-oms';
import { Mailbox } from '../../pipeline/mailbox';
import { dispatch } from '../dispatch';
import { Timers } from '../timers';

/** 5 January 2026, 10:00:00 UTC. */
const START: Micros = 1_767_607_200_000_000;
const SECOND = 1_000_000;
const VENUE: SessionId = 'VENUE';

/** A message of the rehearsal; `bytes` has every SOH as `|`. */
export interface Spoken {
  readonly from: 'oms' | 'gateway';
  readonly to: 'gateway' | 'oms' | 'venue';
  readonly msgType: string;
  readonly tags: readonly number[];
  readonly bytes: string;
}

/**
 * The line in memory with one OMS session and a venue of the same version: an OMS's bytes and a venue's reports go in, and what the gateway
 * says is written down as it would be encoded. The rules of engagement show what it said, so that they cannot say something else.
 */
export class Rehearsal {
  readonly spoken: Spoken[] = [];
  private readonly books = new Books();
  private readonly mailbox: Mailbox;
  private readonly dialect: Dialect;
  private readonly venue: Dialect;
  private readonly writers: { readonly us: MessageWriter; readonly oms: MessageWriter; readonly venue: MessageWriter };
  private at = START;
  private readonly seqNums = { us: 0, oms: 0, venue: 0 };
  private execs = 0;
  private failure: unknown;
  private facts: Fact[] = [];

  constructor(private readonly settings: SessionSettings) {
    this.dialect = dialectOf(settings);
    this.venue = new Dialect(VENUE, this.dialect.version, this.dialect.dictionary, false, new Set());
    const { identity } = settings;
    this.writers = {
      us: new MessageWriter(identity),
      oms: new MessageWriter({ ...identity, senderCompID: identity.targetCompID, targetCompID: identity.senderCompID }),
      venue: new MessageWriter({ ...identity, targetCompID: VENUE }),
    };
    this.mailbox = new Mailbox(this.books, { turn: turn => this.turn(turn), failed: error => (this.failure = error) });
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
    this.post({ type: 'Started', version: '', epoch: 'S', instruments, limits: { firm: {} }, venues: [VENUE] });
    this.post({ type: 'SessionLoggedOn', session: VENUE });
    this.post({ type: 'SessionSettled', session: VENUE });
    this.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', last: undefined });
  }

  /** The OMS says something: the fields of its body, in the order of the message. */
  oms(msgType: string, fields: (w: MessageWriter, at: Micros) => void): this {
    const spoken = this.encode('oms', msgType, w => fields(w, this.at));
    const view = new MessageView();
    view.read(spoken, 0, spoken.length);
    const input = fromOms(view, { dialect: this.dialect, venues: [this.venue], defaultStrategy: this.settings.defaultStrategy });
    if ('refused' in input) throw new Error(`the rehearsal's ${msgType} is refused: ${input.text}`);
    return this.post(input);
  }

  /** The venue reports on the child or the request that was sent last. */
  report(execType: string, over: Partial<FactOf<'VenueReportReceived'>> = {}): this {
    const execId = over.execId ?? `V${++this.execs}`;
    const known = { session: VENUE, orderId: 'V-ORDER', symbol: 'ACME', side: '1' };
    return this.post({
      type: 'VenueReportReceived',
      ...known,
      clOrdId: this.lastId(),
      execType,
      ordStatus: execType,
      ...over,
      execId,
    });
  }

  fill(lastQty: string, lastPx: string): this {
    return this.report('F', { lastQty, lastPx, ordStatus: '1' });
  }

  /** Time passes; timers that fall due fire. */
  pass(seconds: number): this {
    const end = this.at + seconds * SECOND;
    for (;;) {
      const [timer, at] = [...this.books.timers].sort((a, b) => a[1] - b[1])[0] ?? [];
      if (timer === undefined || at === undefined || at > end) break;
      this.at = Math.max(this.at, at);
      this.post({ type: 'TimerFired', timer });
    }
    this.at = end;
    return this;
  }

  private post(input: Input): this {
    this.mailbox.post(input, this.at);
    if (this.failure !== undefined) throw this.failure;
    return this;
  }

  private turn(turn: Turn): void {
    this.facts.push(...turn.facts);
    dispatch(turn, this.books, {
      leave: () => undefined,
      beforeOrders: () => undefined,
      proveTold: () => undefined,
      askForecast: () => undefined,
      send: (session, msgType, build) => {
        this.encode(session === VENUE ? 'venue' : 'us', msgType, build);
        return undefined;
      },
      dialect: session => (session === VENUE ? this.venue : this.dialect),
      timers: new Timers({ now: () => this.at, at: () => () => undefined }, () => undefined),
    });
  }

  /** ClOrdID of what went to the venue last. */
  private lastId(): string {
    for (let i = this.facts.length - 1; i >= 0; i--) {
      const fact = this.facts[i]!;
      if (fact.type === 'ChildOrderReleased') return fact.childId;
      if (fact.type === 'ChildReplaceReleased' || fact.type === 'ChildCancelReleased') return fact.clOrdId;
    }
    throw new Error('nothing went to the venue yet');
  }

  private encode(by: 'us' | 'oms' | 'venue', msgType: string, build: (w: MessageWriter) => void): Buffer {
    const w = this.writers[by];
    w.begin(msgType, ++this.seqNums[by], this.at);
    build(w);
    w.end();
    const bytes = w.take();
    const view = new MessageView();
    view.read(bytes, 0, bytes.length);
    this.spoken.push({
      from: by === 'oms' ? 'oms' : 'gateway',
      to: by === 'oms' ? 'gateway' : by === 'us' ? 'oms' : 'venue',
      msgType,
      tags: Array.from(view.tags.subarray(0, view.count)),
      bytes: bytes.toString('latin1').replaceAll('\x01', '|'),
    });
    return bytes;
  }
}
