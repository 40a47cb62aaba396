import type { LatencyModel } from '../../../simulator/models/latency/latency';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import { dictionaryOf } from '../../fix/codec/dictionary';
import { MessageView } from '../../fix/codec/view';
import { MessageWriter } from '../../fix/codec/writer';
import { Dialect } from '../../fix/translate/dialect';

/** What both sides speak. */
const VERSION = 'FIX.4.4';

/** CompIDs of the gateway's sessions with the venue, and of the OMS. */
const US = 'SLUICE';
const MARKET_DATA = 'SLUICEMD';
const THEM = 'SIM';

/** The sessions of a backtest: orders, market data, and whoever sends the parents. */
export const VENUE: SessionId = `${VERSION}:${US}->${THEM}`;
export const FEED: SessionId = `${VERSION}:${MARKET_DATA}->${THEM}`;
export const OMS: SessionId = `${VERSION}:${US}->BACKTEST`;

const dialectFor = (session: SessionId): Dialect => new Dialect(session, VERSION, dictionaryOf(VERSION), false, new Set());
const DIALECTS: ReadonlyMap<SessionId, Dialect> = new Map([VENUE, FEED, OMS].map(id => [id, dialectFor(id)]));

/** What the other side of a session understands. */
export const dialectOf = (session: SessionId): Dialect => DIALECTS.get(session)!;

/** Writes messages of one side as they would be on the wire, and reads them: the translators are those of a live line. */
export class Pen {
  private readonly writer: MessageWriter;
  private readonly view = new MessageView();
  private seqNum = 0;

  constructor(from: string, to: string) {
    this.writer = new MessageWriter({ beginString: VERSION, senderCompID: from, targetCompID: to, timestampDecimals: 6 });
  }

  /** A message's bytes. Throws what the translator throws. */
  write(msgType: string, build: (w: MessageWriter) => void, at: Micros): Buffer {
    const w = this.writer;
    w.begin(msgType, ++this.seqNum, at);
    build(w);
    w.end();
    const bytes = Buffer.from(w.buf.subarray(0, w.length));
    w.clear();
    return bytes;
  }

  /** The message in `bytes`; good until the next call. */
  read(bytes: Buffer): MessageView {
    if (!this.view.read(bytes, 0, bytes.length)) throw new Error(`a message that cannot be read: ${this.view.malformedReason}`);
    return this.view;
  }
}

/** Pens of the sides of every session. */
export const ourPen = (): Pen => new Pen(US, THEM);
export const theirPen = (): Pen => new Pen(THEM, US);
export const omsPen = (): Pen => new Pen('BACKTEST', US);

/** Stretches of time, rising, microseconds since the epoch. */
export type Stretches = readonly (readonly [from: Micros, to: Micros])[];

/** One way of a connection: messages take their time and never overtake each other. What would arrive in a stretch of `held` arrives at its end. */
export class Lane {
  private last: Micros = 0;

  constructor(
    private readonly latency: LatencyModel | undefined,
    private readonly held: Stretches = [],
  ) {}

  /** When a message that leaves now arrives. */
  arrival(at: Micros): Micros {
    this.last = Math.max(this.last, at + (this.latency?.next() ?? 0));
    for (const [from, to] of this.held) if (this.last >= from && this.last < to) this.last = to;
    return this.last;
  }
}
