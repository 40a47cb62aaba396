import type { Fact, FactOf } from '../../src/core/facts';
import { until } from '../fix/transport/pair';
import { Desk } from './desk';

let desk: Desk;
let facts: Fact[];
beforeAll(async () => {
  desk = await Desk.make();
  const { gateway } = await desk.start();
  gateway.watchers.add(turn => facts.push(...turn.facts));
});
beforeEach(() => {
  facts = [];
});
afterAll(() => desk.stop());

const ofType = <T extends Fact['type']>(type: T): FactOf<T>[] => facts.filter((f): f is FactOf<T> => f.type === type);
const alarms = (): string[] => ofType('Alarmed').map(a => a.code);
/** What the venue was refused, at session or business level. */
const refusals = (): number =>
  desk.venue.events.filter(e => e.type === 'rejected').length + desk.venue.got.filter(g => g[35] === 'j').length;

const FILL = { 150: 'F', 39: '2', 32: '100', 31: '99.5', 14: '100', 151: '0', 6: '99.5' };

describe("a report that the venue's dictionary refuses is booked, kept and alarmed, never refused", () => {
  test.each([
    ['an unknown tag', { 1999: 'x' }, 0, 1999, false],
    ['a value that is not in its list', { 54: 'Z' }, 5, 54, false],
    ['a format that is wrong in a field we do not use', { 75: 'soon' }, 6, 75, false],
    ['a tag of another message', { 372: 'D' }, 2, 372, false],
    ['no ExecID', { 17: '' }, 1, 17, true],
    ['no CumQty', { 14: '' }, 1, 14, true],
    ['no LeavesQty', { 151: '' }, 1, 151, true],
    ['no ExecType: a trade by its LastQty', { 150: '' }, 1, 150, true],
    ['no OrderID', { 37: '' }, 1, 37, true],
  ])('%s', async (what, over, reason, refTagID, incomplete) => {
    const child = await desk.order(what);
    desk.report(child, `V-${what}`, { ...FILL, ...over });
    const told = await desk.seen(desk.oms, 'the fill', g => g[11] === what && g[39] === '2');
    await until('the quarantine', () => ofType('ReportQuarantined').length > 0);
    const [kept] = ofType('ReportQuarantined');
    expect([
      told[32],
      told[31],
      kept!.reason,
      kept!.refTagID,
      kept!.raw.includes(`\x0111=${child}\x01`),
      alarms(),
      refusals(),
    ]).toEqual([
      '100',
      '99.5',
      reason,
      refTagID,
      true,
      incomplete ? ['ReportQuarantined', 'IncompleteReport'] : ['ReportQuarantined'],
      0,
    ]);
  });

  test('no ClOrdID: the venue OrderID finds the order', async () => {
    const child = await desk.order('nameless');
    desk.report(child, 'V-0', {});
    desk.report(child, 'V-1', { ...FILL, 11: '', 1999: 'x' });
    const told = await desk.seen(desk.oms, 'the fill', g => g[11] === 'nameless' && g[39] === '2');
    expect([told[527], refusals()]).toEqual(['V-1', 0]);
  });

  test('two fills without an ExecID are two fills', async () => {
    const child = await desk.order('twice');
    for (const cum of ['40', '80'])
      desk.report(child, '', { ...FILL, 17: '', 39: '1', 32: '40', 14: cum, 151: `${100 - Number(cum)}` });
    const told = await desk.seen(desk.oms, 'the second fill', g => g[11] === 'twice' && g[14] === '80');
    expect([told[151], alarms().includes('DuplicateExecID')]).toEqual(['20', false]);
  });

  test('an OrderCancelReject (9) too: the request is answered', async () => {
    const child = await desk.order('reject');
    desk.report(child, 'V-r', {});
    await desk.seen(desk.oms, 'the order works', g => g[11] === 'reject' && g[39] === '0');
    desk.oms.say('F', [
      [11, 'reject-x'],
      [41, 'reject'],
      [55, 'ACME'],
      [54, '1'],
      [38, '100'],
    ]);
    const asked = await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F' && g[41] === child);
    desk.venue.say('9', [
      [37, 'O'],
      [11, asked[11]!],
      [41, child],
      [39, '0'],
      [434, '7'],
      [102, '0'],
      [58, 'no'],
    ]);
    const told = await desk.seen(desk.oms, 'the refusal', g => g[35] === '9' && g[11] === 'reject-x');
    expect([told[102], told[58], ofType('ReportQuarantined').map(q => [q.msgType, q.refTagID]), refusals()]).toEqual([
      '0',
      'no',
      [['9', 434]],
      0,
    ]);
  });

  test('what is no report of an order still gets its Reject', async () => {
    desk.venue.say('j', [
      [45, '1'],
      [372, 'D'],
      [380, 'x'],
    ]);
    await until('the reject', () => refusals() === 1);
    expect([ofType('ReportQuarantined'), desk.venue.events.some(e => e.type === 'loggedOff')]).toEqual([[], false]);
  });
});
