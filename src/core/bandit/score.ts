import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { isOpen } from '../order/order';
import { isBuy, type Parent } from '../order/parent';
import { fourDecimals } from '../round';
import { type Emit, stage } from '../turn';
import type { OpenDraw } from './bandit';

const BPS = 10_000;

/** An arm is over once all that it was drawn for has traded, or its order is closed. Costs an order without an open arm nothing but the look. */
export const tacticScorer = stage(['ChildOrderFilled', 'ParentReported'], (fact, books, _at, emit) => {
  const { open } = books.bandit;
  if (open.size === 0) return;
  if (fact.type === 'ChildOrderFilled') {
    const parent = books.parentOf(books.children.get(fact.childId)!);
    const draw = open.get(parent.parentId);
    if (draw && draw.filled >= draw.drawn.qty) score(parent, 'filled', books, emit);
  } else {
    const parent = books.parents.get(fact.parentId)!;
    if (!isOpen(parent.state)) score(parent, 'over', books, emit);
  }
});

/** Tells what the open arm of an order came to; nothing where it has none. */
export function score(parent: Parent, ended: FactOf<'TacticScored'>['ended'], books: Ledger, emit: Emit): void {
  const open = books.bandit.open.get(parent.parentId);
  if (!open) return;
  const { n, arm } = open.drawn;
  const cost = costOf(open, parent, books);
  const known = typeof cost === 'string' ? { plain: cost } : { costBps: fourDecimals(cost) };
  emit({ type: 'TacticScored', parentId: parent.parentId, n, arm, ended, filled: open.filled, ...known });
}

/** Cost of an arm against mid at its draw, bps, or in words why it is not known. A resting arm pays the maker's fee, a crossing one the taker's. */
function costOf({ drawn, filled, paid }: OpenDraw, { side, instrument }: Parent, books: Ledger): number | string {
  const { qty, mid, arm, taker, maker, impact } = drawn;
  const traded = (paid / mid) * BPS + filled * (arm === 'cross' ? taker : maker);
  const rest = qty - filled;
  if (rest <= 0) return traded / qty;
  const quote = books.quotes.get(instrument.symbol);
  const far = isBuy(side) ? quote?.ask : quote?.bid;
  if (far === undefined) return 'no far touch to mark what did not trade';
  const later = ((isBuy(side) ? far - mid : mid - far) / mid) * BPS + taker + impact;
  return (traded + rest * later) / qty;
}
