import type { AlertRow, ParentRow, Setup, SliceRow, Welcome } from '../../../src/dashboard/feed';
import { limit } from '../../../src/dashboard/web/format/fix';
import { refused } from '../../../src/dashboard/web/link/ask';
import { byUrgency, newAlerts } from '../../../src/dashboard/web/state/alerts';
import { keysOf, wordOf } from '../../../src/dashboard/web/state/kill';
import { listing } from '../../../src/dashboard/web/state/listing';
import { mayOf } from '../../../src/dashboard/web/state/may';
import { slotsOf, tiltText } from '../../../src/dashboard/web/state/slices';
import { nothingYet } from '../../../src/dashboard/web/state/state';
import { whyUnknown } from '../../../src/dashboard/web/state/unknown';
import { orderLine } from '../../../src/dashboard/web/views/order-line';

const door = { session: 'A', host: '127.0.0.1', port: 9880, beginString: 'FIX.4.4', senderCompID: 'OMS', targetCompID: 'SLUICE' };
const setup = (of: Partial<Setup> = {}): Setup => ({
  paper: true,
  durability: 'process',
  currency: null,
  symbols: ['*', 'ACME'],
  oms: [door],
  data: 'var',
  ...of,
});

test('the line for a first order names only what is not usual, and quotes what a shell would read otherwise', () => {
  const lines = [
    setup(),
    setup({ oms: [{ ...door, host: '10.0.0.5', port: 7001, senderCompID: "D'OR" }], data: '/var/lib/my sluice' }),
    setup({ oms: [{ ...door, beginString: 'FIX.4.2' }] }),
  ].map(orderLine);
  expect(lines).toEqual([
    'npx sluice order buy 10000 ACME --algo twap --over 2m',
    `npx sluice order buy 10000 ACME --algo twap --over 2m --host 10.0.0.5 --port 7001 --sender 'D'\\''OR' --data '/var/lib/my sluice'`,
    undefined,
  ]);
});

test('what a person may not do says why', () => {
  const as = (person: Welcome['person'], connected = true) => mayOf({ person, signIn: false } as Welcome, connected);
  expect([
    as({ name: 'rita', role: 'risk' })('risk'),
    as({ name: 'olga', role: 'operator' })('risk'),
    as({ name: 'val', role: 'validator' })('operator'),
    as(null)('operator'),
    mayOf({ person: null, signIn: true } as Welcome, true)('operator'),
    as({ name: 'rita', role: 'risk' }, false)('viewer'),
  ]).toEqual([
    undefined,
    'olga is operator; this needs risk',
    'val is validator; this needs operator',
    'the gateway knows nobody: nobody can act over HTTP; use the command line',
    'sign in to act: the name and the secret were shown when the gateway first started',
    'the page is not connected to the gateway',
  ]);
});

test('a refusal is told in the words of the gateway, whatever else came back', () => {
  expect([refused(403, '{"error":{"code":"NotAllowed","message":"no"}}'), refused(502, '<html>'), refused(500, '{}')]).toEqual([
    { ok: false, code: 'NotAllowed', why: 'no' },
    { ok: false, code: 'Failed', why: 'the gateway answered with status 502' },
    { ok: false, code: 'Failed', why: 'the gateway answered with status 500' },
  ]);
});

test('alerts that nobody has taken up come first, the critical ones before them', () => {
  const alert = (id: string, state: AlertRow['state'], severity: AlertRow['severity'], at: number) =>
    ({ id, state, severity, at }) as AlertRow;
  const alerts = [
    alert('old', 'resolved', 'critical', 9),
    alert('seen', 'acknowledged', 'critical', 8),
    alert('warn', 'new', 'warning', 7),
    alert('info', 'new', 'info', 6),
    alert('first', 'new', 'critical', 1),
    alert('second', 'new', 'critical', 2),
  ];
  expect({ order: [...alerts].sort(byUrgency).map(a => a.id), fresh: newAlerts(alerts) }).toEqual({
    order: ['second', 'first', 'warn', 'info', 'seen', 'old'],
    fresh: { count: 3, critical: true },
  });
});

