import type { AlertRow, Changes, ParentDetail, ParentRow, SliceRow, Welcome } from '../../../src/dashboard/feed';
import { nothingYet, type State } from '../../../src/dashboard/web/state/state';
import { onlyParents, rowAt, take } from '../../../src/dashboard/web/state/take';

const WELCOME: Welcome = {
  type: 'welcome',
  epoch: 'e1',
  version: '1',
  at: 5,
  person: null,
  signIn: false,
  setup: { paper: true, durability: 'process', currency: null, symbols: ['ACME'], oms: [], data: 'var' },
};
const changes = (n: number, of: Partial<Changes> = {}): Changes => ({ type: 'changes', n, at: n * 100, seq: n, ...of });
const alert = (id: string, state: AlertRow['state'] = 'new'): AlertRow => ({ id, state }) as AlertRow;
const parent = (id: string, cumQty = '0'): ParentRow => ({ id, cumQty }) as ParentRow;
const slice = (slot: number): SliceRow => ({ what: 'skipped', id: `${slot}`, slot, at: slot, reason: '' });
const after = (...told: Parameters<typeof take>[1][]): State => told.reduce(take, nothingYet());
const detail = (of: Partial<ParentDetail>): ParentDetail => ({ id: 'P1', found: true, ...of });

test('rows are laid over what is known, each in its place', () => {
  const state = after(
    WELCOME,
    changes(1, { alerts: { all: true, set: [alert('a'), alert('b'), alert('c')] } }),
    changes(2, { alerts: { set: [alert('a', 'acknowledged'), alert('d')], gone: ['b'] } }),
    changes(3),
  );
  expect({ n: state.n, at: state.at, alerts: [...state.alerts.values()].map(a => `${a.id} ${a.state}`) }).toEqual({
    n: 3,
    at: 300,
    alerts: ['a acknowledged', 'c new', 'd new'],
  });
});

test('a welcome forgets everything: nothing of a gateway before its restart is shown as its own', () => {
  const state = after(WELCOME, changes(1, { alerts: { set: [alert('a')] } }), { ...WELCOME, epoch: 'e2' });
  expect({ n: state.n, epoch: state.welcome?.epoch, alerts: state.alerts.size }).toEqual({ n: 0, epoch: 'e2', alerts: 0 });
});

test('a window keeps the rows that are in it and forgets the others', () => {
  const state = after(
    WELCOME,
    changes(1, { blotter: { offset: 0, total: 3, ids: ['P1', 'P2'], set: [parent('P1'), parent('P2')] } }),
    changes(2, { blotter: { offset: 0, total: 3, set: [parent('P2', '100')] } }),
    changes(3, { blotter: { offset: 1, total: 4, ids: ['P2', 'P3'], set: [parent('P3')] } }),
  );
  const { blotter } = state;
  expect([0, 1, 2, 3].map(i => rowAt(blotter, i)).map(row => row && `${row.id} ${row.cumQty}`)).toEqual([
    undefined,
    'P2 100',
    'P3 0',
    undefined,
  ]);
});

test('of a parent only what changed is told; its slices are added to', () => {
  const state = after(
    WELCOME,
    changes(1, {
      parents: [detail({ row: parent('P1'), plan: null, done: [[1, 0]], slices: { all: true, set: [slice(1)], left: 2 } })],
    }),
    changes(2, { parents: [detail({ done: [[2, 50]], slices: { set: [slice(2)], left: 2 } })] }),
    changes(3, { parents: [detail({ row: parent('P1', '50') })] }),
  );
  const { row, plan, done, slices, left } = state.parents.get('P1')!;
  expect({ row, plan, done, slots: slices.map(s => s.slot), left }).toEqual({
    row: parent('P1', '50'),
    plan: null,
    done: [[2, 50]],
    slots: [1, 2],
    left: 2,
  });
});

test('a parent that is not looked into any more is forgotten', () => {
  const state = after(WELCOME, changes(1, { parents: [detail({}), detail({ id: 'P2' })] }));
  expect([...onlyParents(state, ['P2', 'P3']).parents.keys()]).toEqual(['P2']);
});
