import type { Books } from '../../src/core/books';
import type { Fact } from '../../src/core/facts';
import { thawed } from '../../src/core/order/archive';
import type { Parent } from '../../src/core/order/parent';
import type { Stage } from './story';

/** What an order belongs to, read off the facts that made it. */
interface Place {
  readonly levels: readonly string[];
  readonly symbol: string;
  readonly buy: boolean;
  readonly multiplier: number;
  readonly qtyScale: number;
  readonly priceScale: number;
}

/** Exposure of one level as anybody would add it up, in whole shares and money with four decimals. */
interface Naive {
  position: Record<string, number>;
  openBuy: Record<string, number>;
  openSell: Record<string, number>;
  committed: number;
  /** What was paid less what was received. */
  paid: number;
  openOrders: number;
}

const MULTIPLIER: Readonly<Record<string, number>> = { ACME: 1, GOLD: 2.5 };
const round = (n: number, decimals = 4): number => Math.round(n * 10 ** decimals) / 10 ** decimals + 0;

/** A value in units of quantity x price as money with four decimals: half a unit is rounded away from zero, in whole numbers. */
function money(value: number, { multiplier, qtyScale, priceScale }: Place): number {
  const tenths = BigInt(value) * BigInt(multiplier * 10);
  const d = 10n ** BigInt(qtyScale + priceScale + 1 - 4);
  const rounded = (2n * (tenths < 0n ? -tenths : tenths) + d) / (2n * d);
  return Number(tenths < 0n ? -rounded : rounded) / 10_000;
}

/**
 * Exposure made anew from the whole list of facts and from every order there ever was, in the books or in the archive: no increments, no
 * sharing with the code under test but the orders' own states.
 */
export function naive(stage: Stage): Map<string, Naive> {
  const places = placesOf(stage.facts);
  const parentOf = new Map<string, string>();
  const levels = new Map<string, Naive>();
  const at = (name: string): Naive => {
    let found = levels.get(name);
    if (!found) levels.set(name, (found = { position: {}, openBuy: {}, openSell: {}, committed: 0, paid: 0, openOrders: 0 }));
    return found;
  };
  for (const fact of stage.facts) {
    if (fact.type === 'ChildOrderProposed') parentOf.set(fact.childId, fact.parentId);
    const trade = tradeOf(fact);
    if (!trade) continue;
    const place = places.get(parentOf.get(trade.childId)!)!;
    const sign = place.buy ? 1 : -1;
    const shares = trade.units / 10 ** place.qtyScale;
    const cost = money(trade.value, place);
    for (const name of place.levels) {
      const level = at(name);
      level.position[place.symbol] = round((level.position[place.symbol] ?? 0) + sign * shares);
      level.committed = round(level.committed + cost);
      level.paid = round(level.paid + sign * cost);
    }
  }
  for (const parent of everyParent(stage)) {
    const place = places.get(parent.parentId)!;
    const open = openOf(parent) / 10 ** place.qtyScale;
    const side = place.buy ? 'openBuy' : 'openSell';
    for (const name of place.levels) {
      const level = at(name);
      level[side][place.symbol] = round((level[side][place.symbol] ?? 0) + open);
      if (parent.accepted && may(parent.state) && parent.state.cumQty < parent.state.orderQty) level.openOrders++;
    }
  }
  return levels;
}

const may = (o: Parent['state']): boolean => o.closed === undefined && !o.calculated && (!o.doneForDay || o.multiDay);

/** What an order may still trade: by its own terms or those it asked for, or by what its children have at the venue. */
function openOf(parent: Parent): number {
  if (!parent.accepted) return 0;
  const left = (o: Parent['state'], done: number): number =>
    may(o) ? Math.max(0, ...[o.orderQty, ...o.pending.map(p => p.orderQty ?? 0)].map(q => q - done)) : 0;
  const done = parent.children.reduce((n, c) => n + c.state.cumQty, 0);
  const atVenue = parent.children.reduce((n, c) => n + left(c.state, c.state.cumQty), 0);
  return Math.max(left(parent.state, done), atVenue);
}

const everyParent = (stage: Stage): Parent[] => [
  ...stage.rig.books.parents.values(),
  ...[...stage.archived.values()].map(thawed),
];

function placesOf(facts: readonly Fact[]): Map<string, Place> {
  const places = new Map<string, Place>();
  let account = '';
  for (const fact of facts) {
    if (fact.type === 'ParentOrderReceived') account = fact.account ?? '';
    if (fact.type !== 'ParentOrderProposed') continue;
    const { symbol, session, strategy, side } = fact;
    const levels = ['firm ', `session ${session}`, `account ${account}`, `strategy ${strategy}`, `symbol ${symbol}`];
    const scales = symbol === 'GOLD' ? { qtyScale: 3, priceScale: 7 } : { qtyScale: 2, priceScale: 6 };
    places.set(fact.parentId, { levels, symbol, buy: side === '1', multiplier: MULTIPLIER[symbol]!, ...scales });
  }
  return places;
}

/** By how much a fact changes what a child traded: quantity and quantity x price, in units. */
function tradeOf(fact: Fact): { childId: string; units: number; value: number } | undefined {
  switch (fact.type) {
    case 'ChildOrderFilled':
      return { childId: fact.childId, units: fact.lastQty, value: fact.lastQty * fact.lastPx };
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected': {
      const { prior } = fact;
      const value = fact.lastQty * fact.lastPx - prior.lastQty * prior.lastPx;
      return { childId: fact.childId, units: fact.lastQty - prior.lastQty, value };
    }
    default:
      return undefined;
  }
}

/** The books' exposure in the same form. */
export function booked(books: Books): Map<string, Naive> {
  const levels = new Map<string, Naive>();
  for (const { name, key, exposure } of books.levels.all()) {
    const level: Naive = {
      position: {},
      openBuy: {},
      openSell: {},
      committed: round(exposure.day.committed / 1e4),
      // what is made and what the positions cost is what was paid, turned round
      paid: round((exposure.basis - exposure.realised) / 1e4),
      openOrders: exposure.openOrders,
    };
    for (const h of exposure.all()) {
      const { symbol } = h.mark.instrument;
      level.position[symbol] = round(h.position / 10 ** h.qtyScale);
      level.openBuy[symbol] = round(h.openBuy / 10 ** h.qtyScale);
      level.openSell[symbol] = round(h.openSell / 10 ** h.qtyScale);
    }
    levels.set(`${name} ${key}`, level);
  }
  return levels;
}

/** Levels that have anything, without symbols at zero. */
export const plain = (levels: Map<string, Naive>): object =>
  Object.fromEntries(
    [...levels]
      .map(([name, level]) => {
        const some = (of: Record<string, number>): object =>
          Object.fromEntries(
            Object.entries(of)
              .filter(([, n]) => n !== 0)
              .sort(),
          );
        const { committed, paid, openOrders } = level;
        return [
          name,
          { position: some(level.position), buy: some(level.openBuy), sell: some(level.openSell), committed, paid, openOrders },
        ] as const;
      })
      .filter(([, l]) => JSON.stringify(l) !== EMPTY)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const EMPTY = JSON.stringify({ position: {}, buy: {}, sell: {}, committed: 0, paid: 0, openOrders: 0 });
