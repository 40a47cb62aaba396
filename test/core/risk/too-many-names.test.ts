import { MOST_NAMES } from '../../../src/core/instruments';
import { Rig, type RigOptions } from '../rig';

const ANY = { symbol: '*', tick: '0.01', lot: '1' };
const ACME = { symbol: 'ACME', tick: '0.01', lot: '1' };

/** A rig that was sent an order of each of so many accounts or symbols, all of them refused for their size. */
function flooded(what: 'account' | 'symbol', count: number, options: RigOptions = {}): Rig {
  const r = Rig.ready({ limits: { maxOrderQty: '100' }, instruments: [ACME, ANY], ...options });
  for (let n = 0; n < count; n++) r.order(`f${n}`, { orderQty: '101', [what]: `N${n}` });
  r.heard();
  return r;
}
const levels = (r: Rig): number => [...r.books.levels.all()].length;

describe.each([
  ['account', "Account (1) 'NEW'"],
  ['symbol', "Symbol (55) 'NEW'"],
] as const)('a flood of made-up names: %s', (what, named) => {
  test('ends in denials, and nothing more is kept', () => {
    const r = flooded(what, MOST_NAMES + 10);
    const before = levels(r);
    r.order('x', { [what]: 'NEW' });
    expect([r.heard(), levels(r) - before]).toEqual([
      [
        `8 x 150=8 39=8 103=99 TooManyNames: ${named} is new, and ${MOST_NAMES} are known that may be: name it in the limits file`,
      ],
      0,
    ]);
  });

  test('names that are known go on, and one that the limits name is taken', () => {
    const r = flooded(what, MOST_NAMES + 10, { levels: { accounts: { NEW: {} }, symbols: { NEW: {} } } });
    r.order('x', { [what]: 'N5' }).order('y', { [what]: 'NEW' });
    expect(r.heard()).toEqual(['D TC1 100@100', 'D TC2 100@100']);
  });
});

test('a symbol that the instruments name is taken', () => {
  const r = flooded('symbol', MOST_NAMES + 10, { instruments: [ACME, { ...ACME, symbol: 'NEW' }, ANY] });
  r.order('x', { symbol: 'NEW' });
  expect(r.heard()).toEqual(['D TC1 100@100']);
});

test('denied ones count for their session and the firm', () => {
  const r = flooded('account', MOST_NAMES);
  const { firm } = r.books.levels;
  const before = firm.exposure.day.messages;
  r.order('x', { account: 'NEW' });
  expect(firm.exposure.day.messages - before).toBe(1);
});

test('names that are known do not fill the memory by the places where they meet', () => {
  const r = Rig.ready({ instruments: [ANY] });
  r.books.places.most = 2;
  r.order('a', { account: 'A', symbol: 'S' }).order('b', { account: 'B', symbol: 'S' });
  r.heard();
  r.order('x', { account: 'A', symbol: 'T' }).order('y', { account: 'A', symbol: 'S' });
  expect(r.heard()).toEqual([
    "8 x 150=8 39=8 103=99 TooManyNames: Account (1) 'A' has not traded Symbol (55) 'T' by this session and strategy before, and 2 such places are known that may be",
    'D TC3 100@100',
  ]);
});
