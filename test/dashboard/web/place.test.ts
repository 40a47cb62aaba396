import type { ChildRow, ParentRow } from '../../../src/dashboard/feed';
import type { BlotterRow } from '../../../src/dashboard/web/views/blotter-row';
import { closed, isOpen, KEPT, moved, turned } from '../../../src/dashboard/web/views/place';

const parent = (id: string): BlotterRow => ({ level: 1, row: { id } as ParentRow, open: false });
const child = (of: string, id: string): BlotterRow => ({
  level: 2,
  row: { id } as ChildRow,
  parent: of,
  symbol: '',
  side: '',
  open: false,
});
const NOWHERE = KEPT.place;

test('rows open and close, a child inside its parent', () => {
  const opened = turned(turned(NOWHERE, parent('P1')), child('P1', 'C1'));
  const shut = turned(opened, child('P1', 'C1'));
  const gone = turned(opened, parent('P1'));
  expect([isOpen(opened, 'P1', 'C1'), isOpen(shut, 'P1', 'C1'), [...shut.open.keys()], gone.open.size]).toEqual([
    true,
    false,
    ['P1'],
    0,
  ]);
});

test('beyond what the gateway tells of at once, the parent that was opened first closes', () => {
  let place = NOWHERE;
  for (let k = 0; k < 25; k++) place = turned(place, parent(`P${k}`));
  expect([place.open.size, [...place.open.keys()][0]]).toEqual([19, 'P6']);
});

test('the parent of the row that the keyboard is on is looked into, and stays so while a row is not known', () => {
  const onChild = moved(NOWHERE, child('P1', 'C1'), { level: 2, parent: 0, child: 0 });
  const unknown = moved(onChild, undefined, { level: 1, parent: 700 });
  expect([onChild.looked, onChild.cursor?.id, unknown.looked, unknown.cursor?.id, closed(unknown).looked]).toEqual([
    'P1',
    'P1',
    'P1',
    null,
    null,
  ]);
});
