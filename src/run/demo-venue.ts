import type { Reported } from '../../simulator/fix/ledger';
import { addExact, type Exact, exactFromText, ZERO } from '../core/numbers';

interface VenueTrade {
  readonly clOrdId: string;
  readonly qty: Exact;
}

/** What a simulated venue booked, by its own word and whether or not that ever arrived: the truth that a gateway's books are held to. */
export class VenueBook {
  private readonly trades = new Map<string, VenueTrade>();
  /** ClOrdIDs of orders that were cancelled, and what was filled of them behind that. */
  private readonly ended = new Set<string>();
  private readonly late = new Map<string, Exact>();

  readonly reported: Reported = (_session, r) => {
    const { execType, clOrdId, execId } = r;
    const qty = exactFromText(r.lastQty ?? '0') ?? ZERO;
    if (execType === '4' || execType === 'C') this.ended.add(r.orderId);
    if (execType === 'F') {
      this.trades.set(execId, { clOrdId, qty });
      if (this.ended.has(r.orderId)) this.late.set(clOrdId, addExact(this.late.get(clOrdId) ?? ZERO, qty));
    }
    if (execType === 'G' || execType === 'H') this.trades.delete(r.execRefId ?? '');
    if (execType === 'G') this.trades.set(execId, { clOrdId, qty });
  };

  /** What stands as filled of the orders of these ClOrdIDs. */
  filled(mine: (clOrdId: string) => boolean): Exact {
    return sum([...this.trades.values()].filter(t => mine(t.clOrdId)).map(t => t.qty));
  }

  /** What of them was filled after they had ended. */
  filledLate(mine: (clOrdId: string) => boolean): Exact {
    return sum([...this.late].filter(([clOrdId]) => mine(clOrdId)).map(([, qty]) => qty));
  }
}

const sum = (all: readonly Exact[]): Exact => all.reduce(addExact, ZERO);
