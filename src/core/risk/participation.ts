import { denial } from '../denials';
import { formatDecimal, type Micros, type Qty } from '../numbers';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';
import { Market } from './market';

/** Length of the interval where it is not set (us). */
const INTERVAL: Micros = 300_000_000;

/**
 * Our part of the volume seen in a symbol, with this child and all other children open in it, at most so many per cent: of the day, and of
 * the last interval. Judged where an order goes out, for a parent may wait for volume. No volume seen denies.
 */
export const participation: Check = {
  code: 'Participation',
  points: ['child', 'replace'],
  about:
    'Traded today (or in the interval) and open at venues in the symbol, this child with it, at most so many per cent of the volume that market data told of in that time. No volume seen denies.',
  source: 'FIA best practices (2024), read at second hand; FIX 5.0 field 849 for the word',
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
  const ours = own + working + more * 10 ** (scale - instrument.qtyScale);
  if (!isMore(ours, 10_000, seen, bps)) return undefined;
  const [with_, of] = [ours, seen].map(qty => formatDecimal(qty, scale));
  return `traded and open would be ${with_} of a volume of ${of}, more than ${formatDecimal(bps, 2)} %`;
}
