import { isOpen } from '../../core/order/order';
import { Draft, frozen, thawed } from './draft';
import { Spill } from './spill';

/**
 * All orders by their number: those that were told of lately in memory, the others on disk, closed ones first. Whoever has an order may change it until
 * `tidy` is called, and gets it again by its number after that.
 */
export class Shelf {
  private readonly live = new Map<number, Draft>();
  private readonly spill = new Spill();
  /** Where each order begins on disk, and how many bytes it has; 0 bytes: never put away. */
  private places = new Float64Array(1024);
  private lengths = new Int32Array(1024);
  /** Orders there are. */
  size = 0;

  /** Above `most` orders in memory half of them are put away. */
  constructor(private readonly most: number) {}

  /** A new order. */
  create(session: string, clOrdId: string): Draft {
    const draft = new Draft(this.size++, session, clOrdId);
    this.live.set(draft.index, draft);
    return draft;
  }

  /** The order of a number, brought back where it was put away. */
  get(index: number): Draft {
    const known = this.live.get(index);
    if (known) {
      known.touched = true;
      return known;
    }
    const draft = this.stored(index);
    this.live.set(index, draft);
    return draft;
  }

  /** Puts orders away where there are too many: nobody may hold one any more. */
  tidy(): void {
    if (this.live.size > this.most) this.putAway();
  }

  /** Every order, by number; one that is put away is read for the occasion. */
  *all(): Generator<Draft> {
    for (let index = 0; index < this.size; index++) yield this.live.get(index) ?? this.stored(index);
  }

  close(): void {
    this.spill.close();
    this.live.clear();
    this.size = 0;
  }

  /** Oldest first: those that are closed and were not told of since it was looked last; where these are too few, all. */
  private putAway(): void {
    for (const all of [false, true])
      for (const draft of this.live.values()) {
        if (2 * this.live.size <= this.most) return;
        if (all || !(draft.touched || isOpen(draft.state))) this.store(draft);
        else draft.touched = false;
      }
  }

  private store(draft: Draft): void {
    const { index } = draft;
    draft.touched = false;
    if (index >= this.places.length) this.grow(2 * index);
    this.places[index] = this.spill.add(frozen(draft));
    this.lengths[index] = this.spill.last;
    this.live.delete(index);
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
