import type { FactOf } from '../facts';
import { nextRequestId, originOf } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { type Emit, stage } from '../turn';
import { chooseVenue } from './choose';
import { noneReady, readyVenue } from './ready';

/** Sends what the risk gate let through: a new child to the venue chosen for it, a replace where its child works. Without one, it is denied. */
export const router = stage(['ChildOrderProposed', 'ChildReplaceProposed'], (fact, books, at, emit) => {
  if (fact.type === 'ChildOrderProposed') return release(fact, books, at, emit);
  releaseReplace(fact, books, emit);
});

function release(fact: FactOf<'ChildOrderProposed'>, books: Ledger, at: Micros, emit: Emit): void {
  const { childId } = fact;
  const child = books.children.get(childId)!;
  if (child.state.closed) return;
  const parent = books.parentOf(child);
  if (books.venues.length < 2) {
    const venue = readyVenue(parent.received, parent.strategy === 'DMA', books);
    if (venue === undefined) emit({ type: 'ChildOrderDenied', childId, code: 'VenueDown', text: downText(parent, books) });
    else emit({ type: 'ChildOrderReleased', childId, venue });
    return;
  }
  const chosen = chooseVenue(parent, fact, books, at);
  if (chosen) emit({ type: 'ChildOrderReleased', childId, venue: chosen.venue, choice: chosen.choice });
  else emit({ type: 'ChildOrderDenied', childId, code: 'VenueDown', text: downText(parent, books) });
}

const downText = ({ received }: Parent, books: Ledger): string => `VenueDown: ${noneReady(received, books)}`;

function releaseReplace(fact: FactOf<'ChildReplaceProposed'>, books: Ledger, emit: Emit): void {
  const child = books.children.get(fact.childId)!;
  if (!child.proposed) return;
  const { answers } = fact;
  if (child.venue === undefined || !books.sessions.get(child.venue)?.settled) {
    emit({
      type: 'ChildReplaceDenied',
      childId: child.childId,
      code: 'VenueDown',
      text: 'VenueDown: the venue is not connected',
      answers,
    });
    return;
  }
  const { childId, orderQty, price, ordType, body } = fact;
  emit({
    type: 'ChildReplaceReleased',
    childId,
    clOrdId: nextRequestId(child),
    origClOrdId: originOf(child),
    orderQty,
    price,
    ordType,
    body,
    answers,
  });
}
