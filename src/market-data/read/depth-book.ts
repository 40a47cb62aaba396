import type { QuotedLevel } from '../../core/market-data-rows';
import { parseDecimal } from '../../core/numbers';
import { Wrong } from './cells';
import { levelOf } from './levels';

const DECIMALS = 8;
const read = (text: string): number | string => parseDecimal(text, DECIMALS);

/** One side of a book by price, with its best levels in order. */
class DepthSide {
  /** Best first. */
  private readonly levels: QuotedLevel[] = [];

  /** `sign` is 1 where a lower price is better (asks), -1 where a higher one is. */
  constructor(private readonly sign: 1 | -1) {}

  clear(): void {
    this.levels.length = 0;
  }

  set(level: QuotedLevel): void {
    const { levels } = this;
    let low = 0;
    let high = levels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((levels[middle]!.price - level.price) * this.sign < 0) low = middle + 1;
      else high = middle;
    }
    const there = levels[low]?.price === level.price;
    if (level.qty > 0) levels.splice(low, there ? 1 : 0, level);
    else if (there) levels.splice(low, 1);
  }

  best(n: number): QuotedLevel[] {
    return this.levels.slice(0, n);
  }
}

/** Updates kept while there is no snapshot yet. */
const MOST_KEPT = 100_000;

type Data = Readonly<Record<string, unknown>>;

/**
 * A book kept from a snapshot and the updates after it, by the rules of Binance's documentation "How to manage a local order book
 * correctly": updates that came before the snapshot are kept until it is there; of all updates, those that end at or before the snapshot are
 * passed over, and each later one must follow the one before it.
 */
export class DepthBook {
  private readonly bid = new DepthSide(-1);
  private readonly ask = new DepthSide(1);
  private last: number | undefined;
  private begun = false;
  private readonly early: Data[] = [];

  /** `depth` levels of each side are shown. */
  constructor(private readonly depth: number) {}

  bids = (): QuotedLevel[] => this.bid.best(this.depth);
  asks = (): QuotedLevel[] => this.ask.best(this.depth);

  /** Takes a snapshot or an update; false where it says nothing yet (an update before the first snapshot, or older than it). Throws Wrong. */
  take(data: Data, snapshot: boolean): boolean {
    return snapshot ? this.takeSnapshot(data) : this.takeUpdate(data);
  }

  private takeSnapshot(data: Data): boolean {
    this.bid.clear();
    this.ask.clear();
    this.last = Number(data['lastUpdateId']);
    this.begun = false;
    this.setAll(data['bids'], data['asks']);
    for (const update of this.early.splice(0)) this.takeUpdate(update);
    return true;
  }

  private takeUpdate(data: Data): boolean {
    const [first, end] = [Number(data['U']), Number(data['u'])];
    if (this.last === undefined) {
      if (this.early.push(data) > MOST_KEPT) throw new Wrong(`has no snapshot within the first ${MOST_KEPT} updates`);
      return false;
    }
    if (end <= this.last) return false;
    const before = data['pu'] === undefined ? first - 1 : Number(data['pu']);
    const follows = this.begun ? before === this.last : first <= this.last + 1 || before <= this.last;
    if (!follows) throw new Wrong(`the update begins at ${first}, and the one before ended at ${this.last}: updates are missing`);
    this.begun = true;
    this.last = end;
    this.setAll(data['b'], data['a']);
    return true;
  }

  private setAll(bids: unknown, asks: unknown): void {
    if (!Array.isArray(bids) || !Array.isArray(asks)) throw new Wrong('has no list of bids or asks');
    for (const pair of bids) this.bid.set(levelOf(pair, read, read));
    for (const pair of asks) this.ask.set(levelOf(pair, read, read));
  }
}
