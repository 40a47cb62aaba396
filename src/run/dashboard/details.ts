import type { Books } from '../../core/books';
import type { Parent } from '../../core/order/parent';
import type { ParentRow } from '../../dashboard/feed';
import { type Detail, MOST_SLICES } from '../../dashboard/frame/details';
import { List } from '../../dashboard/frame/list';
import { childRow, doneSteps, type FillOf, fillRow, fillsOf } from './child-rows';
import type { SeenOrder } from './seen-order';
import { sliceRows } from './slice-rows';
import { planView } from './trajectory';

/** Rows that are made, and fills that are looked at, before the line may go on. */
const ROWS_A_STEP = 20;
const FILLS_A_STEP = 1_000;

/** Notes that a detail's slices were made of so far. */
const noted = new WeakMap<Detail, number>();

/** Makes what is shown of an order that somebody looks into; yields now and then. `row`: as the blotter has it. */
export function* refreshDetail(
  detail: Detail,
  { parent, seen, row }: { readonly parent: Parent; readonly seen: SeenOrder; readonly row: ParentRow },
  books: Books,
  frame: number,
): Generator<void> {
  detail.found.set(true, frame);
  detail.row.set(row, frame);
  detail.plan.set(planView(parent), frame);
  const { estimate } = parent;
  detail.estimate.set(estimate ? { q50: estimate.q50, q90: estimate.q90, model: estimate.model } : null, frame);
  addSlices(detail, parent, seen, books);
  yield;
  const fills: FillOf[] = [];
  for (const fill of fillsOf(parent)) {
    fills.push(fill);
    if (fills.length % FILLS_A_STEP === 0) yield;
  }
  detail.done.set(doneSteps(parent, fills, seen.received), frame);
  yield;
  yield* showWindows(detail, parent, fills, { arrival: seen.arrival, frame });
}

/** Of an order that was denied at intake there is nothing but its row. */
export function refreshDenied(detail: Detail, row: ParentRow, frame: number): void {
  detail.found.set(true, frame);
  detail.row.set(row, frame);
  detail.plan.set(null, frame);
}

function addSlices(detail: Detail, parent: Parent, seen: SeenOrder, books: Books): void {
  const { notes, left } = seen;
  detail.slices ??= new List(2 * MOST_SLICES, left);
  const from = Math.max(0, (noted.get(detail) ?? 0) - left);
  if (from >= notes.length) return;
  noted.set(detail, left + notes.length);
  const rows = sliceRows(notes, from, parent.instrument, books.adaptive.known(parent.parentId)?.models ?? books.adaptive.models);
  detail.slices.add(rows);
}

/** The children and fills that are on somebody's screen. */
function* showWindows(
  detail: Detail,
  parent: Parent,
  fills: readonly FillOf[],
  { arrival, frame }: { readonly arrival: number | undefined; readonly frame: number },
): Generator<void> {
  let made = 0;
  for (const window of detail.windows.values()) {
    const { children: c, fills: f, limits } = window;
    const children = parent.children.slice(c.offset, c.offset + limits.children);
    for (const child of children) {
      detail.children.put(childRow(child, parent.instrument), frame);
      if (++made % ROWS_A_STEP === 0) yield;
    }
    c.show(
      children.map(child => child.childId),
      parent.children.length,
    );
    const rows = fills.slice(f.offset, f.offset + limits.fills).map(fill => fillRow(fill, parent, arrival));
    for (const row of rows) {
      detail.fills.put(row, frame);
      if (++made % ROWS_A_STEP === 0) yield;
    }
    f.show(
      rows.map(row => row.id),
      fills.length,
    );
  }
}
