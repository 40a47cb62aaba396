import { FeeLedger, type FeeSchedule } from '../../../simulator/models/fees/fees';
import type { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import { walkBook } from '../../core/measures/shortfall';
import { exactFromText, formatDecimal, type Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import { isBuy, type Parent } from '../../core/order/parent';
import type { Turn } from '../../core/turn';
import type { ParentSpec } from './parents';
import type { WatchedVenue } from './watched-venue';

/** What a rest was marked at when its order ended: price and fee of completing at once, and the part of it that the book showed. */
export interface RestMark {
  readonly px: number;
  readonly fee: number;
  readonly shown: number;
}

/** A parent's way through the line, read off the facts. */
export interface ParentTrail {
  readonly spec: ParentSpec;
  readonly received: Micros;
  parent: Parent | undefined;
  /** Why it was denied. */
  denied: string | undefined;
  plan: FactOf<'PlanMade'> | undefined;
  /** The last target of each slot, in units. */
  readonly targets: Map<number, number>;
  endedAt: Micros | undefined;
  rest: RestMark | undefined;
  /** Messages to the venue. */
  orders: number;
  replaces: number;
  cancels: number;
}

/** What was ordered in all, with what replaces made of it; a number for measures. */
export const orderedOf = ({ spec, parent }: ParentTrail): number =>
  parent ? parent.state.orderQty / 10 ** parent.instrument.qtyScale : Number(spec.order.orderQty);

/** Every ClOrdID that a parent's children may name. */
export const idsOf = ({ spec, parent }: ParentTrail): readonly string[] => parent?.clOrdIds ?? [spec.clOrdId];

/** Follows the parents of a run. What it looks up in the market is for measures only. */
export class Trail {
  private readonly byClOrdId = new Map<string, ParentTrail>();
  private readonly byParent = new Map<string, ParentTrail>();
  /** Alarms that the line raised, by code. */
  readonly alarms = new Map<string, number>();

  constructor(
    private readonly venue: WatchedVenue,
    private readonly fees: FeeSchedule | undefined,
  ) {}

  /** Every parent that came, in order. */
  get all(): readonly ParentTrail[] {
    return [...this.byClOrdId.values()];
  }

  /** The parent that came as such a ClOrdID, once it was proposed. */
  parentOf(clOrdId: string): Parent | undefined {
    return this.byClOrdId.get(clOrdId)?.parent;
  }

  /** A parent is about to come in. */
  came(spec: ParentSpec, at: Micros): void {
    this.byClOrdId.set(spec.clOrdId, {
      spec,
      received: at,
      parent: undefined,
      denied: undefined,
      plan: undefined,
      targets: new Map(),
      endedAt: undefined,
      rest: undefined,
      orders: 0,
      replaces: 0,
      cancels: 0,
    });
  }

  turned(turn: Turn, books: Books): void {
    for (const fact of turn.facts) this.note(fact, books, turn.at);
  }

  /** The run is over: what is still open is marked as it stands. */
  close(books: Books, at: Micros): void {
    for (const trail of this.byClOrdId.values())
      if (trail.parent && isOpen(trail.parent.state) && books.parents.has(trail.parent.parentId)) this.mark(trail, at);
  }

  private note(fact: Fact, books: Books, at: Micros): void {
    switch (fact.type) {
      case 'ParentOrderProposed':
        return this.proposed(fact, books);
      case 'ParentOrderDenied': {
        const trail = this.byClOrdId.get(fact.clOrdId);
        if (trail) trail.denied = fact.text;
        return;
      }
      case 'PlanMade':
        this.byParent.get(fact.parentId)!.plan = fact;
        return;
      case 'SliceScheduled':
        this.byParent.get(fact.parentId)!.targets.set(fact.slot, fact.target);
        return;
      case 'ParentReported': {
        const trail = this.byParent.get(fact.parentId);
        if (trail && trail.endedAt === undefined && !isOpen(trail.parent!.state)) this.mark(trail, at);
        return;
      }
      case 'Alarmed':
        this.alarms.set(fact.code, (this.alarms.get(fact.code) ?? 0) + 1);
        return;
      default:
        this.sent(fact, books);
    }
  }

  private proposed(fact: FactOf<'ParentOrderProposed'>, books: Books): void {
    const trail = this.byClOrdId.get(fact.clOrdId);
    if (!trail) return;
    trail.parent = books.parents.get(fact.parentId);
    this.byParent.set(fact.parentId, trail);
  }

  private sent(fact: Fact, books: Books): void {
    if (fact.type !== 'ChildOrderReleased' && fact.type !== 'ChildReplaceReleased' && fact.type !== 'ChildCancelReleased') return;
    const trail = this.byParent.get(books.children.get(fact.childId)!.parentId);
    if (!trail) return;
    if (fact.type === 'ChildOrderReleased') trail.orders++;
    else if (fact.type === 'ChildReplaceReleased') trail.replaces++;
    else trail.cancels++;
  }

  /** It is over: what is left is marked at the price of completing now. */
  private mark(trail: ParentTrail, at: Micros): void {
    const { state, side, instrument } = trail.parent!;
    trail.endedAt = at;
    const left = state.orderQty - state.cumQty;
    if (left <= 0) return;
    const qty = formatDecimal(left, instrument.qtyScale);
    const walked = walkBook(this.venue.shown(instrument.symbol, isBuy(side)), Number(qty));
    trail.rest = { ...walked, fee: this.takerFee(qty, walked.px, instrument.priceScale) };
  }

  /** What taking so much would cost in fees, by the schedule's first tier. */
  private takerFee(qty: string, px: number, priceScale: number): number {
    if (!this.fees || Number.isNaN(px)) return 0;
    const fill = {
      owner: '',
      order: '',
      qty: exactFromText(qty)!,
      px: exactFromText(px.toFixed(priceScale))!,
      liquidity: 'removed',
    } as const;
    const fee = new FeeLedger(this.fees).charge(fill);
    return Number(formatDecimal(fee.n, fee.scale));
  }
}
