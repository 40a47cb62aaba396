import { closeSync, openSync, writeSync } from 'node:fs';
import { Draws } from '../simulator/market/draws';
import { UtcText } from '../src/fix/codec/utc-text';
import { MessageWriter } from '../src/fix/codec/writer';

/** 2026-01-05 14:30 UTC. */
const BEGIN = 1_767_623_400_000_000;
/** Orders that are open at a time. */
const OPEN = 500;
const SYMBOLS = ['ACME', 'BOLT', 'CORE', 'DELTA', 'EPSIL', 'FLUX', 'GAMMA', 'HELIO'];
const VENUES = ['XAAA', 'XBBB'];
const FLUSH_AT = 1 << 21;
const PREFIX = Buffer.from(' : ');

/** What was written, as the writer knows it. */
export interface LogTruth {
  bytes: number;
  messages: number;
  orders: number;
  fills: number;
  busts: number;
  /** Orders by the letter of their OrdStatus (39) at the end. */
  readonly states: Record<string, number>;
  /** Shares that were bought and sold, and their cost in cents; busts taken off. */
  cumQty: number;
  cost: bigint;
}

/** An order that is open. */
interface Order {
  readonly number: number;
  readonly session: Session;
  readonly symbol: string;
  readonly side: '1' | '2';
  clOrdId: string;
  requests: number;
  qty: number;
  /** Cents. */
  px: number;
  cum: number;
  cost: number;
  last: { readonly execId: number; readonly qty: number; readonly px: number } | undefined;
}

/** The messages of one session, of both sides. */
class Session {
  readonly out: MessageWriter;
  readonly in: MessageWriter;
  outSeq = 1;
  inSeq = 1;

  constructor(readonly venue: string) {
    const fix = { beginString: 'FIX.4.4', timestampDecimals: 6 } as const;
    this.out = new MessageWriter({ ...fix, senderCompID: 'GW', targetCompID: venue });
    this.in = new MessageWriter({ ...fix, senderCompID: venue, targetCompID: 'GW' });
  }
}

/**
 * Writes a made-up FIX 4.4 log as QuickFIX C++ writes them, of two sessions: orders with acknowledgements, replaces, partial fills, fills, cancels, rejects, and now and
 * then a fill taken back. The same seed writes the same bytes. It knows what it wrote.
 */
export class LogGenerator {
  readonly truth: LogTruth = { bytes: 0, messages: 0, orders: 0, fills: 0, busts: 0, states: {}, cumQty: 0, cost: 0n };
  private readonly draws: Draws;
  private readonly clock = new UtcText(6);
  private readonly sessions = VENUES.map(venue => new Session(venue));
  private readonly open: Order[] = [];
  private out = Buffer.allocUnsafe(FLUSH_AT + (1 << 16));
  private used = 0;
  private at = BEGIN;
  private execId = 0;
  private decision = 0;

  constructor(
    private readonly write: (bytes: Buffer) => void,
    seed: number,
  ) {
    this.draws = new Draws(seed, 1);
  }

  /** Writes at least `bytes` bytes, logons first and logouts last. */
  run(bytes: number): LogTruth {
    for (const s of this.sessions) {
      this.sent(s, 'A', w => w.int(98, 0).int(108, 30).flag(141, true));
      this.answered(s, 'A', w => w.int(98, 0).int(108, 30).flag(141, true));
    }
    while (this.truth.bytes + this.used < bytes) this.step();
    for (const order of this.open) this.close(order, order.cum > 0 ? '1' : '0');
    for (const s of this.sessions) {
      this.sent(s, '5', w => w);
      this.answered(s, '5', w => w);
    }
    this.flush();
    return this.truth;
  }

  private step(): void {
    this.draws.decide(this.decision++);
    this.at += 20 + this.draws.below(180);
    if (this.open.length < OPEN) return this.enter();
    const place = this.draws.below(this.open.length);
    const order = this.open[place]!;
    if (this.live(order)) return;
    this.open[place] = this.open.at(-1)!;
    this.open.pop();
  }

  private enter(): void {
    const number = this.truth.orders++;
    const session = this.sessions[this.draws.below(2)]!;
    const order: Order = {
      number,
      session,
      symbol: SYMBOLS[this.draws.below(SYMBOLS.length)]!,
      side: this.draws.below(2) === 0 ? '1' : '2',
      clOrdId: `O${number}`,
      requests: 0,
      qty: 100 * (1 + this.draws.below(50)),
      px: 5000 + this.draws.below(10_000),
      cum: 0,
      cost: 0,
      last: undefined,
    };
    this.sent(session, 'D', w => this.terms(w.text(11, order.clOrdId), order).text(21, '1').utc(60, this.at));
    if (this.draws.below(50) === 0) {
      this.report(order, '8', '8', w => w.int(103, 99).text(58, 'not today'));
      this.close(order, '8');
      return;
    }
    this.report(order, '0', '0');
    this.open.push(order);
  }

