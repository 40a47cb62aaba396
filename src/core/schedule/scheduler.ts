import type { FactOf } from '../facts';
import type { Micros } from '../numbers';
import { isFilled } from '../order/order';
import { isWorking, openChild, type Parent, wantsStop } from '../order/parent';
import type { Emit, Stage } from '../turn';
import { lookAt } from './twap';
import { windowOf } from './window';

/** A parent whose children were refused this often in a row, without one that worked, is ended. */
const REFUSALS = 10;

/** Plans a scheduled parent when it is accepted or replaced; at each of its timers says how much should be done by when. */
export const scheduler: Stage = (fact, books, at, emit) => {
  switch (fact.type) {
    case 'ParentOrderAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      if (parent.strategy === 'TWAP') plan(parent, parent.received, at, emit);
      return;
    }
    case 'ParentRequestAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      const asked = parent.replacing.find(r => r.clOrdId === fact.clOrdId);
      if (parent.strategy === 'TWAP' && asked) plan(parent, asked, at, emit);
      return;
    }
    case 'TimerFired': {
      const parent = books.parents.get(fact.timer);
      if (parent?.plan && isWorking(parent) && !parent.ending) look(parent, at, emit);
      return;
    }
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected': {
      // an order that was filled may have become open again: nothing else would look at it
      const parent = books.parentOf(books.children.get(fact.childId)!);
      if (parent.plan && isFilled(parent.state)) emit({ type: 'TimerSet', timer: parent.parentId, at });
      return;
    }
    default:
  }
};

function plan(parent: Parent, request: FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>, at: Micros, emit: Emit): void {
  const window = windowOf(request, at, parent.plan?.end);
  if ('code' in window) throw new Error(`intake let a window pass that is none: ${window.text}`);
  emit({ type: 'PlanMade', parentId: parent.parentId, ...window, base: parent.state.cumQty });
  emit({ type: 'TimerSet', timer: parent.parentId, at: window.start });
}

function look(parent: Parent, at: Micros, emit: Emit): void {
  const { plan, parentId } = parent;
  if (!plan) return;
  if (at >= plan.end) {
    const idle = parent.held !== undefined && parent.state.cumQty === plan.base && !openChild(parent);
    const reason = `the window has ended${idle ? `, and nothing traded in it: ${parent.held}` : ''}`;
    emit({ type: 'ParentEnding', parentId, as: 'Expired', reason });
    return;
  }
  if (refusals(parent) >= REFUSALS) {
    emit({ type: 'ParentEnding', parentId, as: 'Canceled', reason: `the last ${REFUSALS} children were refused` });
    return;
  }
  const view = lookAt(plan, parent.state.orderQty, parent.instrument.lot, at);
  if (wantsStop(parent)) emit({ type: 'SliceSkipped', parentId, slot: view.slot, reason: 'a cancel or replace is being worked' });
  else
    emit({
      type: 'SliceScheduled',
      parentId,
      slot: view.slot,
      target: view.target,
      slotQty: view.slotQty,
      urgency: view.urgency,
    });
  emit({ type: 'TimerSet', timer: parentId, at: view.next });
}

function refusals(parent: Parent): number {
  let n = 0;
  for (let i = parent.children.length - 1; i >= 0 && parent.children[i]!.state.closed === 'Rejected'; i--) n++;
  return n;
}
