import fc from 'fast-check';
import { countOf, firstSeen, indexOf, type Node, nodeAt, type Tree, windowAround } from '../../../src/dashboard/web/state/tree';
import { rowWindow, scrollTo, stepped } from '../../../src/dashboard/web/ui/window';
import { runs } from '../../runs';

const TREE: Tree = {
  parents: 4,
  open: [
    { at: 1, children: 3, open: [{ at: 0, fills: 2 }] },
    { at: 3, children: 1, open: [] },
  ],
};

const text = (node: Node): string =>
  [node.parent, ...(node.level > 1 ? [(node as { child: number }).child] : []), ...(node.level === 3 ? [node.fill] : [])].join(
    '.',
  );

test('children follow their parent and fills their child, in one list', () => {
  const rows = Array.from({ length: countOf(TREE) }, (_, i) => text(nodeAt(TREE, i)));
  expect(rows).toEqual(['0', '1', '1.0', '1.0.0', '1.0.1', '1.1', '1.2', '2', '3', '3.0']);
});

const places = (most: number) =>
  fc.uniqueArray(fc.nat(most - 1), { maxLength: Math.min(4, most) }).map(at => at.sort((a, b) => a - b));
const openChildren = (children: number) =>
  children === 0
    ? fc.constant([])
    : places(children).chain(at => fc.tuple(...at.map(a => fc.nat(5).map(fills => ({ at: a, fills })))));
const openParent = (at: number) => fc.nat(20).chain(children => openChildren(children).map(open => ({ at, children, open })));
const trees = fc
  .integer({ min: 1, max: 30 })
  .chain(parents => places(parents).chain(at => fc.tuple(...at.map(openParent)).map(open => ({ parents, open }))));

test('whatever is open, every row has a node and every node its row', () => {
  fc.assert(
    fc.property(trees, tree => {
      const rows = Array.from({ length: countOf(tree) }, (_, i) => i);
      return (
        rows.every(i => indexOf(tree, nodeAt(tree, i)) === i) &&
        new Set(rows.map(i => text(nodeAt(tree, i)))).size === rows.length
      );
    }),
    { numRuns: runs(300) },
  );
});

test('what is asked for is around what is seen', () => {
  const { parent, children } = firstSeen(TREE, { from: 3, to: 6 });
  const windows = [0, 249, 250, 600, 5_000].map(first => windowAround(first, 1000).offset);
  expect({ parent, children: [...children], windows }).toEqual({ parent: 1, children: [[1, 0]], windows: [0, 0, 0, 250, 4_750] });
});

test('only the rows that are seen are drawn, with a few around them', () => {
  const windows = [
    rowWindow(21_000, 26, 0, 520),
    rowWindow(21_000, 26, 26_000, 520),
    rowWindow(5, 26, 0, 520),
    rowWindow(0, 26, 0, 520),
    rowWindow(10, 26, 9_999, 520),
  ];
  expect(windows).toEqual([
    { from: 0, to: 36, top: 0, total: 546_000 },
    { from: 992, to: 1036, top: 25_792, total: 546_000 },
    { from: 0, to: 5, top: 0, total: 130 },
    { from: 0, to: 0, top: 0, total: 0 },
    { from: 9, to: 10, top: 234, total: 260 },
  ]);
});

test('a scroll within eight rows draws nothing anew', () => {
  expect([0, 207, 208, 26_000].map(scrolled => stepped(scrolled, 26))).toEqual([0, 0, 208, 26_000]);
});

test('a row that is seen stays where it is; one that is not is scrolled to', () => {
  expect([scrollTo(5, 26, 0, 520), scrollTo(40, 26, 0, 520), scrollTo(2, 26, 520, 520)]).toEqual([0, 546, 52]);
});
