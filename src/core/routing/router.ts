import { nextRequestId, originOf } from '../ids';
import type { Stage } from '../turn';

/** Sends what the risk gate let through: to the first venue that takes orders now. Without one, the child is denied. */
export const router: Stage = (fact, books, _at, emit) => {
  if (fact.type === 'ChildOrderProposed') {
    const { childId } = fact;
    if (books.children.get(childId)!.state.closed) return;
    const venue = books.readyVenue();
    if (venue === undefined)
      emit({ type: 'ChildOrderDenied', childId, code: 'VenueDown', text: 'VenueDown: no venue is connected' });
    else emit({ type: 'ChildOrderReleased', childId, venue });
    return;
  }
  if (fact.type !== 'ChildReplaceProposed') return;
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
};
