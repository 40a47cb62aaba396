import type { ReportFields } from '../../../simulator/fix/reports';
import { replayJournal } from '../../../src/run/replay';
import { CopyDesk } from './desk';

let desk: CopyDesk;
beforeEach(async () => {
  desk = await CopyDesk.make();
  await desk.start();
}, 60_000);
afterEach(() => desk.stop(), 60_000);

const numberOf = (fill: ReportFields): string => fill.tradeId!.slice(1);

test('1,000 orders, each copied: nothing differs, every fill was told by both, and the replay decides the same', async () => {
  await desk.trade(1_000);
  const { matched, differences, foreign } = await desk.quiet();
  await desk.stopGateway();
  const replay = replayJournal(desk.journal);
  expect({ matched, differences, foreign, difference: replay.difference }).toEqual({
    matched: desk.fills.length,
    differences: 0,
    foreign: 0,
    difference: undefined,
  });
}, 120_000);

test('each planted fault is found and named, and nothing else; a restart forgets none; a person settles two', async () => {
  let fills = 0;
  desk.copier.fate = report => {
    if (report.execType === 'H') return 'dropped';
    if (report.execType !== 'F') return report;
    fills++;
    if (fills === 5) return 'dropped';
    return fills === 10 ? { ...report, lastPx: '1.5' } : report;
  };
  await desk.trade(30);
  const [first, second] = desk.fills;
  const ghost = { ...first!, execId: 'GHOST', lastQty: '3' };
  desk.copier.tell(ghost);
  desk.copier.tell({ ...ghost, clOrdId: 'ZZ', orderId: 'ZZ', execId: 'STRAY' });
  desk.copier.tell({ ...ghost, clOrdId: 'YY', orderId: 'YY', execId: 'THEIRS' }, 'OTHER');
  const busted = desk.sim.operate(`bust ${numberOf(second!)}`);
  const dropped = desk.fills[4]!;
  const altered = desk.fills[9]!;
  const bust = desk.reports.find(r => r.execType === 'H' && r.execRefId === second!.execId)!;
  const expected = [
    `${dropped.execId}: trade of ${dropped.lastQty} at ${Number(dropped.lastPx)} | has not told it | told it`,
    `${altered.execId}: trade of ${altered.lastQty} at ${Number(altered.lastPx)} | fill of ${altered.lastQty} at 1.5 | as booked`,
    `${bust.execId}: bust | has not told it | told it`,
    `GHOST: not booked | fill of 3 at ${first!.lastPx} | has not told it`,
    expect.stringMatching(/^ZZ: unknown \| .* \| has not told of it$/),
  ];
  await desk.listedAtLeast(expected.length);
  const { foreign } = await desk.quiet();
  const live = (await desk.listed()).sort();
  await desk.stopGateway();
  await desk.start();
  const folded = (await desk.listed()).sort();
  await desk.ask({ cmd: 'reconcile-adopt', name: 'GHOST', by: 'ana', reason: 'the venue stands by it' });
  await desk.ask({ cmd: 'reconcile-dismiss', name: altered.execId, by: 'ana', reason: 'a slip of the broker' });
  const left = (await desk.listed()).length;
  await desk.stopGateway();
  const { difference } = replayJournal(desk.journal);
  expect({ busted: busted.ok, live, count: live.length, folded, foreign, left, difference }).toEqual({
    busted: true,
    live: expect.arrayContaining(expected),
    count: expected.length,
    folded: live,
    foreign: 1,
    left: live.length - 2,
    difference: undefined,
  });
}, 120_000);

test('what is copied while the line is cut, or while we are away, is asked for and counted once', async () => {
  let told = 0;
  desk.copier.fate = report => {
    if (++told === 20) desk.copier.cut();
    return report;
  };
  await desk.trade(30);
  const cut = await desk.quiet();
  await desk.stopGateway();
  desk.sim.operate(`bust ${numberOf(desk.fills[0]!)}`);
  await desk.start();
  const { matched, differences } = await desk.quiet();
  const busts = desk.reports.filter(r => r.execType === 'H').length;
  expect({ gaps: desk.copier.resent, cut: cut.matched, matched, differences, busts }).toEqual({
    gaps: 2,
    cut: desk.fills.length,
    matched: desk.fills.length + busts,
    differences: 0,
    busts: 1,
  });
}, 120_000);
