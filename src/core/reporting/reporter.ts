import { CHILD_FACTS, type ChildFact, isChildFact } from '../child-facts';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { fillOf } from '../order/child';
import { isOpen, type Pending } from '../order/order';
import { openChild, type Parent, wantsStop } from '../order/parent';
import { stopDenial } from '../risk/gate';
import { heldText } from '../risk/soft-limits';
import { type Emit, stage } from '../turn';
import { passOn } from './pass-on';
import { cancelAnswered, denyRequest, expected, tell, tellEnd } from './tell';

/** Last stage: tells the OMS what its parent has become. A passed-through order tells what its child was told; a scheduled one sums its children up. */
export const reporter = stage(
  ['ParentOrderAccepted', 'ParentOrderHeld', 'ParentRequestAccepted', 'ParentEnding', ...CHILD_FACTS],
  (fact, books, at, emit) => {
    if (isChildFact(fact)) return ofChild(fact, books, at, emit);
    switch (fact.type) {
      case 'ParentOrderAccepted': {
        const parent = books.parents.get(fact.parentId)!;
        if (parent.strategy !== 'DMA') tell(parent, 'Acknowledged', books, emit, expected(parent));
        return;
      }
      case 'ParentOrderHeld': {
        const parent = books.parents.get(fact.parentId)!;
        return tell(parent, 'PendingNew', books, emit, { text: heldText(parent.hold!) });
      }
      case 'ParentRequestAccepted': {
        const parent = books.parents.get(fact.parentId)!;
        const event = fact.kind === 'Cancel' ? 'PendingCancel' : 'PendingReplace';
        tell(parent, event, books, emit, { clOrdId: fact.clOrdId, origClOrdId: parent.clOrdId });
        return conclude(parent, books, at, emit);
      }
      case 'ParentEnding':
        return conclude(books.parents.get(fact.parentId)!, books, at, emit);
      default:
    }
  },
);

function ofChild(fact: ChildFact, books: Ledger, at: Micros, emit: Emit): void {
  const child = books.children.get(fact.childId)!;
  const parent = books.parentOf(child);
  switch (fact.type) {
    case 'ChildStatusAsked':
    case 'ChildStatusAnswered':
    case 'ChildLeftInDoubt':
      return; // what they lead to is told of itself
    case 'ChildOrderFilled':
      filled(parent, fact, books, emit);
      break;
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected': {
      const { lastQty, lastPx, lastQtyText, lastPxText, prior, execId } = fact;
      const execRefId = fillOf(child, fact.execRefId)?.reportedAs ?? fact.execRefId;
      const event = fact.type === 'ChildTradeCanceled' ? 'TradeCanceled' : 'TradeCorrected';
      tell(parent, event, books, emit, { lastQty, lastPx, lastQtyText, lastPxText, prior, execRefId, venueExecId: execId });
      break;
    }
    default:
      if (parent.strategy === 'DMA') passOn(parent, fact, books, emit);
  }
  conclude(parent, books, at, emit);
}

function filled(parent: Parent, fact: FactOf<'ChildOrderFilled'>, books: Ledger, emit: Emit): void {
  const { lastQty, lastPx, lastQtyText, lastPxText } = fact;
  const detail = { lastQty, lastPx, lastQtyText, lastPxText, venueOrderId: fact.orderId, venueExecId: fact.execId };
  tell(parent, 'Filled', books, emit, detail);
}

/** Ends what was waiting for children to go: our own ending, a cancel, a replace to less than worked. */
function conclude(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  if (parent.state.pending.length === 0 && !parent.ending) return;
  if (openChild(parent) && (parent.strategy === 'DMA' || wantsStop(parent))) return;
  if (parent.ending && isOpen(parent.state))
    tellEnd(parent, parent.ending.as, books, emit, { ...cancelAnswered(parent), text: parent.ending.reason });
  for (const p of parent.state.pending) {
    if (p.kind === 'Replace' && parent.strategy !== 'DMA') {
      const reopens = !isOpen(parent.state) && p.orderQty! > parent.state.cumQty;
      if (reopens && !mayReopen(parent, p, books, at, emit)) continue;
      const detail = { clOrdId: p.clOrdId, origClOrdId: parent.clOrdId, orderQty: p.orderQty!, price: p.price };
      tell(parent, 'Replaced', books, emit, detail);
    } else if (p.kind === 'Cancel' && isOpen(parent.state)) {
      tell(parent, 'Canceled', books, emit, { clOrdId: p.clOrdId, origClOrdId: parent.clOrdId });
    } else if (!venueAnswers(parent)) {
      denyRequest(parent, p, 0, 'too late: the order is Filled', emit);
    }
  }
}

/**
 * Whether a replace may open an order that was filled while it waited; denied where not. What was ended, halted or killed meanwhile found the order
 * filled, and would not end it again.
 */
function mayReopen(parent: Parent, request: Pending, books: Ledger, at: Micros, emit: Emit): boolean {
  const { ending } = parent;
  const why = stopDenial(parent, { orderQty: request.orderQty!, price: request.price }, books, at);
  if (ending) denyRequest(parent, request, 0, `too late: the order is being ended: ${ending.reason}`, emit);
  else if (why) denyRequest(parent, request, 99, `${why.code}: ${why.text}`, emit);
  return !ending && !why;
}

/** A passed-through request that reached the venue is answered by it; one that never could (venue down) is ours to answer. */
const venueAnswers = (parent: Parent): boolean =>
  parent.strategy === 'DMA' && parent.children.some(c => c.state.pending.length > 0);
