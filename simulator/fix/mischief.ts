import type { Micros } from '../../src/core/numbers';
import type { FaultPlan } from '../models/faults/plan';
import type { OrderEvent } from '../models/faults/script';
import type { DeskParts, OrderDesk } from './desk';
import type { Reported } from './ledger';
import { isOpen, type VenueOrder } from './order';

/** ExecType (150) of the events that a script can wait for. */
const EVENTS: Readonly<Record<string, OrderEvent>> = {
  '0': 'accepted',
  F: 'filled',
  '4': 'cancelled',
  '5': 'replaced',
  '8': 'rejected',
};

/** Numbers of late trades begin behind any that the exchange gives. */
const LATE_TRADES = 9_000_000_000;

interface Act {
  readonly at: Micros;
  readonly act: (at: Micros) => void;
}

/** What a venue does wrong in its business, when its plan says so: busts, late fills, cancels nobody asked for, reject storms. */
export class Mischief {
  private readonly acts: Act[] = [];
  private newest: VenueOrder[] = [];
  private traded: VenueOrder | undefined;
  private storm = 0;
  private lateTrades = 0;

  constructor(
    private readonly plan: FaultPlan,
    private readonly parts: Pick<DeskParts, 'exchange' | 'ledger' | 'teller' | 'peers'>,
    private readonly end: OrderDesk['end'],
  ) {}

  /** A report about an order was made. */
  readonly told: Reported = (session, { execType, clOrdId, at }) => {
    const event = EVENTS[execType];
    if (event === undefined) return;
    this.plan.happened(event, this.parts.peers.compId(session));
    const order = this.parts.ledger.order(session, clOrdId);
    if (order) this.happened(event, order, at);
  };

  /** Why the next new order is turned away; undefined where it is not. */
  turnsAway(): string | undefined {
    if (this.storm === 0) this.storm = this.plan.take('rejectStorm')?.count ?? 0;
    if (this.storm === 0) return undefined;
    this.storm--;
    return 'fault: the venue rejects every order for now';
  }

  /** Does what is due. Not to be called while the exchange is at work. */
  act(at: Micros): void {
    for (const due of this.acts.filter(a => a.at <= at)) {
      this.acts.splice(this.acts.indexOf(due), 1);
      due.act(at);
    }
    this.newest = this.newest.filter(isOpen);
    const victim = this.newest.at(-1);
    if (victim && this.plan.take('unsolicitedCancel')) this.end(victim.orderNo, 'fault: cancelled, and nobody asked for it', at);
  }

  private happened(event: OrderEvent, order: VenueOrder, at: Micros): void {
    if (event === 'accepted') this.newest.push(order);
    if (event === 'filled') this.traded = order;
    const late = event === 'cancelled' && order.price !== undefined ? this.plan.take('lateFill') : undefined;
    if (late) this.acts.push({ at: at + late.for, act: now => this.fillLate(order, now) });
    const bust = this.traded && this.plan.take('bust');
    if (bust) this.bustLast(this.traded!, at + bust.for);
  }

  private bustLast(order: VenueOrder, at: Micros): void {
    this.acts.push({
      at,
      act: now => {
        const tradeNo = [...order.execIds.keys()].at(-1);
        if (tradeNo !== undefined) this.parts.exchange.bust(tradeNo, now);
      },
    });
  }

  /** Half of what was open when it was cancelled, at its limit, off the book: the exchange knows nothing of it. */
  private fillLate(order: VenueOrder, at: Micros): void {
    const lastQty = Math.max(1, Math.floor((order.qty - order.cumQty) / 2));
    const fill = { tradeNo: LATE_TRADES + ++this.lateTrades, lastQty, lastPx: order.price!, liquidity: 'added' } as const;
    this.parts.teller.filled(order, fill, at);
  }
}
