import { OrderBook as PeerBook } from 'nodejs-order-book';
import { OrderBook } from '../simulator/matching/book';
import { type BookListener, BUY, SELL, type Side } from '../simulator/matching/types';
import { CANCEL, CROSS, mixOf, OperationMaker, type Operations, play, RESTING } from './operations';
import { medianOf, print, type Row } from './rows';

function playPeer(book: PeerBook, s: Operations, names: readonly string[], from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const side = (s.side[i] === BUY ? 'buy' : 'sell') as Parameters<PeerBook['market']>[0]['side'];
    if (s.kind[i] === CANCEL) book.cancel(names[s.id[i]!]!);
    else if (s.kind[i] === CROSS) book.market({ side, size: s.qty[i]! });
    else book.limit({ side, id: names[s.id[i]!]!, size: s.qty[i]!, price: s.price[i]! });
  }
}

/** Operations a second of `played` over the operations after those that fill the book. */
function rate(s: Operations, played: (from: number, to: number) => void): number {
  played(0, RESTING);
  const start = process.hrtime.bigint();
  played(RESTING, s.kind.length);
  return ((s.kind.length - RESTING) * 1e9) / Number(process.hrtime.bigint() - start);
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

  triggered(): void {}
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
  const s = new OperationMaker().make(RESTING + ops);
  const specials = new OperationMaker(true).make(RESTING + ops);
  const names = Array.from({ length: s.kind.length + 1 }, (_, i) => `o${i}`);
  const rates: { ours: number[]; specials: number[]; peer: number[] } = { ours: [], specials: [], peer: [] };
  const tally = new Tally();
  for (let round = 0; round < rounds; round++) {
    const ours = new OrderBook(tally);
    const peer = new PeerBook();
    rates.ours.push(rate(s, (from, to) => play(ours, s, from, to)));
    const full = new OrderBook(new Tally());
    rates.specials.push(rate(specials, (from, to) => play(full, specials, from, to)));
    rates.peer.push(rate(s, (from, to) => playPeer(peer, s, names, from, to)));
    const [asks, bids] = peer.depth();
    if (peerDepth(bids) !== ourDepth(ours, BUY) || peerDepth(asks) !== ourDepth(ours, SELL))
      throw new Error('the two books differ after the same stream');
  }
  const [value, peer] = [medianOf(rates.ours), medianOf(rates.peer)];
  return [
    {
      name: 'matching: mixed stream, 100,000 resting',
      value,
      unit: 'ops/s',
      peer,
      peerName: 'nodejs-order-book',
      ratio: value / peer,
    },
    { name: 'matching: the same, one new order in ten special', value: medianOf(rates.specials), unit: 'ops/s' },
    ...Object.entries(mixOf(s, RESTING)).map(([name, value]) => ({ name: `matching: mix, ${name}`, value, unit: '%' })),
    { name: 'matching: trades an operation', value: tally.trades / rounds / ops, unit: '' },
  ];
}

if (require.main === module) print(run());