test('decisions are told by slot, the latest first', () => {
  const slices = [
    { what: 'scheduled', slot: 1, at: 1 },
    { what: 'weighed', slot: 1, at: 2, chose: 'join' },
    { what: 'weighed', slot: 1, at: 3, chose: 'cross' },
    { what: 'scheduled', slot: 2, at: 4 },
    { what: 'tilted', slot: 2, at: 4 },
  ] as unknown as SliceRow[];
  const told = slotsOf(slices).map(s => [s.slot, s.at, !!s.scheduled, !!s.tilted, s.weighed.map(w => w.chose)]);
  const tilts = [Math.log(1.1), Math.log(0.75), 0.001, null].map(tiltText);
  expect([...told, tilts]).toEqual([
    [2, 4, true, true, []],
    [1, 1, true, false, ['join', 'cross']],
    ['+10 %', '−25 %', 'as the baseline', 'nothing to do'],
  ]);
});

test('orders are sorted where all of them are here, and what is not known comes last', () => {
  const row = (id: string, avgPx: string | null): ParentRow => ({ id, avgPx }) as ParentRow;
  const rows = new Map([row('a', '9.5'), row('b', null), row('c', '10.25')].map(r => [r.id, r]));
  const ids = ['a', 'b', 'c'];
  const order = (total: number, down: boolean): (string | undefined)[] => {
    const list = listing({ offset: 0, total, ids, rows }, { key: 'px', down });
    return [0, 1, 2].map(i => list.idAt(i));
  };
  expect([order(3, false), order(3, true), order(4, true)]).toEqual([
    ['a', 'c', 'b'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('what a denied order asked for may be no number: it is sorted as what is not known', () => {
  const row = (id: string, orderQty: string): ParentRow => ({ id, orderQty, cumQty: '0' }) as ParentRow;
  const rows = new Map([row('a', 'many'), row('b', '5'), row('c', '0'), row('d', '10')].map(r => [r.id, r]));
  const by = (key: string, down: boolean): string => {
    const list = listing({ offset: 0, total: 4, ids: ['a', 'b', 'c', 'd'], rows }, { key, down });
    return [0, 1, 2, 3].map(i => list.idAt(i)).join('');
  };
  expect([by('qty', false), by('qty', true), by('done', true)]).toEqual(['cbda', 'dbca', 'bdac']);
});

test('a limit order without a limit was denied for that: it is no market order', () => {
  expect([limit(null, '1'), limit('100.5', '2'), limit(null, '2'), limit('ten', '2')]).toEqual(['Market', '100.5', '–', 'ten']);
});

test('a cost against the market that is not known says why', () => {
  const why = (of: Partial<ParentRow>) => whyUnknown(of as ParentRow);
  expect([why({ avgPx: null, beforeStart: true }), why({ avgPx: '100', beforeStart: true }), why({ avgPx: '100' })]).toEqual([
    'nothing of it has traded',
    'not known: the order came before the gateway was last started, and what its market traded till then is not in the journal',
    'not known: too little was seen of the market in its time',
  ]);
});

test('a kill is confirmed by what it is of', () => {
  const order = { id: 'O1', open: true, account: 'A1', strategy: 'TWAP', symbol: 'ACME' } as ParentRow;
  const denied = { ...order, id: 'O2', open: false, status: 'Denied', account: 'A2' };
  const rows = new Map([order, denied].map(o => [o.id, o]));
  const state = { ...nothingYet(), blotter: { offset: 0, total: 2, ids: ['O1', 'O2'], rows } };
  expect([wordOf('firm', ''), wordOf('account', 'A1'), keysOf('account', state), keysOf('firm', state)]).toEqual([
    'KILL',
    'KILL A1',
    ['A1'],
    [],
  ]);
});
