import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FactOf, Input } from '../../src/core/facts';
import type { Micros } from '../../src/core/numbers';
import { replayTurns } from '../../src/run/replay';
import { SessionsDesk } from '../../src/run/sessions-desk';
import { UsageError } from '../../src/run/usage-error';
import { OMS, Rig, type RigOptions } from '../core/rig';
import { utc } from '../core/schedule/curves/calendar';
import { type Folder, folder } from '../market-data/files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
  mkdirSync(join(dir.path, 'reference'));
  dir.file('reference/calendars.csv', 'market,zone\nXTST,America/New_York\n');
  dir.file(
    'reference/phases.csv',
    'market,schedule,from,phase,start,end\nXTST,regular,2020-01-01,continuous,09:30,16:00\nXTST,regular,2020-01-01,closing-auction,16:00,16:05\n',
  );
  dir.file(
    'reference/listings.csv',
    'symbol,from,market,tickTable,roundLot,currency\nACME,2020-01-01,XTST,penny,100,USD\nDARK,2020-01-01,XNONE,penny,100,USD\n',
  );
  dir.file('reference/corporate-actions.csv', 'security,exDay,kind,new,old\nACME,2026-01-05,split,2,1\n');
  dir.file(
    'volumes.csv',
    'symbol,day,open,close,binSeconds,closing,volumes\nACME,2026-01-02,09:30,16:00,11700,30,100 300\nACME,2026-01-05,09:30,16:00,11700,,9 9\n',
  );
});
afterAll(() => dir.remove());

const desk = (): SessionsDesk =>
  SessionsDesk.of({ reference: join(dir.path, 'reference'), volumeCurves: join(dir.path, 'volumes.csv') });

/** Monday, 10:30 in New York. */
const MONDAY = utc('2026-01-05T15:30');

/** A ready line on Monday, its clock where it is told. */
function ready(options: RigOptions = {}): Rig {
  const instruments = ['ACME', 'DARK', 'NONE'].map(symbol => ({ symbol, tick: '0.01', lot: '1', adv: '5000' }));
  const rig = Rig.ready({ instruments, ...options });
  rig.at = MONDAY;
  return rig;
}

const order = (more: Partial<FactOf<'ParentOrderReceived'>> = {}): Input => ({
  ...{ type: 'ParentOrderReceived', session: OMS, clOrdId: 'a', symbol: 'ACME', side: '1', orderQty: '100', ordType: '2' },
  ...{ price: '100', timeInForce: '0', strategy: '1', parameters: { Duration: '3600' }, body: '' },
  ...more,
});

/** As the gateway does it: what is to be known first, then the input. */
function post(rig: Rig, by: SessionsDesk, input: Input, at: Micros = rig.at): FactOf<'SessionsAhead'> | undefined {
  rig.at = at;
  const ahead = by.before(input, rig.books, at);
  if (ahead) rig.post(ahead);
  rig.post(input);
  return ahead;
}

test('before a VWAP order: the sessions of the days to come, past volume in shares of today; the plan is made of it, and made again in a replay', () => {
  const rig = ready();
  const { sessions } = post(rig, desk(), order())!;
  const [first] = sessions;
  expect([sessions.length, first, rig.facts('PlanMade')[0]?.basis, replayTurns(rig.turns).difference]).toEqual([
    7,
    {
      ...{ day: 20_458, start: utc('2026-01-05T14:30'), end: utc('2026-01-05T21:00'), binSeconds: 11_700 },
      // one day with a quarter in its first half, and nineteen parts of the prior's half
      ...{ curve: [487_500_000, 1_000_000_000], label: 'prior 1/20', volume: 800, volumeLabel: 'mean of 1 day' },
      auction: { start: utc('2026-01-05T21:00'), lastEntry: utc('2026-01-05T21:05'), end: utc('2026-01-05T21:05'), volume: 60 },
    },
    'prior 1/20',
    undefined,
  ]);
});

test('once a day and symbol, again where a window reaches further, on the next day, and after a start', () => {
  const rig = ready();
  const by = desk();
  const far = MONDAY + 20 * 86_400_000_000;
  const told = [
    post(rig, by, order({ clOrdId: 'a' })),
    post(rig, by, order({ clOrdId: 'b' }), MONDAY + 3_600_000_000),
    post(rig, by, order({ clOrdId: 'c', expireTime: far, parameters: {} })),
    post(rig, by, order({ clOrdId: 'd' }), utc('2026-01-06T15:00')),
  ];
  rig.post({
    type: 'Started',
    version: 't',
    epoch: 'u',
    instruments: rig.books.instruments.specs,
    limits: { firm: {} },
    venues: [],
  });
  told.push(post(rig, by, order({ clOrdId: 'e' })));
  expect(told.map(t => t && [t.day, t.sessions.length])).toEqual([
    [20_458, 7],
    undefined,
    [20_458, 16],
    [20_459, 7],
    [20_459, 7],
  ]);
});

test('nothing for an order that is passed through, a symbol or market without a calendar, an unknown symbol, or without reference data', () => {
  const rig = ready();
  const asked = [order({ strategy: undefined }), order({ symbol: 'NONE' }), order({ symbol: 'DARK' }), order({ symbol: 'WHO' })];
  const early = desk().before(order(), rig.books, utc('2019-01-07T15:00'));
  expect([asked.map(input => post(rig, desk(), input)), early, SessionsDesk.of({}).before(order(), rig.books, MONDAY)]).toEqual([
    asked.map(() => undefined),
    undefined,
    undefined,
  ]);
});

test('a replace, and the release of a held order, are planned anew: they are told on their day', () => {
  const rig = ready({ limits: { soft: { maxOrderQty: '150' } } });
  const by = desk();
  const strategy = { strategy: '1001', parameters: {}, expireTime: utc('2026-01-07T20:00') };
  post(rig, by, order({ clOrdId: 'a', ...strategy }));
  post(rig, by, order({ clOrdId: 'held', orderQty: '200', ...strategy }));
  const { parentId } = rig.books.parentNamed(OMS, 'held')!;
  const tuesday = utc('2026-01-06T15:00');
  const replace = { ...order({ clOrdId: 'b', ...strategy }), type: 'ParentReplaceReceived', origClOrdId: 'a' } as Input;
  const released: Input = { type: 'HeldOrderReleased', parentId, by: 'x', reason: 'r', second: 'y', secondReason: 's' };
  const days = [by.before(replace, rig.books, tuesday), by.before(released, rig.books, tuesday)].map(t => t?.day);
  expect(days).toEqual([20_459, 20_459]);
});

test.each<[string, string, string, string]>([
  ['a calendar', 'reference/phases.csv', 'market\nXTST\n', "reference/phases.csv:1: column 'schedule' is missing"],
  ['a volume', 'volumes.csv', 'symbol,day\n', "volumes.csv:1: column 'open' is missing"],
])('%s that is wrong is a mistake of the user, with file and line', (_, name, text, said) => {
  const own = folder();
  mkdirSync(join(own.path, 'reference'));
  own.file('reference/calendars.csv', 'market,zone\nXTST,America/New_York\n');
  own.file('volumes.csv', '');
  own.file(name, text);
  let error: unknown;
  try {
    SessionsDesk.of({ reference: join(own.path, 'reference'), volumeCurves: join(own.path, 'volumes.csv') });
  } catch (thrown) {
    error = thrown;
  }
  own.remove();
  expect([
    error instanceof UsageError,
    String((error as Error).message)
      .split('\n')[0]!
      .replaceAll(`${own.path}/`, ''),
  ]).toEqual([true, said]);
});
