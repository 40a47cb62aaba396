import { type BookListener, BUY, type NewOrder, type Side, type TimeInForce } from '../../../simulator/matching/types';
import type { AnyBook } from './script';

interface Resting {
  readonly id: number;
  readonly owner: number;
  readonly side: Side;
  leaves: number;
  price: number;
  since: number;
}

/** The same rules on one plain array that is sorted anew for each command: slow, short, and with nothing to get wrong in it. */
export class OracleBook implements AnyBook {
  orders: Resting[] = [];
  private arrivals = 0;

  constructor(private readonly listener: BookListener) {}

  enter(o: NewOrder): string | undefined {
    if (!(Number.isSafeInteger(o.qty) && o.qty > 0)) return 'BadQuantity';
    if (o.price !== undefined && !Number.isSafeInteger(o.price)) return 'BadPrice';
    if (this.find(o.id)) return 'DuplicateId';
    this.work(o);
    return undefined;
  }

  replace(id: number, leaves: number, price: number): string | undefined {
    const o = this.find(id);
    if (!o) return 'UnknownOrder';
    if (!(Number.isSafeInteger(leaves) && leaves > 0)) return 'BadQuantity';
    if (!Number.isSafeInteger(price)) return 'BadPrice';
    const kept = o.price === price && leaves <= o.leaves;
    this.listener.replaced(id, leaves, price, kept);
    if (kept) o.leaves = leaves;
    else {
      this.orders = this.orders.filter(x => x !== o);
      this.work({ id, owner: o.owner, side: o.side, qty: leaves, price, tif: 'Day' });
    }
    return undefined;
  }

  reduce(id: number, by: number): string | undefined {
    const o = this.find(id);
    if (!o) return 'UnknownOrder';
    if (!(Number.isSafeInteger(by) && by > 0)) return 'BadQuantity';
    const taken = Math.min(by, o.leaves);
    o.leaves -= taken;
    this.orders = this.orders.filter(x => x.leaves > 0);
    this.listener.cancelled(id, taken, o.leaves, 'Requested');
    return undefined;
  }

  cancel(id: number): string | undefined {
    return this.reduce(id, Number.MAX_SAFE_INTEGER);
  }

  side(side: Side): Resting[] {
    const better = (a: Resting, b: Resting): number => (side === BUY ? b.price - a.price : a.price - b.price);
    return this.orders.filter(o => o.side === side).sort((a, b) => better(a, b) || a.since - b.since);
  }

  private find(id: number): Resting | undefined {
    return this.orders.find(o => o.id === id);
  }

  private work({ id, owner, side, qty, price, tif }: NewOrder): void {
    const other: Side = side === BUY ? 1 : 0;
    const reachable = this.side(other).filter(m => price === undefined || (side === BUY ? m.price <= price : m.price >= price));
    if (tif === 'FOK' && reachable.reduce((sum, m) => sum + m.leaves, 0) < qty) {
      this.listener.cancelled(id, qty, 0, 'FillOrKill');
      return;
    }
    let leaves = qty;
    for (const m of reachable) {
      if (leaves === 0) break;
      const last = Math.min(m.leaves, leaves);
      m.leaves -= last;
      leaves -= last;
      this.listener.traded({
        makerId: m.id,
        makerOwner: m.owner,
        makerLeaves: m.leaves,
        takerId: id,
        takerOwner: owner,
        takerLeaves: leaves,
        side,
        price: m.price,
        qty: last,
      });
    }
    this.orders = this.orders.filter(x => x.leaves > 0);
    if (leaves > 0) this.rest({ id, owner, side, leaves, price: price ?? 0, since: this.arrivals++ }, price, tif);
  }

  private rest(o: Resting, price: number | undefined, tif: TimeInForce): void {
    if (price !== undefined && tif === 'Day') {
      this.orders.push(o);
      this.listener.rested(o.id, o.side, o.leaves, price);
    } else this.listener.cancelled(o.id, o.leaves, 0, tif === 'Day' ? 'NoLiquidity' : 'ImmediateOrCancel');
  }
}
