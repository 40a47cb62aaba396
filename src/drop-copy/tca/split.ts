import { addExact, type Exact, mulExact, ZERO } from '../../core/numbers';

/** A fill as its cost is taken apart. */
export interface SplitFill {
  readonly qty: Exact;
  readonly px: Exact;
  /** Mid just before it; undefined where it is not known. */
  readonly mid: Exact | undefined;
  /** How far the fills of the order before it had moved the mid, up or down; undefined where that is not known. */
  readonly moved: Exact | undefined;
}

/** An order as its cost is taken apart. All exact; prices in the currency of the price. */
export interface SplitOrder {
  readonly buy: boolean;
  /** Price when it was decided. */
  readonly decision: Exact;
  /** Price when it first could trade; undefined where that moment, or the price, is not known. */
  readonly access: Exact | undefined;
  readonly fills: readonly SplitFill[];
  /** What was ordered and not done. */
  readonly left: Exact;
  /** Price when the order was over; undefined where it is not known. */
  readonly end: Exact | undefined;
  /** Fees, below 0 rebates; undefined where nothing tells them. */
  readonly fees: Exact | undefined;
}

/** Parts of a cost, in the order in which they are told. `timing` is the residual. */
export const PARTS = ['delay', 'spread', 'impact', 'timing', 'opportunity', 'fees'] as const;
export type Part = (typeof PARTS)[number];

/** What an order cost, exactly, above 0 worse, and what that is made of: the parts that are not null add up to `total`. */
export interface CostSplit {
  readonly total: Exact;
  /** Value of what was ordered at the decision price: what basis points are of. */
  readonly value: Exact;
  /** Null where there are no data for it. */
  readonly parts: Readonly<Record<Part, Exact | null>>;
  /** Parts without data that are in the total all the same: `timing`, the residual, holds them. */
  readonly held: readonly Part[];
  /** Parts without data that nothing can stand for: the total is without them. */
  readonly without: readonly Part[];
}

/**
 * Perold's implementation shortfall of the ordered quantity Q against the decision price d, s sum(q p) + s (Q - sum q) e - s Q d + fees (Journal of Portfolio Management 14,
 * 1988; s is 1 for who buys, -1 for who sells), taken apart at the price a of market access as in the expanded shortfall of Wagner and Edwards (Financial Analysts Journal 49,
 * 1993; Kissell, The Science of Algorithmic Trading and Portfolio Management, 2013):
 *
 * - delay: s Q (a - d);
 * - spread: s q (p - m) of each fill, m the mid just before it: the effective half-spread (Huang and Stoll, Journal of Financial Economics 41, 1996);
 * - impact: s q j of each fill, j how far the fills before it had moved the mid (`SplitFill.moved`);
 * - opportunity: s (Q - sum q) (e - a);
 * - fees;
 * - timing: what is left of the total, the residual; with all others known it is s q (m - a - j) of each fill, where the market went by itself.
 */
export function splitCost(order: SplitOrder): CostSplit {
  const { buy, decision, access, fills, left, end, fees } = order;
  const sign = buy ? 1n : -1n;
  const sum = (of: (fill: SplitFill) => Exact): Exact =>
    fills.reduce((total, fill) => addExact(total, mulExact(fill.qty, of(fill))), ZERO);
  const done = fills.reduce((total, { qty }) => addExact(total, qty), ZERO);
  const measured = end || left.n === 0n ? addExact(done, left) : done;
  const from = access ?? decision;
  const signed = (value: Exact): Exact => ({ n: sign * value.n, scale: value.scale });
  const known = {
    delay: access ? signed(mulExact(measured, minus(access, decision))) : null,
    spread: fills.every(f => f.mid) ? signed(sum(f => minus(f.px, f.mid!))) : null,
    impact: fills.every(f => f.moved) ? signed(sum(f => f.moved!)) : null,
    opportunity: left.n === 0n ? ZERO : end ? signed(mulExact(left, minus(end, from))) : null,
    fees: fees ?? null,
  };
  const paid = sum(f => minus(f.px, decision));
  const unfilled = left.n !== 0n && end ? mulExact(left, minus(end, decision)) : ZERO;
  const total = addExact(signed(addExact(paid, unfilled)), fees ?? ZERO);
  const timing = Object.values(known).reduce<Exact>((rest, part) => (part ? minus(rest, part) : rest), total);
  return {
    total,
    value: mulExact(addExact(done, left), decision),
    parts: { ...known, timing },
    held: (['delay', 'spread', 'impact'] as const).filter(part => !known[part]),
    without: (['opportunity', 'fees'] as const).filter(part => !known[part]),
  };
}

/** a - b, exactly. */
export const minus = (a: Exact, b: Exact): Exact => addExact(a, { n: -b.n, scale: b.scale });

/** Whole cents of an amount, half a cent away from zero. */
export function centsOf({ n, scale }: Exact): number {
  if (scale <= 2) return Number(n * 10n ** BigInt(2 - scale));
  const unit = 10n ** BigInt(scale - 2);
  const magnitude = n < 0n ? -n : n;
  const cents = (2n * magnitude + unit) / (2n * unit);
  return Number(n < 0n ? -cents : cents);
}

/** An exact number as a float, for statistics. */
export const floatOf = ({ n, scale }: Exact): number => Number(n) / 10 ** scale;
