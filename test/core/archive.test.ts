import { type ArchivedOrder, childKey, frozen, mayLeave, thawed } from '../../src/core/order/archive';
import type { Parent } from '../../src/core/order/parent';
import { Rig } from './rig';
import { snapshot } from './snapshot';

const parentOf = (rig: Rig, clOrdId: string): Parent => [...rig.books.parents.values()].find(p => p.clOrdIds.includes(clOrdId))!;

/** An order that was replaced (once refused by the venue), filled at odd prices, and had a fill corrected. */
function traded(): Rig {
  const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '30', '100.0125', { execId: 'F1' });
  rig.replace('B', 'A', { orderQty: '200' }).refuse('TC1R1', 'TC1');
  rig.replace('C', 'A', { orderQty: '120' }).replaced('TC1R2', '120', '100').fill('TC1R2', '90', '99.99');
  return rig.report('TC1R2', 'G', { execRefId: 'F1', lastQty: '30', lastPx: '100.01' });
}

const archive = (rig: Rig, order: ArchivedOrder): Rig => rig.post({ type: 'ClosedOrdersArchived', parentIds: [order.parentId] });

test('a frozen order is the same order again', () => {
  const parent = parentOf(traded(), 'A');
  expect(thawed(frozen(parent).text)).toEqual({ ...parent, levels: [], drawn: undefined });
});

test('the same where a field is a bigint that is not known to be one', () => {
  const parent = { ...parentOf(traded(), 'A'), held: (10n ** 20n) as never };
  expect(thawed(frozen(parent).text)).toEqual({ ...parent, levels: [], drawn: undefined });
});

test('it is kept under every name it was ever called', () => {
  const { keys } = frozen(parentOf(traded(), 'A'));
  expect(keys).toEqual([...['A', 'B', 'C'].map(id => `FIX.4.4:SLUICE->OMS ${id}`), childKey('TC1')]);
});

test('archived it leaves nothing behind, recalled the books are what they were', () => {
  const rig = traded();
  const order = frozen(parentOf(rig, 'A'));
  const before = snapshot(rig.books);
  archive(rig, order);
  const { parents, children, byClOrdId, byRequest, trades, working } = rig.books;
  const left = [parents, children, byClOrdId, byRequest, trades, working].map(m => m.size);
  rig.post({ type: 'OrderRecalled', order: order.text });
  expect([left, snapshot(rig.books)]).toEqual([[0, 0, 0, 0, 0, 0], before]);
});

test('a bust of a recalled fill is booked as it would have been', () => {
  const bust = (rig: Rig): string[] => {
    rig.heard();
    return rig.report('TC1R2', 'H', { execId: 'B1', execRefId: 'F1', lastQty: '30', lastPx: '100.0125' }).heard();
  };
  const there = Rig.ready().order('A').ack('TC1').fill('TC1', '100', '100.0125', { execId: 'F1' });
  const back = Rig.ready().order('A').ack('TC1').fill('TC1', '100', '100.0125', { execId: 'F1' });
  const order = frozen(parentOf(back, 'A'));
  archive(back, order).post({ type: 'OrderRecalled', order: order.text });
  expect(bust(back)).toEqual(bust(there));
});

test.each([
  ['works', (r: Rig) => r.ack('TC1'), false],
  ['is filled', (r: Rig) => r.ack('TC1').fill('TC1', '100', '100'), true],
  ['waits for an answer to a cancel', (r: Rig) => r.ack('TC1').cancel('B', 'A'), false],
  ['is canceled', (r: Rig) => r.ack('TC1').cancel('B', 'A').report('TC1R1', '4'), true],
  ['was canceled at the venue on its own', (r: Rig) => r.ack('TC1').report('TC1', '4'), true],
])('an order that %s: may it leave', (_name, story, may) => {
  const rig = Rig.ready().order('A');
  story(rig);
  expect(mayLeave(parentOf(rig, 'A'), rig.books)).toBe(may);
});