  /** The next thing that happens to an order; false where that was its last. */
  private live(order: Order): boolean {
    const chance = this.draws.below(1000);
    if (chance < 110) return this.cancel(order);
    if (chance < 200) return this.replace(order);
    if (chance < 203 && order.last) return this.bust(order);
    return this.fill(order);
  }

  private fill(order: Order): boolean {
    const leaves = order.qty - order.cum;
    const qty = Math.min(leaves, 100 * (1 + this.draws.below(12)));
    const px = order.px - (order.side === '1' ? 1 : -1) * this.draws.below(3);
    order.cum += qty;
    order.cost += qty * px;
    order.last = { execId: this.execId + 1, qty, px };
    const status = order.cum === order.qty ? '2' : '1';
    this.truth.fills++;
    this.report(order, 'F', status, w =>
      w
        .int(32, qty)
        .decimal(31, px, 2)
        .text(30, order.session.venue)
        .int(851, 1 + this.draws.below(2)),
    );
    if (status === '1') return true;
    this.close(order, '2');
    return false;
  }

  private bust(order: Order): boolean {
    const { execId, qty, px } = order.last!;
    order.cum -= qty;
    order.cost -= qty * px;
    order.last = undefined;
    this.truth.busts++;
    this.report(order, 'H', order.cum > 0 ? '1' : '0', w => w.text(19, `E${execId}`).int(32, qty).decimal(31, px, 2));
    return true;
  }

  private replace(order: Order): boolean {
    const orig = this.request(order);
    order.qty = Math.max(order.cum + 100, order.qty + 100 * (this.draws.below(11) - 5));
    order.px += this.draws.below(21) - 10;
    this.sent(order.session, 'G', w =>
      this.terms(w.text(11, order.clOrdId).text(41, orig), order).text(21, '1').utc(60, this.at),
    );
    this.report(order, '5', order.cum > 0 ? '1' : '0', w => w.text(41, orig));
    return true;
  }

  private cancel(order: Order): boolean {
    const orig = this.request(order);
    this.sent(order.session, 'F', w =>
      w.text(11, order.clOrdId).text(41, orig).text(55, order.symbol).text(54, order.side).int(38, order.qty).utc(60, this.at),
    );
    this.report(order, '4', '4', w => w.text(41, orig));
    this.close(order, '4');
    return false;
  }

  /** Gives the order its next ClOrdID; returns the one before. */
  private request(order: Order): string {
    const orig = order.clOrdId;
    order.clOrdId = `O${order.number}.${++order.requests}`;
    return orig;
  }

  private close(order: Order, status: string): void {
    const { truth } = this;
    truth.states[status] = (truth.states[status] ?? 0) + 1;
    truth.cumQty += order.cum;
    truth.cost += BigInt(order.cost);
  }

  private terms(w: MessageWriter, { symbol, side, qty, px }: Order): MessageWriter {
    return w.text(55, symbol).text(54, side).int(38, qty).text(40, '2').decimal(44, px, 2).text(59, '0');
  }

  private report(order: Order, execType: string, status: string, more?: (w: MessageWriter) => MessageWriter): void {
    const { session, cum, cost, qty } = order;
    const open = status === '0' || status === '1';
    this.answered(session, '8', w => {
      w.text(37, `V${order.number}`)
        .text(11, order.clOrdId)
        .text(17, `E${++this.execId}`)
        .text(150, execType)
        .text(39, status);
      w.text(55, order.symbol)
        .text(54, order.side)
        .int(38, qty)
        .decimal(44, order.px, 2)
        .int(151, open ? qty - cum : 0)
        .int(14, cum);
      w.decimal(6, cum === 0 ? 0 : Math.round((cost * 10_000) / cum), 6).utc(60, this.at);
      return more ? more(w) : w;
    });
  }

  private sent(s: Session, type: string, fields: (w: MessageWriter) => MessageWriter): void {
    s.out.begin(type, s.outSeq++, this.at);
    this.line(fields(s.out));
  }

  private answered(s: Session, type: string, fields: (w: MessageWriter) => MessageWriter): void {
    this.at += 30 + this.draws.below(90);
    s.in.begin(type, s.inSeq++, this.at);
    this.line(fields(s.in));
  }

  private line(writer: MessageWriter): void {
    writer.end();
    this.truth.messages++;
    this.used = this.clock.write(this.out, this.used, this.at);
    this.used += PREFIX.copy(this.out, this.used);
    this.used += writer.buf.copy(this.out, this.used, 0, writer.length);
    this.out[this.used++] = 10;
    writer.clear();
    if (this.used >= FLUSH_AT) this.flush();
  }

  private flush(): void {
    this.write(this.out.subarray(0, this.used));
    this.truth.bytes += this.used;
    this.used = 0;
  }
}

/** Writes a made-up log of at least so many bytes to a file. */
export function writeLog(file: string, bytes: number, seed = 1): LogTruth {
  const fd = openSync(file, 'w');
  try {
    return new LogGenerator(out => void writeSync(fd, out), seed).run(bytes);
  } finally {
    closeSync(fd);
  }
}
