import type { PlanTerms } from '../facts';
import type { Ledger } from '../ledger';
import type { Qty } from '../numbers';
import type { Plan } from '../order/parent';
import { curveOf } from './curves/cumulative';
import { livePart } from './curves/live-volume';
import { type SessionVolume, slotVolumes } from './curves/volume';
import { lookAt, placeAt, wantedBy } from './progress';
import type { Asked, Schedule, Shape } from './schedule';

/** Volume-weighted average price: the curve of a day's volume, and at each slot what was seen of it so far. */
export const vwap: Schedule = {
  slots: 'listed',
  plan: asked => ({ ...volumeShape(asked), band: asked.given.Band }),
  look: (parent, plan, books, at) => {
    const place = placeAt(plan, at);
    const { orderQty } = parent.state;
    const goal = { base: Math.min(plan.base, orderQty), orderQty, lot: parent.instrument.lot };
    const before = plan.last === undefined ? goal.base : Math.min(plan.last.target, orderQty);
    // within a slot its target stands; a slot further on is never below the one before it
    const same = plan.last?.slot === place.slot;
    const target = same
      ? before
      : Math.max(before, wantedBy(livePlan(plan, parent.instrument.symbol, place.slot, books), place.slot, goal));
    const from = same ? wantedBy(plan, place.slot - 1, goal) : before;
    return lookAt(parent, plan, place, { before: Math.min(from, target), target, goal: orderQty }, 'weigh');
  },
};

/** The curve of the sessions ahead; equal parts where nothing is known of the symbol's hours. */
export function volumeShape({ books, instrument, edges }: Asked): Shape {
  const seen = books.markets.get(instrument.symbol);
  const since = { seenBefore: seen?.seenEver ?? 0, seenScale: seen?.scale ?? 0 };
  const sessions: readonly SessionVolume[] = books.ahead.get(instrument.symbol)?.sessions ?? [];
  const volumes = slotVolumes(edges, sessions);
  const curve = curveOf(volumes);
  if (!curve) return { basis: 'equal parts: no volume curve and no hours are known' };
  const label = books.ahead.get(instrument.symbol)!.sessions.find(s => s.end > edges[0]!)!.label;
  const known = sessions.every(s => s.volume !== undefined);
  const expected = known ? Math.round(volumes.reduce((a, b) => a + b, 0)) : undefined;
  return { curve, basis: label, ...since, expected: expected !== undefined && expected > 0 ? expected : undefined };
}

/** The plan with its curve moved by what was seen so far, for the end of a slot that begins now. */
function livePlan(plan: Plan, symbol: string, slot: number, books: Ledger): Pick<PlanTerms, 'slots' | 'curve'> {
  const { curve, expected, slots } = plan;
  const seen = seenSince(plan, symbol, books);
  // without any volume seen there may be no feed of it: the curve stands
  if (!curve || expected === undefined || seen === 0 || slot === 0) return plan;
  const part = livePart({ expected, seen, due: curve[slot - 1]! }, curve[slot]!);
  return { slots, curve: curve.map((was, n) => (n === slot ? part : was)) };
}

/** Volume seen in a symbol since a plan was made, in whole shares or contracts. */
export function seenSince({ seenBefore = 0, seenScale = 0 }: PlanTerms, symbol: string, books: Ledger): number {
  const market = books.markets.get(symbol);
  if (!market) return 0;
  const before: Qty = seenBefore * 10 ** (market.scale - seenScale);
  return Math.max(0, market.seenEver - before) / 10 ** market.scale;
}
