import { isOpen } from '../../core/order/order';
import { Draft } from './draft';
import { frozen, thawed } from './freeze';
import { Spill } from './spill';

/** At least so many orders are new, or back, between two looks for what can be put away. */
const LOOKS = 128;

/**
 * All orders by their number: those that were told of lately in memory, the others on disk, closed ones first. Whoever has an order may change it until
 * `tidy` is called, and gets it again by its number after that.
 */
export class Shelf {
  /** By number; undefined: put away. */
  private readonly byNumber: (Draft | undefined)[] = [];
  /** Those in memory, oldest first. */
  private live: Draft[] = [];
  private due: number;
  private readonly spill = new Spill();
  /** Where each order begins on disk, and how many bytes it has; 0 bytes: never put away. */
  private places = new Float64Array(1024);
  private lengths = new Int32Array(1024);

  /** At most `most` (4 or more) orders are in memory when `tidy` returns. */
  constructor(private readonly most: number) {
    this.due = Math.min(most, LOOKS);
  }

  /** Orders there are. */
  get size(): number {
    return this.byNumber.length;
  }

  /** A new order. */
  create(session: string, clOrdId: string): Draft {
    const draft = new Draft(this.byNumber.length, session, clOrdId);
    this.byNumber.push(draft);
    this.live.push(draft);
    return draft;
  }

  /** The order of a number, brought back where it was put away. */
  get(index: number): Draft {
    const known = this.byNumber[index];
    if (known) {
      known.touched = true;
      return known;
    }
    const draft = this.stored(index);
    this.byNumber[index] = draft;
    this.live.push(draft);
    return draft;
  }

  /** Puts orders away: nobody may hold one any more. */
  tidy(): void {
    if (this.live.length > this.due) this.putAway();
  }

  /** Every order, by number; one that is put away is read for the occasion. */
  *all(): Generator<Draft> {
    for (let index = 0; index < this.byNumber.length; index++) yield this.byNumber[index] ?? this.stored(index);
  }

  close(): void {
    this.spill.close();
    this.live = [];
    this.byNumber.length = 0;
  }

  /**
   * Those that are closed and were not told of since it was looked last: soon, so that what is used little does not grow old in memory, where it costs more.
   * Where too many are left, the oldest half of what may be kept goes too.
   */
  private putAway(): void {
    const left: Draft[] = [];
    for (const draft of this.live) {
      if (!draft.touched && !isOpen(draft.state)) this.store(draft);
      else {
        draft.touched = false;
        left.push(draft);
      }
    }
    const over = 4 * left.length > 3 * this.most ? left.length - (this.most >> 1) : 0;
    for (let i = 0; i < over; i++) this.store(left[i]!);
    this.live = over === 0 ? left : left.slice(over);
    this.due = Math.min(this.most, this.live.length + Math.max(LOOKS, this.live.length >> 2));
  }

  private store(draft: Draft): void {
    const { index } = draft;
    if (index >= this.places.length) this.grow(2 * index);
    const bytes = frozen(draft);
    this.places[index] = this.spill.add(bytes);
    this.lengths[index] = bytes.length;
    this.byNumber[index] = undefined;
  }

  private stored(index: number): Draft {
    return thawed(this.spill.read(this.places[index]!, this.lengths[index]!));
  }

  private grow(size: number): void {
    const [places, lengths] = [new Float64Array(size), new Int32Array(size)];
    places.set(this.places);
    lengths.set(this.lengths);
    [this.places, this.lengths] = [places, lengths];
  }
}
