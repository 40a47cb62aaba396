import { isBuy } from '../../../core/order/parent';
import type { BacktestRun } from '../run';
import { idsOf, orderedOf, type ParentTrail } from '../trail';
import type { WitnessedFill } from '../witness';
import { type MidAt, type SeenMid, seenBefore } from './mids';

/**
 * What an order's implementation shortfall is made of: basis points of the ordered value, above 0 is worse. The five add up to IS. With s (1 buys, -1 sells), a fill of q at p,
 * the mid m that was last seen before it, the mid c of the same moment in the same market without our orders, and p_0, m_0 and c_0 the same at arrival:
 *
 * - spread: s q (p - m), the effective half-spread (Huang and Stoll, Journal of Financial Economics 41, 1996): paid by who takes, earned by who rests;
 * - impact: s q ((m - c) - (m_0 - c_0)), what our orders had moved the mid since arrival. It is seen, not modelled: a run of the same seed in which nobody of ours trades says
 *   what the mid would have been. What several orders of ours do to one symbol is in the impact of each;
 * - timing: s q (c - c_0), where the market went meanwhile by itself;
 * - fees: of the fills, and of completing;
 * - rest: s (Q - sum q)(p_end - p_0), what was not done at the price of completing (Perold's opportunity cost, Journal of Portfolio Management 14, 1988).
 */
export interface CostParts {
  readonly spreadBps: number | null;
  readonly impactBps: number | null;
  readonly timingBps: number | null;
  readonly feeBps: number | null;
  readonly restPriceBps: number | null;
}

/** Names of the parts, in the order in which they are told. */
export const PARTS = [
  'spreadBps',
  'impactBps',
  'timingBps',
  'feeBps',
  'restPriceBps',
] as const satisfies readonly (keyof CostParts)[];

const UNKNOWN: CostParts = { spreadBps: null, impactBps: null, timingBps: null, feeBps: null, restPriceBps: null };

/** The parts of an order's cost; all null where it was denied or IS is not known. `without`: the mid of its symbol where nobody of ours trades. */
export function costParts(trail: ParentTrail, run: BacktestRun, without: MidAt): CostParts {
  const { spec, received, rest, denied } = trail;
  const { quotes } = run.witness.of(spec.order.symbol);
  const arrival = seenBefore(quotes, received);
  const fills = run.witness.fillsOf(idsOf(trail));
  const qty = orderedOf(trail);
  const left = qty - sum(fills, f => f.qty);
  if (denied !== undefined || !arrival || (left > 0 && !rest)) return UNKNOWN;
  const base = (isBuy(spec.order.side) ? 1e4 : -1e4) / (qty * arrival.mid);
  const moved = movedBy(fills, arrival, without, fill => seenBefore(quotes, fill.at, fill.quotesBefore));
  const fees = sum(fills, f => f.fee) + (left > 0 ? rest!.fee : 0);
  const parts = {
    spreadBps: base * moved.spread,
    impactBps: base * moved.impact,
    timingBps: base * moved.timing,
    feeBps: (1e4 * fees) / (qty * arrival.mid),
    restPriceBps: left > 0 ? base * left * (rest!.px - arrival.mid) : 0,
  };
  return Object.values(parts).every(Number.isFinite) ? parts : UNKNOWN;
}

/** Sums over fills, in the price's currency and without a sign. */
function movedBy(
  fills: readonly WitnessedFill[],
  arrival: SeenMid,
  without: MidAt,
  met: (fill: WitnessedFill) => SeenMid | undefined,
): { readonly spread: number; readonly impact: number; readonly timing: number } {
  const alone = without(arrival.at);
  let [spread, impact, timing] = [0, 0, 0];
  for (const fill of fills) {
    const seen = met(fill) ?? arrival;
    const went = without(seen.at) - alone;
    spread += fill.qty * (fill.px - seen.mid);
    impact += fill.qty * (seen.mid - arrival.mid - went);
    timing += fill.qty * went;
  }
  return { spread, impact, timing };
}

const sum = <T>(of: readonly T[], value: (item: T) => number): number => of.reduce((s, item) => s + value(item), 0);
