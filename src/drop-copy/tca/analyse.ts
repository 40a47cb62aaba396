import type { Micros } from '../../core/numbers';
import type { RebuiltOrder } from '../rebuild/order';
import { measureFills } from './fills';
import { type CostsOf, clusterOf, type Group, groupOf, groupsOf, type Key } from './groups';
import type { TcaMarket } from './market';
import { measureOrder, type OrderMeasure } from './measure';
import { type Outliers, outliersOf } from './outliers';
import type { Confidence } from './stats';
import type { Survey } from './survey';
import { type FillGroup, FillGroups } from './venues';

/** Orders of a log or of a journal, which can be gone through again and again, in order of their index. */
export interface TcaOrders {
  orders(): Iterable<RebuiltOrder>;
  /** The last moment that is told of, as far as that is known; what orders tell counts as well. */
  readonly end: Micros;
}

export interface TcaOptions {
  readonly by: readonly Key[];
  readonly confidence: Confidence;
  /** Hour of the day, 0 to 23, by the clocks that the reader lives by. */
  readonly hourOf: (at: Micros) => number;
}

/** How many orders there were, and of what kind. Children are orders that have a parent in the same log: they are in nothing but `children`, venues and fills. */
export interface TcaCounts {
  readonly orders: number;
  readonly children: number;
  readonly filled: number;
  readonly part: number;
  readonly unfilled: number;
  readonly open: number;
  readonly rejected: number;
  /** Fills of orders, children's not counted again. */
  readonly fills: number;
  /** Orders whose CumQty has more than the fills in the log. */
  readonly unseen: number;
  /** Orders with a cost, by what it is held against: a market, or their own first fill. */
  readonly byMarket: number;
  readonly byFirstFill: number;
}

/** All measures of some orders. */
export interface TcaFigures {
  readonly counts: TcaCounts;
  /** Whose costs the statistics have: orders held against a market, or, where no order is, against their first fill. */
  readonly costsOf: 'market' | 'first fill';
  readonly total: Group | null;
  readonly groups: Readonly<Partial<Record<Key, readonly Group[]>>>;
  readonly fills: readonly FillGroup[];
  readonly outliers: Outliers;
  readonly orders: readonly OrderMeasure[];
}

/** Measures all orders: each against the market of its symbol, then together. `survey` is of the same orders. */
export function analyse(from: TcaOrders, { children, end }: Survey, market: TcaMarket, options: TcaOptions): TcaFigures {
  const tops: OrderMeasure[] = [];
  const leaves: OrderMeasure[] = [];
  const fills = new FillGroups();
  let childCount = 0;
  for (const order of from.orders()) {
    const own = children.get(order.index);
    const around = { market: market.of(order.symbol), children: own, logEnd: end };
    const measured = measureOrder(order, around);
    if (order.parent === undefined) tops.push(measured);
    else childCount++;
    if (own) continue;
    leaves.push(measured);
    for (const fill of measureFills(order, around.market)) fills.add(fill, clusterOf(measured));
  }
  const counts = countsOf(tops, childCount);
  const costsOf = counts.byMarket > 0 ? 'market' : 'first fill';
  const costs: CostsOf = o => o.basis !== null && (o.basis !== 'first fill') === (costsOf === 'market');
  return {
    counts,
    costsOf,
    total: tops.length === 0 ? null : groupOf('all', tops, costs, options.confidence),
    groups: grouped({ tops, leaves }, costs, options),
    fills: fills.groups(options.confidence),
    outliers: outliersOf(tops.filter(costs)),
    orders: tops,
  };
}

interface Measured {
  readonly tops: readonly OrderMeasure[];
  readonly leaves: readonly OrderMeasure[];
}

/** Venues are those that an order went to without another one between: children, where a log has them. */
function grouped({ tops, leaves }: Measured, costs: CostsOf, { by, confidence, hourOf }: TcaOptions): TcaFigures['groups'] {
  const names: Readonly<Record<Key, (o: OrderMeasure) => string>> = {
    strategy: o => o.strategy,
    venue: o => o.destination,
    symbol: o => o.symbol,
    hour: o => `${String(hourOf(o.received)).padStart(2, '0')}:00`,
  };
  return Object.fromEntries(
    by.map(key => {
      const groups = groupsOf(key === 'venue' ? leaves : tops, names[key], costs, confidence);
      return [key, key === 'hour' ? groups.sort((a, b) => (a.name < b.name ? -1 : 1)) : groups];
    }),
  );
}

function countsOf(tops: readonly OrderMeasure[], children: number): TcaCounts {
  const of = (test: (o: OrderMeasure) => boolean): number => tops.filter(test).length;
  return {
    orders: tops.length,
    children,
    filled: of(o => o.outcome === 'filled'),
    part: of(o => o.outcome === 'part'),
    unfilled: of(o => o.outcome === 'unfilled'),
    open: of(o => o.outcome === 'open'),
    rejected: of(o => o.outcome === 'rejected'),
    fills: tops.reduce((sum, o) => sum + o.fills, 0),
    unseen: of(o => o.unseenQty > 0),
    byMarket: of(o => o.basis !== null && o.basis !== 'first fill'),
    byFirstFill: of(o => o.basis === 'first fill'),
  };
}
