import { stage } from '../turn';
import { atClose } from './at-close';
import { followTouch, restOver } from './follow';
import { passReplace, passThrough } from './pass-through';
import { workSlice } from './slice';

/** Makes one child out of what a schedule (or a passed-through order) asks for, or changes the one that works; one that rests follows the touch. */
export const slicer = stage(
  ['ParentOrderAccepted', 'ParentRequestAccepted', 'SliceScheduled', 'QuoteReceived', 'TimerFired'],
  (fact, books, at, emit) => {
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
      case 'SliceScheduled': {
        const parent = books.parents.get(fact.parentId)!;
        return fact.forClose ? atClose(parent, fact, books, emit) : workSlice(parent, fact, books, at, emit);
      }
      case 'QuoteReceived':
        return followTouch(fact.symbol, books, at, emit);
      case 'TimerFired':
        return restOver(fact.timer, books, at, emit);
      default:
    }
  },
);
