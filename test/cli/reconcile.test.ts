import { until } from '../fix/transport/pair';
import { Desk } from '../run/desk';
import { sluice } from './run-cli';

let desk: Desk;
let doubtful: string;

/** A gateway whose venue broke a rule of its dictionary once, and away with an order unanswered. */
beforeAll(async () => {
  desk = await Desk.make({ copy: '' });
  const { gateway } = await desk.start();
  await desk.copy.logOn();
  const odd = await desk.order('ODD');
  desk.report(odd, 'V1', { 150: 'F', 39: '2', 32: '100', 31: '100', 14: '100', 151: '0', 6: '100', 1999: 'x' });
  await desk.seen(desk.oms, 'the fill', g => g[11] === 'ODD' && g[39] === '2');
  doubtful = await desk.order('OPEN');
  desk.report('GHOST', 'V2', { 150: 'I', 39: '0' });
  await until('the ghost is listed', () => gateway.line.books.differences.size === 1);
  await desk.venue.engine.stop();
  await until('the venue is gone', () => !gateway.engine.sessions().find(s => s.settings.role === 'venue')!.loggedOn);
});
afterAll(() => desk.stop());

test('sluice reconcile lists orders in doubt and orders that only the venue knows, and ends with 1', async () => {
  const { code, out } = await sluice('reconcile', '--data', desk.data, '--json');
  const rows = JSON.parse(out[0]!) as Record<string, unknown>[];
  const since = expect.stringMatching(/^\d{4}-.*Z$/);
  const session = 'FIX.4.4:SLUICE->VENUE';
  expect([code, rows]).toEqual([
    1,
    [
      {
        order: doubtful,
        clOrdId: 'OPEN',
        session,
        ours: 'PendingNew, 0 of 100 filled, 100 reserved',
        theirs: 'not asked',
        venue: null,
        execId: null,
        since: null,
        action: 'wait: the venue is asked when it is back',
      },
      {
        order: 'GHOST',
        clOrdId: null,
        session,
        ours: 'unknown',
        theirs: 'New, CumQty 0 of ACME',
        venue: null,
        execId: null,
        since,
        action: 'ask the venue to cancel it, and who sent it; nothing is booked',
      },
    ],
  ]);
});

test('sluice reconcile as a table', async () => {
  const { out } = await sluice('reconcile', '--data', desk.data);
  expect(out.map(line => line.split(/\s+/)[0])).toEqual(['order', doubtful, 'GHOST']);
});

test('sluice reconcile adopt and dismiss want a difference of a drop copy, and a reason', async () => {
  const adopt = await sluice('reconcile', 'adopt', 'GHOST', '--why', 'x', '--data', desk.data);
  const dismiss = await sluice('reconcile', 'dismiss', 'GHOST', '--why', ' ', '--data', desk.data);
  expect([adopt.code, adopt.err, dismiss.code, dismiss.err]).toEqual([
    1,
    ["sluice: no difference with a drop copy has ExecID (17) or order 'GHOST': see sluice reconcile"],
    2,
    ['sluice: --why: must not be empty'],
  ]);
});

test('sluice dropcopy status says where there is none', async () => {
  const { code, out } = await sluice('dropcopy', 'status', '--data', desk.data);
  expect([code, out]).toEqual([
    0,
    ['this gateway reads no drop copy: it takes a session with Role=dropcopy and ConnectionType=initiator'],
  ]);
});

test('sluice quarantine shows the report and its bytes, beside a running gateway', async () => {
  const { code, out } = await sluice('quarantine', '--data', desk.data);
  const venue = 'FIX\\.4\\.4:SLUICE->VENUE';
  expect([code, out]).toEqual([
    0,
    [
      expect.stringMatching(new RegExp(`^\\d{4}-.*Z turn \\d+ ${venue} 35=8 34=\\d+: .*tag 1999$`)),
      expect.stringMatching(/^ {2}8=FIX\.4\.4\|9=\d+\|35=8\|.*\|17=V1\|.*\|1999=x\|.*10=\d{3}\|$/),
    ],
  ]);
});

test('sluice quarantine names a data folder that has no journal', async () => {
  const { code, err } = await sluice('quarantine', '--data', '/nowhere');
  expect([code, err]).toEqual([2, ['sluice: --data: /nowhere/journal.db does not exist']]);
});

test('sluice dropcopy replay sends the copies again', async () => {
  const before = desk.copy.got.length;
  const { code, out } = await sluice('dropcopy', 'replay', 'COPY', '--from', '2026-01-01T00:00:00Z', '--data', desk.data);
  await until('they came again', () => desk.copy.got.length >= before + 2);
  expect([code, out, desk.copy.got.slice(before).map(g => [g[17], g[97]])]).toEqual([
    0,
    ['2 copies sent again to FIX.4.4:SLUICE->COPY'],
    desk.copy.got.slice(0, before).map(g => [g[17], 'Y']),
  ]);
});

test.each([
  [['COPY', '--from', 'noon'], 2, /--from <time>.*a time such as/],
  [['OMS', '--from', '2026-01-01T00:00:00Z'], 1, /is no drop copy session/],
  [['CPY', '--from', '2026-01-01T00:00:00Z'], 1, /no session 'CPY'; did you mean/],
])('sluice dropcopy replay %j is refused', async (args, code, text) => {
  const answer = await sluice('dropcopy', 'replay', ...args, '--data', desk.data);
  expect([answer.code, answer.err]).toEqual([code, [expect.stringMatching(text)]]);
});
