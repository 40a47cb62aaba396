import { OrderBook as PeerBook } from 'nodejs-order-book';
import { OrderBook } from '../simulator/matching/book';
import { type BookListener, BUY, type NewOrder, SELL, type Side } from '../simulator/matching/types';
import { medianOf, print, type Row } from './rows';

const ADD = 0;
const CANCEL = 1;
const CROSS = 2;
const MID = 100_000;
const RESTING = 100_000;

/** Operations, one column a field. `id` is the order that is added or cancelled. */
interface Stream {
  readonly kind: Uint8Array;
  readonly id: Int32Array;
  readonly side: Uint8Array;
  readonly qty: Int32Array;
  readonly price: Int32Array;
  /** Operations that only fill the book; the clock starts after them. */
  readonly warm: number;
}

/** xorshift32 (Marsaglia, "Xorshift RNGs", 2003). */
function generator(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

/** The orders that rest, so that a cancel picks one that is there. */
class Live implements BookListener {
  readonly ids: number[] = [];
  private readonly places = new Map<number, number>();

  rested(id: number): void {
    this.places.set(id, this.ids.push(id) - 1);
  }

  traded(t: { makerId: number; makerLeaves: number }): void {
    if (t.makerLeaves === 0) this.remove(t.makerId);
  }

  cancelled(id: number, _qty: number, leaves: number): void {
    if (leaves === 0) this.remove(id);
  }

  replaced(): void {}

  private remove(id: number): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    this.places.delete(id);
    const last = this.ids.pop()!;
    if (last === id) return;
    this.ids[place] = last;
    this.places.set(last, place);
  }
}

/**
 * `RESTING` orders over 1,000 prices a side, denser towards the touch; then `ops` operations: 60 % new orders that rest, 30 % cancels
 * of a random resting order, 10 % market orders of about three resting orders' size, which keeps the number of resting orders level.
 */
function makeStream(ops: number): Stream {
  const total = RESTING + ops;
  const s = {
    kind: new Uint8Array(total),
    id: new Int32Array(total),
    side: new Uint8Array(total),
    qty: new Int32Array(total),
    price: new Int32Array(total),
    warm: RESTING,
  };
  const random = generator(20260101);
  const live = new Live();
  const book = new OrderBook(live);
  for (let i = 0; i < total; i++) {
    const dice = i < RESTING ? 0 : random() % 10;
    s.kind[i] = dice < 6 ? ADD : dice < 9 ? CANCEL : CROSS;
    s.side[i] = random() & 1;
    const away = 1 + Math.floor(((random() % 1000) * (random() % 1000)) / 1000);
    s.price[i] = s.side[i] === BUY ? MID - away : MID + away;
    s.qty[i] = s.kind[i] === CROSS ? 1 + (random() % 600) : 1 + (random() % 199);
    s.id[i] = s.kind[i] === CANCEL ? live.ids[random() % live.ids.length]! : i + 1;
    playOurs(book, s, i, i + 1);
  }
  return s;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function playOurs(book: OrderBook, s: Stream, from: number, to: number): void {
  const order: Mutable<NewOrder> = { id: 0, owner: 1, side: BUY, qty: 0, price: 0, tif: 'Day' };
  for (let i = from; i < to; i++) {
    if (s.kind[i] === CANCEL) {
      book.cancel(s.id[i]!);
      continue;
    }
    const crosses = s.kind[i] === CROSS;
    order.id = s.id[i]!;
    order.side = s.side[i] as Side;
    order.qty = s.qty[i]!;
    order.price = crosses ? undefined : s.price[i]!;
    order.tif = crosses ? 'IOC' : 'Day';
    book.enter(order);
  }
}

function playPeer(book: PeerBook, s: Stream, names: readonly string[], from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const side = (s.side[i] === BUY ? 'buy' : 'sell') as Parameters<PeerBook['market']>[0]['side'];
    if (s.kind[i] === CANCEL) book.cancel(names[s.id[i]!]!);
    else if (s.kind[i] === CROSS) book.market({ side, size: s.qty[i]! });
    else book.limit({ side, id: names[s.id[i]!]!, size: s.qty[i]!, price: s.price[i]! });
  }
}

/** Operations a second of `play` over the operations after the warm-up. */
function rate(s: Stream, play: (from: number, to: number) => void): number {
  play(0, s.warm);
  const start = process.hrtime.bigint();
  play(s.warm, s.kind.length);
  return ((s.kind.length - s.warm) * 1e9) / Number(process.hrtime.bigint() - start);
}

/** What a run over the stream came to: both books must agree, or the comparison means nothing. */
class Tally implements BookListener {
  trades = 0;

  rested(): void {}

  traded(): void {
    this.trades++;
  }

  cancelled(): void {}

  replaced(): void {}
}

const peerDepth = (side: readonly (readonly [number, number])[]): string =>
  [...side]
    .sort((a, b) => a[0] - b[0])
    .map(l => l.join(':'))
    .join(' ');

const ourDepth = (book: OrderBook, side: Side): string =>
  peerDepth(book.depth(side, book.levels(side)).map(l => [l.price, l.qty] as const));

/**
 * The matching engine beside npm's nodejs-order-book on the same stream, median of `rounds` interleaved runs.
 * Throws where the two end with different books. `ops`: operations after the warm-up.
 */
export function run(ops = 400_000, rounds = 3): Row[] {
  const s = makeStream(ops);
  const names = Array.from({ length: s.kind.length + 1 }, (_, i) => `o${i}`);
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  const tally = new Tally();
  for (let round = 0; round < rounds; round++) {
    const ours = new OrderBook(tally);
    const peer = new PeerBook();
    rates.ours.push(rate(s, (from, to) => playOurs(ours, s, from, to)));
    rates.peer.push(rate(s, (from, to) => playPeer(peer, s, names, from, to)));
    const [asks, bids] = peer.depth();
    if (peerDepth(bids) !== ourDepth(ours, BUY) || peerDepth(asks) !== ourDepth(ours, SELL))
      throw new Error('the two books differ after the same stream');
  }
  const [value, peer] = [medianOf(rates.ours), medianOf(rates.peer)];
  const share = (kind: number): number => s.kind.subarray(s.warm).reduce((n, k) => n + (k === kind ? 100 : 0), 0) / ops;
  return [
    {
      name: 'matching: mixed stream, 100,000 resting',
      value,
      unit: 'ops/s',
      peer,
      peerName: 'nodejs-order-book',
      ratio: value / peer,
    },
    { name: 'matching: mix, new orders', value: share(ADD), unit: '%' },
    { name: 'matching: mix, cancels', value: share(CANCEL), unit: '%' },
    { name: 'matching: mix, crossing', value: share(CROSS), unit: '%' },
    { name: 'matching: trades an operation', value: tally.trades / rounds / ops, unit: '' },
  ];
}

if (require.main === module) print(run());
