import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import type { Emit } from '../turn';

/** Timer of a parent whose resting child is looked at between two looks of its schedule. */
const REST = 'rest ';

/** Looks at the resting child of a parent by then, where no look at it is due before. */
export function lookBy(parent: Parent, when: Micros, books: Ledger, emit: Emit): void {
  const timer = REST + parent.parentId;
  const due = Math.min(books.timers.get(timer) ?? when + 1, books.timers.get(parent.parentId) ?? when + 1);
  if (due > when) emit({ type: 'TimerSet', timer, at: when });
}

/** The parent whose resting child a timer is about; undefined for any other timer. */
export const restingParent = (timer: string, books: Ledger): Parent | undefined =>
  timer.startsWith(REST) ? books.parents.get(timer.slice(REST.length)) : undefined;

/** The scheduled parent that a timer has looked at, by its schedule or between two looks: its decision wants to know the market. */
export const parentOfTimer = (timer: string, books: Ledger): Parent | undefined =>
  books.parents.get(timer) ?? restingParent(timer, books);
