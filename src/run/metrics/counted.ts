import { alertOf } from '../../core/alerts';
import type { Fact } from '../../core/facts';
import type { Turn } from '../../core/turn';

/** What happened to orders, by the fact that says so: kind of order, and event, as labels of one counter. */
const ORDER_EVENTS: { readonly [T in Fact['type']]?: readonly [order: 'parent' | 'child', event: string] } = {
  ParentOrderReceived: ['parent', 'received'],
  ParentOrderAccepted: ['parent', 'accepted'],
  ParentOrderDenied: ['parent', 'denied'],
  ParentOrderHeld: ['parent', 'held'],
  ParentCancelReceived: ['parent', 'cancel_asked'],
  ParentReplaceReceived: ['parent', 'replace_asked'],
  ChildOrderReleased: ['child', 'sent'],
  ChildOrderAcknowledged: ['child', 'acknowledged'],
  ChildOrderDenied: ['child', 'denied'],
  ChildOrderRejected: ['child', 'rejected'],
  ChildOrderFilled: ['child', 'filled'],
  ChildOrderReplaced: ['child', 'replaced'],
  ChildOrderCanceled: ['child', 'canceled'],
  ChildOrderExpired: ['child', 'expired'],
  ChildCancelReleased: ['child', 'cancel_sent'],
  ChildRequestRejected: ['child', 'request_rejected'],
  ChildTradeCanceled: ['child', 'trade_busted'],
  ChildTradeCorrected: ['child', 'trade_corrected'],
};

/** Counts what committed turns say, since this process began. Costs an addition a fact. */
export class Counted {
  /** `answered`: told how long (seconds) a model took to answer. */
  constructor(private readonly answered: (seconds: number) => void) {}

  /** By `order event`. */
  readonly orders = new Map<string, number>();
  /** By the code that denied. */
  readonly denials = new Map<string, number>();
  /** By `code severity`. */
  readonly alerts = new Map<string, number>();
  /** By the type of the fact that says how a question to a model ended. */
  readonly forecasts = new Map<string, number>();
  turns = 0;
  facts = 0;

  readonly turn = ({ facts }: Turn): void => {
    this.turns++;
    this.facts += facts.length;
    for (const fact of facts) this.fact(fact);
  };

  private fact(fact: Fact): void {
    const event = ORDER_EVENTS[fact.type];
    if (event) bump(this.orders, `${event[0]} ${event[1]}`);
    switch (fact.type) {
      case 'ParentOrderDenied':
      case 'ChildOrderDenied':
        bump(this.denials, fact.code);
        return;
      case 'ForecastReceived':
        this.answered(fact.took / 1e6);
        bump(this.forecasts, 'answered');
        return;
      case 'ForecastFailed':
        bump(this.forecasts, 'failed');
        return;
      case 'ForecastMissed':
        bump(this.forecasts, 'missed');
        return;
      case 'ParentReported':
        // an order whose ClOrdID was used before is denied before it is one
        if (fact.event === 'Duplicate') {
          bump(this.orders, 'parent denied');
          bump(this.denials, 'DuplicateClOrdID');
        }
        return;
      default: {
        const alert = alertOf(fact);
        if (alert) bump(this.alerts, `${alert.code} ${alert.severity}`);
      }
    }
  }
}

const bump = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
