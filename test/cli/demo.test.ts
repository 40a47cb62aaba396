import type { DemoResult } from '../../src/run/demo';
import { judge } from '../../src/run/demo-checks';
import type { Evidence } from '../../src/run/demo-evidence';
import type { Sent } from '../../src/run/demo-scenario';
import type { ReportRow } from '../../src/run/order-client-messages';
import type { ReplayResult } from '../../src/run/replay';
import { sluice } from './run-cli';

jest.setTimeout(120_000);

test('the demo trades for less than a minute and every invariant holds', async () => {
  const { code, out, err } = await sluice('demo', '--json', '--seed', '5');
  const { rows, checks, seconds } = JSON.parse(out[0]!) as DemoResult;
  const children = (algo: string): number => rows.filter(r => r.algo === algo).reduce((n, r) => n + r.children, 0);
  expect([code, err, checks.flatMap(c => c.broken), seconds < 60, children('DMA'), children('TWAP') > 20]).toEqual([
    0,
    [],
    [],
    true,
    5,
    true,
  ]);
});

const report = (more: Partial<ReportRow>): ReportRow => ({
  kind: 'report',
  order: 'a',
  clOrdId: 'a',
  origClOrdId: undefined,
  orderId: 'P1',
  execId: 'e1',
  execRefId: undefined,
  execType: '0',
  ordStatus: '0',
  status: 'New',
  symbol: 'ACME',
  side: '1',
  orderQty: '100',
  price: undefined,
  lastQty: undefined,
  lastPx: undefined,
  cumQty: '0',
  leavesQty: '100',
  avgPx: '0',
  venueExecId: undefined,
  requestId: undefined,
  ordRejReason: undefined,
  text: undefined,
  ...more,
});
const first = { execId: 'e2', execType: 'F', ordStatus: '1', status: 'PartiallyFilled', lastQty: '40', lastPx: '10' };
const second = { execId: 'e3', execType: 'F', ordStatus: '2', status: 'Filled', lastQty: '60', lastPx: '10.05' };
const REPORTS = [
  report({}),
  report({ ...first, cumQty: '40', leavesQty: '60', avgPx: '10' }),
  report({ ...second, cumQty: '100', leavesQty: '0', avgPx: '10.03' }),
];
const EVIDENCE: Evidence = {
  clOrdId: 'a',
  children: 1,
  fills: 2,
  filledQty: '100',
  venueQty: '100',
  cumQty: '100',
  avgPx: '10.03',
  arrivalMid: '10',
  slippageBps: '30',
  overcommitted: [],
  bookedTwice: [],
};
const REPLAY: ReplayResult = { turns: 9, inputs: 9, decisions: 9, emergencies: [], difference: undefined };
const order = { side: '1', symbol: 'ACME', orderQty: '100', timeInForce: '0' };

interface Case {
  readonly sent?: Partial<Sent>;
  readonly evidence?: Partial<Evidence>;
  readonly replay?: Partial<ReplayResult>;
  readonly strayCancel?: string;
}
const told = (last: Partial<ReportRow>): Case => ({ sent: { reports: [...REPORTS.slice(0, 2), { ...REPORTS[2]!, ...last }] } });
const none: Case = {};

/** The first trade is busted behind the second, with what is told then. */
const busted = (cumQty: string, avgPx: string): Case => {
  const bust = { execId: 'e4', execType: 'H', execRefId: 'e2', ordStatus: '4', status: 'Canceled', lastQty: '40', lastPx: '10' };
  const reports = [...REPORTS, report({ ...bust, cumQty, leavesQty: '0', avgPx })];
  const evidence = { filledQty: cumQty, venueQty: cumQty, cumQty };
  return { sent: { reports }, evidence };
};

test.each<[string, Case, string[]]>([
  ['nothing is wrong', none, []],
  ['an order still works', { sent: { reports: REPORTS.slice(0, 2) } }, ['every order', "the venue's fills"]],
  ['an order was rejected', told({ ordStatus: '8', status: 'Rejected' }), ['every order']],
  ['an order that should be denied was filled', { sent: { ending: { denied: 'BadPrice' } } }, ['every order']],
  ['a request was refused', { sent: { refusal: 'too late' } }, ['every order']],
  ['a bust took a trade back, and the sums say so', busted('60', '10.05'), []],
  ['a bust took a trade back, and the sums do not', busted('100', '10.03'), ['CumQty (14)']],
  ['the stray cancel was not answered', { strayCancel: '' }, ['a cancel of what']],
  ['the venue filled more than was told', { evidence: { filledQty: '101' } }, ["the venue's fills"]],
  ['the venue filled more than arrived', { evidence: { venueQty: '101' } }, ["the venue's fills"]],
  ['a child exceeded its parent', { evidence: { overcommitted: [7] } }, ['no child exceeds']],
  ['LeavesQty is wrong', { sent: { reports: [report({ leavesQty: '99' }), ...REPORTS.slice(1)] } }, ['LeavesQty']],
  ['AvgPx is wrong in the last digit', told({ avgPx: '10.03000001' }), ['CumQty (14)']],
  ['CumQty is wrong', told({ cumQty: '99' }), ["the venue's fills", 'LeavesQty', 'CumQty (14)']],
  ['an ExecID came twice', told({ execId: 'e2' }), ['each ExecID']],
  ['a trade was booked twice', { evidence: { bookedTwice: ['x'] } }, ['each trade']],
  ['the replay differs', { replay: { difference: { seq: 3, fact: 1, expected: undefined, got: undefined } } }, ['the journal']],
])('when %s, the invariants that say so break and no other', (_what, c, broken) => {
  const sent: Sent = { clOrdId: 'a', what: 'test', order, ending: 'ended', reports: REPORTS, refusal: undefined, ...c.sent };
  const played = { sent: [sent], strayCancel: c.strayCancel ?? "OrigClOrdID (41) 'nobody' is no order" };
  const evidence = new Map([['a', { ...EVIDENCE, ...c.evidence }]]);
  const checks = judge(played, { evidence, replay: { ...REPLAY, ...c.replay }, asPlanned: true });
  const found = checks.filter(check => check.broken.length > 0).map(check => check.name);
  expect(found.map((name, i) => name.startsWith(broken[i] ?? '?'))).toEqual(broken.map(() => true));
});
