import type { Window } from '../../feed';

/** The blotter as one list: parents, below an open one its children, below an open child its fills. Open ones by rising place. */
export interface Tree {
  readonly parents: number;
  readonly open: readonly OpenParent[];
}
export interface OpenParent {
  /** Place among the parents. */
  readonly at: number;
  readonly children: number;
  readonly open: readonly OpenChild[];
}
export interface OpenChild {
  /** Place among the parent's children. */
  readonly at: number;
  readonly fills: number;
}

/** What a row of the list is, by places in its own tables. */
export type Node =
  | { readonly level: 1; readonly parent: number }
  | { readonly level: 2; readonly parent: number; readonly child: number }
  | { readonly level: 3; readonly parent: number; readonly child: number; readonly fill: number };

/** Rows below an open parent. */
const sizeOf = ({ children, open }: OpenParent): number => open.reduce((sum, child) => sum + child.fills, children);

/** Rows of the list. */
export const countOf = ({ parents, open }: Tree): number => open.reduce((sum, parent) => sum + sizeOf(parent), parents);

/** What the row at a place of the list is. */
export function nodeAt({ open }: Tree, index: number): Node {
  let above = 0;
  for (const parent of open) {
    const row = parent.at + above;
    if (index <= row) break;
    const size = sizeOf(parent);
    if (index - row - 1 < size) return insideOf(parent, index - row - 1);
    above += size;
  }
  return { level: 1, parent: index - above };
}

function insideOf({ at, open }: OpenParent, inside: number): Node {
  let above = 0;
  for (const child of open) {
    const row = child.at + above;
    if (inside <= row) break;
    const fill = inside - row - 1;
    if (fill < child.fills) return { level: 3, parent: at, child: child.at, fill };
    above += child.fills;
  }
  return { level: 2, parent: at, child: inside - above };
}

/** The place of a node in the list. */
export function indexOf({ open }: Tree, node: Node): number {
  let index = node.parent;
  for (const parent of open) if (parent.at < node.parent) index += sizeOf(parent);
  if (node.level === 1) return index;
  index += 1 + node.child;
  for (const child of open.find(p => p.at === node.parent)?.open ?? []) if (child.at < node.child) index += child.fills;
  return node.level === 2 ? index : index + 1 + node.fill;
}

/** Rows that the list shows. */
export interface Seen {
  readonly from: number;
  readonly to: number;
}

/** The first parent that is seen, and the first child of each open parent that is. */
export function firstSeen(
  tree: Tree,
  { from, to }: Seen,
): { readonly parent: number; readonly children: ReadonlyMap<number, number> } {
  const children = new Map<number, number>();
  let parent = Number.POSITIVE_INFINITY;
  for (let i = from; i < Math.min(to, countOf(tree)); i++) {
    const node = nodeAt(tree, i);
    parent = Math.min(parent, node.parent);
    if (node.level !== 1 && !children.has(node.parent)) children.set(node.parent, node.child);
  }
  return { parent: parent === Number.POSITIVE_INFINITY ? 0 : parent, children };
}

/** A window of `limit` rows around a row, moved in steps of a quarter, so that a scroll mostly finds its rows there and asks for nothing. */
export function windowAround(first: number, limit: number): Window {
  const step = limit / 4;
  return { offset: Math.max(0, Math.floor(first / step - 1) * step), limit };
}
