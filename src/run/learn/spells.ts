import type { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import { placeOf } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import { isBuy } from '../../core/order/parent';
import type { Spell, SpellEnd } from '../../training/fills/spell';

const QUEUE_BID = placeOf('queueBid');
const QUEUE_ASK = placeOf('queueAsk');

/** How a slice was priced, and what was expected of it: of the latest turn in which it was weighed. */
interface Weighing {
  readonly at: Micros;
  readonly fact: FactOf<'SliceWeighed'>;
  readonly drawn: FactOf<'TacticDrawn'> | undefined;
}

interface Open {
  readonly spell: Omit<Spell, 'seconds' | 'end'>;
  readonly since: Micros;
  readonly price: number;
  readonly buy: boolean;
}

/**
 * Children of schedules that rested, price by price. A child that is moved ends one spell and begins the next; one that was cancelled, or moved, before it was filled counts as not
 * filled by then. What reached the far touch when it was sent rests nowhere. Give it each fact before the books have it, and after.
 */
export class Spells {
  private readonly ended: Spell[] = [];
  private readonly open = new Map<string, Open>();
  private readonly weighed = new Map<string, Weighing>();

  constructor(private readonly books: Books) {}

  /** Ends spells: the child is as it was. */
  before(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'ChildReplaceReleased': {
        const open = this.open.get(fact.childId);
        const ranAfter = open && leftBehind(open, fact.price) && !this.takes(fact.childId, fact.price);
        return this.end(fact.childId, ranAfter ? 'away' : 'stopped', at);
      }
      case 'ChildCancelReleased':
      case 'ChildOrderRejected':
      case 'ChildOrderNotSent':
      case 'ChildLeftInDoubt':
      case 'ChildOrderCanceled':
      case 'ChildOrderExpired':
      case 'ChildOrderDoneForDay':
        return this.end(fact.childId, 'stopped', at);
      case 'Started':
        for (const childId of [...this.open.keys()]) this.end(childId, 'stopped', at);
        return;
      default:
    }
  }

  /** Begins spells, and ends those that are filled: the child is as it is now. */
  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'SliceWeighed':
        this.weighed.set(fact.parentId, { at, fact, drawn: undefined });
        return;
      case 'TacticDrawn': {
        const weighing = this.weighed.get(fact.parentId);
        if (weighing?.at === at) this.weighed.set(fact.parentId, { ...weighing, drawn: fact });
        return;
      }
      case 'ChildOrderReleased':
        return this.begin(fact.childId, this.books.children.get(fact.childId)?.state.price, at);
      case 'ChildReplaceReleased':
        return this.begin(fact.childId, fact.price, at);
      case 'ChildOrderFilled': {
        const { state } = this.books.children.get(fact.childId)!;
        if (state.cumQty >= state.orderQty) this.end(fact.childId, 'filled', at);
        return;
      }
      default:
    }
  }

  /** All that there were; what rests at the end was not filled by then. */
  close(at: Micros): readonly Spell[] {
    for (const childId of [...this.open.keys()]) this.end(childId, 'stopped', at);
    return this.ended;
  }

  /** A child that is sent across is not one that runs after the market: its schedule wants it done. */
  private takes(childId: string, price: number | undefined): boolean {
    const { far, buy } = this.touches(this.books.children.get(childId)!);
    return price === undefined || far === undefined || (buy ? price >= far : price <= far);
  }

  private touches(child: Child): { near: number | undefined; far: number | undefined; buy: boolean } {
    const { instrument, side } = this.books.parentOf(child);
    const quote = this.books.quotes.get(instrument.symbol);
    return isBuy(side) ? { near: quote?.bid, far: quote?.ask, buy: true } : { near: quote?.ask, far: quote?.bid, buy: false };
  }

  private begin(childId: string, price: number | undefined, at: Micros): void {
    const child = this.books.children.get(childId)!;
    const parent = this.books.parentOf(child);
    const { near, far, buy } = this.touches(child);
    if (parent.strategy === 'DMA' || price === undefined || near === undefined || far === undefined) return;
    // behind the touch it does not wait for its queue, and beyond the far one it takes
    if (buy ? price < near || price >= far : price > near || price <= far) return;
    const improves = price !== near;
    this.open.set(childId, { spell: this.spellOf(child, improves, Math.abs(far - near), at), since: at, price, buy });
  }

  private spellOf(child: Child, improves: boolean, spread: number, at: Micros): Open['spell'] {
    const { parentId, instrument, side } = this.books.parentOf(child);
    const seen = this.books.seen.get(instrument.symbol);
    const weighing = this.weighed.get(parentId);
    const tactic = improves ? 'improve' : 'join';
    const own = weighing?.at === at ? weighing : undefined;
    const fill = improves ? own?.fact.fillImprove : own?.fact.fillJoin;
    const rest = own?.fact.rest;
    const expected = fill !== undefined && rest !== undefined ? { fill, rest: rest / 1e6 } : undefined;
    const drawn = own?.drawn?.arm === tactic ? own.drawn : undefined;
    const queue = improves ? 0 : (seen?.features[isBuy(side) ? QUEUE_BID : QUEUE_ASK] ?? Number.NaN);
    return { cluster: parentId, tactic, queue, spread: spread / instrument.tick, expected, weight: 1 / (drawn?.propensity ?? 1) };
  }

  private end(childId: string, end: SpellEnd, at: Micros): void {
    const open = this.open.get(childId);
    if (!open) return;
    this.open.delete(childId);
    this.ended.push({ ...open.spell, seconds: (at - open.since) / 1e6, end });
  }
}

/** A buy that is moved up, or a sale that is moved down, runs after a market that left it. */
const leftBehind = ({ price, buy }: Open, to: number | undefined): boolean => to === undefined || (buy ? to > price : to < price);
