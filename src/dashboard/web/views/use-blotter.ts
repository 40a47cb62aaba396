import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FillRow, LookAtParent } from '../../feed';
import { isWhole, type Listing, listing } from '../state/listing';
import type { Looked, State } from '../state/state';
import { rowAt } from '../state/take';
import { countOf, firstSeen, indexOf, type Node, nodeAt, type OpenParent, type Tree, windowAround } from '../state/tree';
import type { BlotterParts } from './blotter-parts';
import type { BlotterRow } from './blotter-row';
import { isOpen, type Kept, type Place } from './place';

/** Rows of a table that are asked for around those that are seen; and the latest fills of an order. */
const ROWS = 1000;

/** The blotter's tree as it is known, with what is needed to move in it. Says to the gateway what is on screen. */
export function useBlotter({ state, look, kept, setKept }: BlotterParts) {
  const { place, show, filter, sort } = kept;
  const [seen, setSeen] = useState({ from: 0, to: 40 });
  const list = useMemo(() => listing(state.blotter, sort), [state.blotter, sort]);
  const tree = useTree(state, list, kept);
  const first = firstSeen(tree, seen);
  const rows = windowAround(first.parent, ROWS);
  useEffect(() => look({ say: 'blotter', ...rows, show, filter }), [rows.offset, show, filter]);
  const parents = lookedAt(state, list, place, first.children);
  useEffect(() => look({ say: 'parents', parents }), [JSON.stringify(parents)]);
  const setPlace = useCallback((next: (now: Place) => Place) => setKept(now => ({ ...now, place: next(now.place) })), [setKept]);
  const change = (next: Partial<Omit<Kept, 'place'>>): void => setKept(now => ({ ...now, ...next }));
  const onSeen = useRef((from: number, to: number) => setSeen({ from, to })).current;
  const row = (index: number): BlotterRow | undefined => rowOf(state, list, place, nodeAt(tree, index));
  return { setPlace, change, tree, count: countOf(tree), row, at: cursorAt(tree, list, place), onSeen };
}

/** The cursor follows its order as others come in above it. */
function cursorAt(tree: Tree, list: Listing, { cursor }: Place): number {
  if (cursor === undefined) return -1;
  const { node, id } = cursor;
  const parent = (id === null ? undefined : list.placeOf(id)) ?? node.parent;
  return Math.min(indexOf(tree, { ...node, parent }), countOf(tree) - 1);
}

/** Where the open rows are. One that is outside what is known is where it was last, unless all are known: then it is not shown. */
function useTree(state: State, list: Listing, { place, show, filter, sort }: Kept): Tree {
  const last = useMemo(() => new Map<string, number>(), [show, filter, sort]);
  const whole = isWhole(state.blotter);
  const parents: OpenParent[] = [];
  for (const [id, children] of place.open) {
    const at = list.placeOf(id) ?? (whole ? undefined : last.get(id));
    if (at === undefined) continue;
    last.set(id, at);
    parents.push(openParent(state.parents.get(id), at, children));
  }
  parents.sort((a, b) => a.at - b.at);
  return { parents: list.total, open: parents };
}

function openParent(looked: Looked | undefined, at: number, open: ReadonlySet<string>): OpenParent {
  if (!looked) return { at, children: 0, open: [] };
  const { ids, offset, total } = looked.children;
  const places = [...open].map(id => ({ id, place: ids.indexOf(id) })).filter(({ place }) => place >= 0);
  const children = places.map(({ id, place }) => ({ at: offset + place, fills: fillsOf(looked, id).length }));
  return { at, children: total, open: children.sort((a, b) => a.at - b.at) };
}

/** The fills of a child among those that are known: the latest of the order. */
function fillsOf({ fills }: Looked, child: string): readonly FillRow[] {
  const found: FillRow[] = [];
  for (const fill of fills.rows.values()) if (fill.child === child) found.push(fill);
  return found;
}

/** What is asked of the parents that are open or looked into: the children that are seen, the latest fills. */
function lookedAt(state: State, list: Listing, { open, looked }: Place, children: ReadonlyMap<number, number>): LookAtParent[] {
  const ids = new Set([...open.keys(), ...(looked === null ? [] : [looked])]);
  return [...ids].map(id => {
    const at = list.placeOf(id);
    const total = state.parents.get(id)?.fills.total ?? 0;
    return {
      id,
      children: windowAround((at === undefined ? undefined : children.get(at)) ?? 0, ROWS),
      fills: { offset: Math.max(0, total - ROWS), limit: ROWS },
    };
  });
}

function rowOf(state: State, list: Listing, place: Place, node: Node): BlotterRow | undefined {
  const id = list.idAt(node.parent);
  if (id === undefined) return undefined;
  if (node.level === 1) {
    const row = state.blotter.rows.get(id);
    return row && { level: 1, row, open: place.open.has(id) };
  }
  const looked = state.parents.get(id);
  const child = looked && rowAt(looked.children, node.child);
  if (!looked?.row || !child) return undefined;
  const { symbol, side } = looked.row;
  if (node.level === 2) return { level: 2, row: child, parent: id, symbol, side, open: isOpen(place, id, child.id) };
  const row = fillsOf(looked, child.id)[node.fill];
  return row && { level: 3, row, parent: id, symbol, side };
}
