import { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros, Px } from '../../core/numbers';
import { isBuy, type Parent } from '../../core/order/parent';
import type { PaperConfig } from './config';
import { Later } from './later';
import { type FillRows, type Measure, nothingObserved, type Observed } from './measures';

/** A marketable order takes with what trades so soon after it was sent (us); what trades later rested. As in journal-mark-outs.ts. */
const TAKING: Micros = 1_000_000;
const SECOND: Micros = 1_000_000;
const BPS = 10_000;

/** A child as it was sent, or sent again at another price: until it is filled up, changed or over. */
interface Episode {
  readonly parent: Parent;
  readonly at: Micros;
  /** Price units; NaN where a side of the book was not known. */
  readonly mid: number;
  readonly rests: boolean;
  filled: boolean;
}

/**
 * Fills of a journal and the orders they are of, by its facts alone. An order that still works at the journal's end is left out where it has no fill: nobody knows whether it
 * would have had one.
 */
export function readFills(turns: Iterable<RecordedTurn>, cluster: NonNullable<PaperConfig['cluster']>): FillRows {
  const reader = new Reader(cluster);
  for (const turn of turns)
    for (const fact of turn.facts) {
      reader.before(turn.at);
      reader.books.apply(fact, turn.seq, turn.at);
      reader.note(fact, turn.at);
    }
  return { clusters: Object.fromEntries(reader.clusters), fills: reader.fills };
}

class Reader {
  readonly books = new Books();
  readonly clusters = new Map<string, Observed>();
  fills = 0;
  private readonly episodes = new Map<string, Episode>();
  private readonly later = new Later(symbol => this.midOf(symbol));

  constructor(private readonly cluster: NonNullable<PaperConfig['cluster']>) {}

  /** Time has come to `at`: what waited for a moment before it sees the market as it stood. */
  before(at: Micros): void {
    this.later.settle(at);
  }

  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'ChildOrderReleased':
        return this.sent(fact.childId, this.books.children.get(fact.childId)?.state.price, at);
      case 'ChildReplaceReleased':
        return this.replaced(fact, at);
      case 'ChildOrderFilled':
        return this.filled(fact, at);
      case 'ChildOrderCanceled':
      case 'ChildOrderExpired':
      case 'ChildOrderDoneForDay':
        return this.over(fact.childId, at);
      case 'ChildOrderRejected':
      case 'ChildOrderNotSent':
        this.episodes.delete(fact.childId);
        return;
      default:
    }
  }

  private sent(childId: string, price: Px | undefined, at: Micros): void {
    const parent = this.books.parentOf(this.books.children.get(childId)!);
    const { symbol } = parent.instrument;
    const quote = this.books.quotes.get(symbol);
    const far = isBuy(parent.side) ? quote?.ask : quote?.bid;
    const takes = price === undefined || (far !== undefined && (isBuy(parent.side) ? price >= far : price <= far));
    this.episodes.set(childId, { parent, at, mid: this.midOf(symbol), rests: !takes, filled: false });
  }

  /** Less of it at the same price keeps its place: that is the same order still. */
  private replaced({ childId, price }: FactOf<'ChildReplaceReleased'>, at: Micros): void {
    if (this.episodes.has(childId) && this.books.children.get(childId)?.state.price === price) return;
    this.over(childId, at);
    this.sent(childId, price, at);
  }

  private filled({ childId, lastPx }: FactOf<'ChildOrderFilled'>, at: Micros): void {
    const episode = this.episodes.get(childId);
    if (!episode) return;
    const { parent, mid } = episode;
    const rested = episode.rests || at - episode.at > TAKING;
    const sign = isBuy(parent.side) ? 1 : -1;
    this.fills++;
    this.observe(episode, rested ? 'restingSlippage' : 'takingSlippage', (sign * (lastPx - mid) * BPS) / mid);
    this.markOuts(episode, rested, at);
    if (episode.rests && !episode.filled) {
      this.observe(episode, 'filled', 1);
      this.observe(episode, 'seconds', (at - episode.at) / SECOND);
    }
    episode.filled = true;
  }

  private markOuts(episode: Episode, rested: boolean, at: Micros): void {
    const { symbol } = episode.parent.instrument;
    const now = this.midOf(symbol);
    const sign = isBuy(episode.parent.side) ? 1 : -1;
    const moved = (measure: Measure) => (then: number) => this.observe(episode, measure, sign * (then / now - 1) * BPS);
    this.later.add(1, at + SECOND, symbol, moved(rested ? 'restingMarkOut1' : 'takingMarkOut1'));
    this.later.add(10, at + 10 * SECOND, symbol, moved(rested ? 'restingMarkOut10' : 'takingMarkOut10'));
  }

  private over(childId: string, at: Micros): void {
    const episode = this.episodes.get(childId);
    this.episodes.delete(childId);
    // what was changed in the moment it was sent had no time to be filled
    if (episode?.rests && !episode.filled && at > episode.at) this.observe(episode, 'filled', 0);
  }

  /** What is no number was not observed. */
  private observe({ parent, at }: Episode, measure: Measure, value: number): void {
    if (!Number.isFinite(value)) return;
    const key = this.cluster === 'parent' ? parent.parentId : new Date(at / 1000).toISOString().slice(0, 10);
    let own = this.clusters.get(key);
    if (!own) this.clusters.set(key, (own = nothingObserved()));
    own[measure].push(value);
  }

  private midOf(symbol: string): number {
    const quote = this.books.quotes.get(symbol);
    return ((quote?.bid ?? Number.NaN) + (quote?.ask ?? Number.NaN)) / 2;
  }
}
