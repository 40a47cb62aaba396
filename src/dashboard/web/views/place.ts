import { type LookAtBlotter, MOST_PARENTS } from '../../feed';
import type { Sort } from '../state/listing';
import type { Node } from '../state/tree';
import type { BlotterRow } from './blotter-row';

/** What of the tree is open, which parent is looked into, and where the keyboard is. */
export interface Place {
  /** Open parents, and of each the open children; the one that was opened first comes first. */
  readonly open: ReadonlyMap<string, ReadonlySet<string>>;
  readonly looked: string | null;
  /** Its row, and the id of the parent there; null where that is not known. */
  readonly cursor: { readonly node: Node; readonly id: string | null } | undefined;
}
const NOWHERE: Place = { open: new Map(), looked: null, cursor: undefined };

/** What a person set in the blotter. */
export interface Kept {
  readonly place: Place;
  readonly show: LookAtBlotter['show'];
  readonly filter: string;
  /** undefined: the latest first. */
  readonly sort: Sort | undefined;
}
export const KEPT: Kept = { place: NOWHERE, show: 'all', filter: '', sort: undefined };

export const isOpen = ({ open }: Place, parent: string, child: string): boolean => open.get(parent)?.has(child) ?? false;

/** The parent that a row belongs to. */
const parentOf = (row: BlotterRow): string => (row.level === 1 ? row.row.id : row.parent);

/** The place after a row was opened, or closed. The gateway tells of so many parents at once: beyond that the first that was opened closes. */
export function turned(place: Place, row: BlotterRow): Place {
  if (row.level === 3) return place;
  const open = new Map(place.open);
  const parent = parentOf(row);
  if (row.level === 2) {
    const children = new Set(open.get(parent));
    if (!children.delete(row.row.id)) children.add(row.row.id);
    open.set(parent, children);
  } else if (!open.delete(parent)) {
    open.set(parent, new Set());
    // one place is kept for the parent that is looked into
    if (open.size >= MOST_PARENTS) open.delete(open.keys().next().value!);
  }
  return { ...place, open };
}

/** The place after the cursor went to a row, which may not be known yet: its parent is looked into. */
export function moved(place: Place, row: BlotterRow | undefined, node: Node): Place {
  const id = row ? parentOf(row) : null;
  return { ...place, looked: id ?? place.looked, cursor: { node, id } };
}

/** Nothing is looked into; what is open stays open. */
export const closed = (place: Place): Place => ({ ...place, looked: null });
