import { DEPTH, type LevelsOfSide } from '../../core/features/levels';
import { placeOf } from '../../core/features/names';

const SPREAD = placeOf('spreadBps');
const IMBALANCE1 = placeOf('imbalance1');
const IMBALANCE5 = placeOf('imbalance5');
const MICROPRICE = placeOf('microprice');

/** The best of a book as features read it: prices and quantities are integers in units. */
export class Touch {
  /** Bid, its quantity, ask, its quantity, quantities of the best five bids and asks. */
  private readonly at = new Float64Array(6);

  /** Both sides are there, the bid is not above the ask, and mid is above zero: what is said of a book can be said of this one. */
  get usable(): boolean {
    const { at } = this;
    return at[1]! > 0 && at[3]! > 0 && at[2]! >= at[0]! && at[0]! + at[2]! > 0;
  }

  clear(): void {
    this.at.fill(0);
  }

  take(bids: LevelsOfSide, asks: LevelsOfSide): void {
    const { at } = this;
    at[0] = bids.px[0]!;
    at[1] = bids.count > 0 ? bids.qty[0]! : 0;
    at[2] = asks.px[0]!;
    at[3] = asks.count > 0 ? asks.qty[0]! : 0;
    at[4] = sumOf(bids);
    at[5] = sumOf(asks);
  }

  copy(from: Touch): void {
    const { at } = this;
    const { at: other } = from;
    for (let i = 0; i < at.length; i++) at[i] = other[i]!;
  }

  /** Twice mid. */
  get mid2(): number {
    return this.at[0]! + this.at[2]!;
  }
  get bidQty(): number {
    return this.at[1]!;
  }
  get askQty(): number {
    return this.at[3]!;
  }

  /** Writes what a book that is `usable` says of itself. Microprice less mid is half the spread times the imbalance: no difference of two like prices. */
  write(into: Float64Array): void {
    const { at } = this;
    const spread = (20_000 * (at[2]! - at[0]!)) / (at[0]! + at[2]!);
    const imbalance = (at[1]! - at[3]!) / (at[1]! + at[3]!);
    into[SPREAD] = spread;
    into[IMBALANCE1] = imbalance;
    into[IMBALANCE5] = (at[4]! - at[5]!) / (at[4]! + at[5]!);
    // of a locked book minus zero becomes zero: text has no other
    into[MICROPRICE] = (spread / 2) * imbalance + 0;
  }

  /** Order flow that `before` -> this book tells of, in units. */
  flowSince(before: Touch): number {
    const [n, p] = [this.at, before.at];
    let flow = 0;
    if (n[0]! >= p[0]!) flow += n[1]!;
    if (n[0]! <= p[0]!) flow -= p[1]!;
    if (n[2]! <= p[2]!) flow -= n[3]!;
    if (n[2]! >= p[2]!) flow += p[3]!;
    return flow;
  }
}

function sumOf(levels: LevelsOfSide): number {
  let sum = 0;
  const n = levels.count < DEPTH ? levels.count : DEPTH;
  for (let i = 0; i < n; i++) sum += levels.qty[i]!;
  return sum;
}
