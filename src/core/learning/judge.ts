import type { Ledger } from '../ledger';
import { shortfallOf } from '../measures/shortfall';
import { isOpen } from '../order/order';
import { isBuy, type Parent } from '../order/parent';
import { fourDecimals } from '../round';
import { type Emit, stage } from '../turn';

/** Scores an adaptive order once it is over, and says when that decides between two models. Behind the reporter, which says that it is over. */
export const judge = stage(['ParentReported'], (fact, books, _at, emit) => {
  const { learning } = books;
  if (learning.arms.size === 0) return;
  const drawn = learning.arms.get(fact.parentId);
  if (!drawn || drawn.scored || drawn.arrival === null) return;
  const parent = books.parents.get(fact.parentId)!;
  if (!parent.accepted || isOpen(parent.state)) return;
  const bps = costOf(parent, drawn.arrival, books);
  if (!Number.isFinite(bps)) return;
  emit({ type: 'ParentScored', parentId: fact.parentId, arm: drawn.arm, isBps: fourDecimals(bps) });
  const { coverageFound, challenge } = learning;
  if (coverageFound) emit({ type: 'DriftDetected', model: parent.estimate!.model, ...coverageFound });
  if (challenge) verdict(books, emit);
});

function verdict({ learning }: Ledger, emit: Emit): void {
  const challenge = learning.challenge!;
  const judged = challenge.judged();
  if (judged.verdict === challenge.verdict) return;
  emit(judged);
  if (judged.verdict !== 'worse') return;
  const why = `it costs ${judged.difference} bps more (${judged.low} to ${judged.high}) over ${judged.n[0]} and ${judged.n[1]} orders`;
  emit({ type: 'ModelRolledBack', role: 'challenger', from: challenge.challenger, why });
}

/** Implementation shortfall in bps of what was ordered, fees left out; what is left is marked at the far touch. NaN where that is not known. */
function costOf({ state, instrument, side }: Parent, arrival: number, books: Ledger): number {
  const buy = isBuy(side);
  const units = 10 ** instrument.qtyScale;
  const qty = state.cumQty / units;
  const paid = Number(state.cost.n) / 10 ** state.cost.scale;
  const fills = qty > 0 ? [{ px: paid / qty, qty, fee: 0 }] : [];
  const quote = books.quotes.get(instrument.symbol);
  const far = buy ? quote?.ask : quote?.bid;
  const rest = far === undefined ? undefined : { px: far / 10 ** instrument.priceScale, fee: 0 };
  return shortfallOf({ buy, qty: state.orderQty / units, arrival, fills, rest }).bps;
}
