import fc from 'fast-check';
import type { Changed, Page } from '../../src/dashboard/feed';
import { List } from '../../src/dashboard/frame/list';
import { PageView, type Told } from '../../src/dashboard/frame/page';
import { Part } from '../../src/dashboard/frame/part';
import { Rows } from '../../src/dashboard/frame/rows';
import { Table } from '../../src/dashboard/frame/table';

interface Row {
  readonly id: string;
  readonly v: number;
}
const ID = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const TABLE = fc.uniqueArray(fc.record({ id: ID, v: fc.integer({ min: 0, max: 2 }) }), { selector: r => r.id });
/** Tables one after the other, and whether a client was served after each. */
const STORY = fc.array(fc.tuple(TABLE, fc.boolean()), { minLength: 1, maxLength: 12 });
const sorted = (rows: Iterable<Row>): Row[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

test('a client that takes every change of a table, however many it slept through, has the table', () => {
  fc.assert(
    fc.property(STORY, story => {
      const table = new Table<Row>();
      const has = new Map<string, Row>();
      let told = 0;
      for (const [n, [rows, served]] of story.entries()) {
        const frame = n + 1;
        table.replace(rows, frame);
        if (!served) continue;
        const text = table.since(told);
        told = frame;
        if (text === undefined) continue;
        const { all, set, gone = [] } = JSON.parse(text) as Changed<Row>;
        if (all) has.clear();
        for (const id of gone) has.delete(id);
        for (const row of set) has.set(row.id, row);
      }
      const last = story.findLast(([, served]) => served);
      expect(sorted(has.values())).toEqual(sorted(last?.[0] ?? []));
    }),
  );
});

test('a client that takes every change of a page has the page, in its order', () => {
  fc.assert(
    fc.property(STORY, story => {
      const rows = new Rows<Row>();
      const page = new PageView(rows, 0);
      const has = new Map<string, Row>();
      let ids: readonly string[] = [];
      let told: Told | undefined;
      for (const [n, [table, served]] of story.entries()) {
        for (const row of table) rows.put(row, n + 1);
        page.show(
          table.map(r => r.id),
          table.length,
        );
        if (!served) continue;
        const text = page.since(told);
        told = page.told(n + 1);
        if (text === undefined) continue;
        const changed = JSON.parse(text) as Page<Row>;
        ids = changed.ids ?? ids;
        for (const row of changed.set) has.set(row.id, row);
      }
      const last = story.findLast(([, served]) => served);
      expect(ids.map(id => has.get(id))).toEqual(last?.[0] ?? []);
    }),
  );
});

test('who has not heard of rows that left long ago is told the whole table', () => {
  const table = new Table<Row>();
  const many = Array.from({ length: 1_500 }, (_, v) => ({ id: `r${v}`, v }));
  table.replace(many, 1);
  table.replace(many.slice(0, 1), 2);
  table.replace([], 3);
  expect([table.since(1), JSON.parse(table.since(2)!)]).toEqual(['{"all":true,"set":[]}', { set: [], gone: ['r0'] }]);
});

test('what is the same has not changed', () => {
  const part = new Part<{ n: number }>();
  part.set({ n: 1 }, 1);
  part.set({ n: 1 }, 2);
  part.set({ n: 2 }, 3);
  expect([part.since(0), part.since(1), part.since(3)]).toEqual(['{"n":2}', '{"n":2}', undefined]);
});

test('a list tells what was added since, and all that it keeps to who saw less', () => {
  const list = new List(3);
  list.add([1, 2]);
  const first = list.since(undefined);
  list.add([3]);
  const second = list.since(2);
  list.add([4, 5]);
  expect([first, second, list.since(3), list.since(1), list.since(5)]).toEqual([
    '{"all":true,"set":[1,2],"left":0}',
    '{"set":[3],"left":0}',
    '{"set":[4,5],"left":2}',
    '{"all":true,"set":[3,4,5],"left":2}',
    undefined,
  ]);
});
