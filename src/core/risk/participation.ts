import { denial } from '../denials';
import { qtyText } from '../instruments';
import type { Ledger } from '../ledger';
import { atScale, formatDecimal, type Qty } from '../numbers';
import { type Parent, workingQty } from '../order/parent';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';
import { Market } from './market';
import { WHOLE } from './own-part';
import { INTERVAL } from './windows';

/**
 * Our part of the volume seen in a symbol, with this child and all other children open in it, at most so many per cent: of the day, and of
 * the last interval. Judged where an order goes out, for a parent may wait for volume. No volume seen denies.
 */
export const participation: Check = {
  code: 'Participation',
  points: ['child', 'replace'],
  about:
    'Traded today (or in the interval) and open at venues in the symbol, this child with it, at most so many per cent of the volume that market data told of in that time. An order with a ParticipationRate (849) of its own is held to that part of the volume since it was taken: its slices are cut to it. No volume seen denies.',
  source: 'FIA best practices (2024), read at second hand; FIX 4.4 field 849 for an order of its own',
  rule: ({ participation: cap }) => {
    const parts = [
      cap?.dayPercent && `${cap.dayPercent} % of the day's volume`,
      cap?.intervalPercent && `${cap.intervalPercent} % of the volume of ${cap.interval ?? '300'} s`,
    ].filter(part => part);
    return parts.length === 0
      ? undefined
      : `our part of the symbol's volume, open children with it, at most ${parts.join(' and ')}`;
  },
  run: (order, books, levels, at) => {
    if (!order.child) return undefined;
    const own = order.parent.ownPart && aboveOwn(order, books);
    if (own !== undefined) return denial('Participation', own);
    for (const level of levels) {
      const cap = level.limits.participation;
      if (!cap) continue;
      const market = books.markets.get(order.instrument.symbol) ?? NOTHING;
      const why =
        above(order, market, market, cap.dayPercent) ??
        (cap.intervalPercent === undefined
          ? undefined
          : above(order, market, market.within(cap.interval ?? INTERVAL, at), cap.intervalPercent));
      if (why !== undefined) return denial('Participation', `${why} (${where(level)})`);
    }
    return undefined;
  },
};

/** How much more children of an order may take beyond what it traded and they have open, in its units; below 0 where that is too much already, undefined where it has no part. */
export function roomOf(parent: Parent, books: Ledger): Qty | undefined {
  const { ownPart, instrument, state } = parent;
  if (!ownPart) return undefined;
  const market = books.markets.get(instrument.symbol);
  if (!market) return 0;
  const seen = market.seenEver - ownPart.seenBefore * 10 ** (market.scale - ownPart.scale);
  const finer = 10 ** Math.max(0, instrument.qtyScale - market.scale);
  const coarser = BigInt(10 ** Math.max(0, market.scale - instrument.qtyScale));
  const allowed = Number((BigInt(seen) * BigInt(ownPart.rate) * BigInt(finer)) / (BigInt(WHOLE) * coarser));
  return allowed - state.cumQty - workingQty(parent);
}

/** Why a child would take its order above the part of the volume that the order may be (849). */
function aboveOwn({ parent, child, orderQty }: RiskOrder, books: Ledger): string | undefined {
  // the child itself is among what works, as it was before it was changed
  const left = Math.max(0, roomOf(parent, books)! + child!.drawn.reserved);
  const open = Math.max(0, orderQty - child!.state.cumQty);
  if (open <= left) return undefined;
  const [asked, may] = [open, left].map(qty => qtyText(parent.instrument, qty));
  return `${asked} open would be above ${parent.ownPart!.called} ${parent.ownPart!.text} of the volume seen since the order began, which leaves ${may}`;
}

/** A symbol of which nothing was seen. */
const NOTHING = new Market();
const where = (level: RiskLevel): string => pathOf(level, 'participation');

/** a x b > c x d, exactly. */
function isMore(a: number, b: number, c: number, d: number): boolean {
  const [left, right] = [a * b, c * d];
  const isExact = left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER;
  return isExact ? left > right : BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d);
}

/** Why our part of a volume would be above a cap, in hundredths of a per cent. */
function above(
  { child, instrument, orderQty }: RiskOrder,
  { working, scale }: Market,
  { seen, own }: { readonly seen: Qty; readonly own: Qty },
  bps: number | undefined,
): string | undefined {
  if (bps === undefined) return undefined;
  // the child itself is among what works, as it was before it was changed
  const more = Math.max(0, orderQty - child!.state.cumQty) - child!.drawn.reserved;
  const ours = own + working + atScale(more, instrument.qtyScale, scale);
  if (!isMore(ours, 10_000, seen, bps)) return undefined;
  const [with_, of] = [ours, seen].map(qty => formatDecimal(qty, scale));
  return `traded and open would be ${with_} of a volume of ${of}, more than ${formatDecimal(bps, 2)} %`;
}
