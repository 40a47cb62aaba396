import { limitRows, positionRows } from '../../../src/run/dashboard/risk-rows';
import { Rig } from '../../core/rig';

/** What a generator that stops now and then comes to. */
function made<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const LIMIT = { maxPosition: '500' };

/** An order of each account in a symbol of its own. */
function orders(placed: Readonly<Record<string, string>>): Rig {
  const accounts = Object.fromEntries(Object.keys(placed).map(account => [account, LIMIT]));
  const instruments = Object.values(placed).map(symbol => ({ symbol, tick: '0.01', lot: '1' }));
  const rig = Rig.ready({ instruments, levels: { accounts } });
  for (const [account, symbol] of Object.entries(placed)) rig.order(account, { account, symbol });
  return rig;
}

const told = (rows: readonly { readonly id: string }[]) => [rows.length, new Set(rows.map(r => r.id)).size];

test('positions are told apart whatever is in the names of accounts and symbols', () => {
  const rig = orders({ A: 'B C', 'A B': 'C' });
  expect(told(made(positionRows(rig.books)))).toEqual([2, 2]);
});

test('so are limits', () => {
  const rig = orders({ A: 'B.maxPosition C', 'A.maxPosition B': 'C' });
  expect(told(made(limitRows(rig.books, rig.at)))).toEqual([2, 2]);
});
