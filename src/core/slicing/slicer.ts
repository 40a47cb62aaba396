import type { FactOf } from '../facts';
import { nextChildId } from '../ids';
import type { Ledger } from '../ledger';
import type { Child } from '../order/child';
import { openChild, type Parent, replaceableChild, reservedQty, workingQty } from '../order/parent';
import { roomOf } from '../risk/participation';
import { childInDoubt } from '../routing/doubt';
import type { Emit, Stage } from '../turn';
import { childPrice } from './price';

/** Catching up, one child carries at most this many slots' quantity. */
const CATCH_UP = 3;

/** Makes one child out of what a schedule (or a passed-through order) asks for, or changes the one that works. */
export const slicer: Stage = (fact, books, _at, emit) => {
  switch (fact.type) {
    case 'ParentOrderAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      if (parent.strategy === 'DMA') passThrough(parent, books, emit);
      return;
    }
    case 'ParentRequestAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      if (parent.strategy === 'DMA' && fact.kind === 'Replace') passReplace(parent, fact, emit);
      return;
    }
    case 'SliceScheduled':
      return slice(books.parents.get(fact.parentId)!, fact, books, emit);
    default:
  }
};

function passThrough(parent: Parent, books: Ledger, emit: Emit): void {
  emit({
    type: 'ChildOrderProposed',
    childId: nextChildId(books),
    parentId: parent.parentId,
    orderQty: parent.state.orderQty,
    ordType: parent.ordType,
    price: parent.state.price,
    timeInForce: parent.timeInForce,
  });
}

function passReplace(parent: Parent, request: FactOf<'ParentRequestAccepted'>, emit: Emit): void {
  const child = replaceableChild(parent);
  const asked = parent.replacing.find(r => r.clOrdId === request.clOrdId);
  if (!child || !asked) return;
  const { orderQty, price } = request;
  emit({
    type: 'ChildReplaceProposed',
    childId: child.childId,
    orderQty: orderQty!,
    price,
    ordType: asked.ordType,
    body: asked.body,
    answers: asked.clOrdId,
  });
}

function slice(parent: Parent, fact: FactOf<'SliceScheduled'>, books: Ledger, emit: Emit): void {
  const skip = (reason: string): void => emit({ type: 'SliceSkipped', parentId: parent.parentId, slot: fact.slot, reason });
  const { lot } = parent.instrument;
  const child = openChild(parent);
  const elsewhere = workingQty(parent) - (child ? reservedQty(child) : 0);
  const due = Math.min(fact.target - parent.state.cumQty - elsewhere, CATCH_UP * Math.max(fact.slotQty, lot));
  const wanted = Math.floor(due / lot) * lot;
  if (wanted <= 0) return;
  const room = roomOf(parent, books);
  const qty = room === undefined ? wanted : Math.min(wanted, Math.floor((room + (child ? reservedQty(child) : 0)) / lot) * lot);
  if (qty <= 0) return skip(`ParticipationRate (849) ${parent.ownPart!.text} of the volume seen since it began leaves no room`);
  if (child && (!child.state.acknowledged || child.state.pending.length > 0))
    return skip('the working child has an answer outstanding');
  if (child?.state.suspended) return skip('the venue holds the working child');
  const doubtful = childInDoubt(parent, books);
  if (doubtful) return skip(`child '${doubtful.childId}' is in doubt at its venue`);
  if (child ? !books.sessions.get(child.venue ?? '')?.settled : books.readyVenue() === undefined)
    return skip('no venue is connected');
  const price = childPrice(parent, fact.urgency, books);
  if (price === undefined) return skip(`no ${fact.urgency === 'cross' ? 'far' : 'near'} touch in ${parent.instrument.symbol}`);
  if (child) return reprice(child, child.state.cumQty + qty, price, emit);
  emit({
    type: 'ChildOrderProposed',
    childId: nextChildId(books),
    parentId: parent.parentId,
    orderQty: qty,
    ordType: '2',
    price,
    timeInForce: '0',
  });
}

function reprice(child: Child, orderQty: number, price: number, emit: Emit): void {
  if (child.state.price === price && child.state.orderQty >= orderQty) return;
  emit({ type: 'ChildReplaceProposed', childId: child.childId, orderQty, price, ordType: child.ordType });
}
