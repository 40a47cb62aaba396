import { averageImpact, type ImpactModel, type ImpactQuery } from '../../core/impact/model';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { exp, max } = Math;

/** An order that was worked, and what it cost. */
export interface Metaorder {
  /** What belongs together, a day or a seed: it is drawn, and held back, as one. */
  readonly cluster: string;
  readonly symbol: string;
  readonly buy: boolean;
  /** When it began, in seconds of its cluster. */
  readonly start: number;
  /** What the model may know at its arrival; `earlier` is not part of it. */
  readonly query: ImpactQuery;
  /** What it cost on average against the mid at arrival, in bps; above 0 worse, below 0 better. */
  readonly cost: number;
}

/**
 * The begins and ends of orders in the order of time, each symbol of a cluster for itself: `n` for the begin of order n, `~n` for its end. At
 * one moment ends come first, for an order is met by those that ended when it began.
 */
export interface Timeline {
  readonly events: Int32Array;
  /** Where in `events` each symbol of a cluster begins. */
  readonly groups: readonly number[];
}

/** The timeline of orders; `groups` of 0 orders make none. */
export function timelineOf(orders: readonly Metaorder[]): Timeline {
  const byGroup = new Map<string, number[]>();
  orders.forEach((o, n) => {
    const key = `${o.cluster}\n${o.symbol}`;
    const group = byGroup.get(key);
    if (group) group.push(n);
    else byGroup.set(key, [n]);
  });
  const events = new Int32Array(2 * orders.length);
  const groups: number[] = [];
  let at = 0;
  for (const group of byGroup.values()) {
    groups.push(at);
    const times = group.flatMap(n => [
      { n, time: orders[n]!.start, end: false },
      { n, time: orders[n]!.start + orders[n]!.query.duration, end: true },
    ]);
    // an order that took no time begins before it ends
    times.sort((a, b) => a.time - b.time || (a.n === b.n ? Number(a.end) - Number(b.end) : Number(b.end) - Number(a.end)));
    for (const { n, end } of times) events[at++] = end ? ~n : n;
  }
  return { events, groups };
}

/**
 * What earlier orders in the symbol had left at each order's arrival, bps, above 0 where it makes the order dearer: written into `out`.
 * `average`: the average impact of each order.
 */
export function earlierOf(
  orders: readonly Metaorder[],
  { events, groups }: Timeline,
  { model, average, out }: { readonly model: ImpactModel; readonly average: ArrayLike<number>; readonly out: Float64Array },
): void {
  const kick = (1 - model.permanent) * (1 + model.delta);
  let group = 0;
  let left = 0;
  let at = 0;
  for (let e = 0; e < events.length; e++) {
    if (e === groups[group]) {
      left = 0;
      group++;
    }
    const event = events[e]!;
    const n = event < 0 ? ~event : event;
    const { buy, start, query } = orders[n]!;
    const time = event < 0 ? start + query.duration : start;
    left *= exp(-model.decay * max(0, time - at));
    at = time;
    if (event < 0) left += (buy ? kick : -kick) * average[n]!;
    else out[n] = buy ? left : -left;
  }
}

/** Each order's question with what earlier orders in its symbol had left when it arrived, by the model. */
export function withEarlier(orders: readonly Metaorder[], model: ImpactModel): ImpactQuery[] {
  const out = new Float64Array(orders.length);
  const average = orders.map(o => averageImpact(model, o.query));
  earlierOf(orders, timelineOf(orders), { model, average, out });
  return orders.map((o, n) => ({ ...o.query, earlier: out[n]! }));
}
