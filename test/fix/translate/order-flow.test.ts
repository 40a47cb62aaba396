import type { FactOf } from '../../../src/core/facts';
import { validate } from '../../../src/fix/codec/validate';
import { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import type { FixVersion } from '../../../src/fix/translate/dialect';
import { fromOms } from '../../../src/fix/translate/from-oms';
import { fromVenue } from '../../../src/fix/translate/from-venue';
import { massCancelReport } from '../../../src/fix/translate/mass';
import { orderDenied, statusUnknown } from '../../../src/fix/translate/to-oms';
import { T0 } from '../../core/rig';
import { type Field, settingsOf, viewOf } from '../../run/rules/set-up';
import { beginStringOf, spoken } from './dialects';

const SESSION = 'FIX.4.4';
const dialect = spoken('FIX.4.4');

const asked = (msgType: string, fields: readonly Field[], ageLimited = false) =>
  fromOms(viewOf('FIX.4.4', msgType, fields), { dialect, venues: [], ageLimited });

/** What is written, without its header, and what the version's dictionary finds wrong with it. */
function written(version: FixVersion, msgType: string, build: (w: MessageWriter) => void): [string, unknown] {
  const identity = { beginString: beginStringOf(version), senderCompID: 'SLUICE', targetCompID: 'OMS' };
  const w = new MessageWriter(identity);
  w.begin(msgType, 1, T0);
  build(w);
  w.end();
  const view = new MessageView();
  view.read(w.buf, 0, w.length);
  const body = w.buf
    .latin1Slice(view.starts[view.bodyStart - 1]!, w.length)
    .split('\x01')
    .slice(1, -2);
  return [body.join(' '), validate(view, spoken(version).dictionary, settingsOf(identity.beginString).validation)];
}

describe('what an OMS asks', () => {
  test('L.1.b: an order by CashOrderQty (152) is refused by the tag it lacks', () => {
    const order: Field[] = [
      [11, 'A'],
      [55, 'ACME'],
      [54, '1'],
      [60, '20260105-10:00:00'],
      [152, '10000'],
      [40, '1'],
    ];
    const text = "tag 38 is required in MsgType (35) 'D'";
    expect(asked('D', order)).toEqual({ refused: true, reason: 5, refTagID: 38, text });
  });

  test('OrderMassCancelRequest (q)', () => {
    const all = asked('q', [
      [11, 'M'],
      [530, '7'],
      [60, '20260105-10:00:00'],
    ]);
    const some = asked('q', [
      [11, 'N'],
      [530, '1'],
      [55, 'ACME'],
      [54, '2'],
      [60, '20260105-10:00:00'],
    ]);
    const common = { type: 'MassCancelReceived', session: SESSION };
    expect([all, some]).toEqual([
      { ...common, clOrdId: 'M', kind: '7', symbol: undefined, side: undefined },
      { ...common, clOrdId: 'N', kind: '1', symbol: 'ACME', side: '2' },
    ]);
  });

  test('OrderMassStatusRequest (AF)', () => {
    const input = asked('AF', [
      [584, 'S'],
      [585, '7'],
      [54, '1'],
    ]);
    const scope = { kind: '7', symbol: undefined, side: '1' };
    expect(input).toEqual({ type: 'ParentsStatusAsked', session: SESSION, requestId: 'S', ...scope });
  });

  test('ExpireDate (432), a parameter given twice, PossResend of a cancel', () => {
    const terms: Field[] = [
      [55, 'ACME'],
      [54, '1'],
      [60, '20260105-10:00:00'],
      [38, '100'],
      [40, '1'],
      [59, '6'],
      [432, '20260131'],
    ];
    const group: Field[] = [
      [957, '2'],
      [958, 'Duration'],
      [960, '10'],
      [958, 'Duration'],
      [960, '20'],
    ];
    const order = asked('D', [[11, 'A'], ...terms, ...group]) as FactOf<'ParentOrderReceived'>;
    const cancel = asked('F', [
      [97, 'Y'],
      [11, 'X'],
      [41, 'A'],
      [55, 'ACME'],
      [54, '1'],
    ]) as FactOf<'ParentCancelReceived'>;
    expect([order.expireDate, order.repeatedParameter, cancel.possResend]).toEqual(['20260131', 'Duration', true]);
  });

  test('the age of an order is by the older of TransactTime (60) and OrigSendingTime (122), and only where the session limits it', () => {
    const order: Field[] = [
      [122, '20260105-09:59:00'],
      [11, 'A'],
      [55, 'ACME'],
      [54, '1'],
      [60, '20260105-10:00:00'],
      [38, '1'],
      [40, '1'],
    ];
    const ages = [true, false].map(limited => (asked('D', order, limited) as FactOf<'ParentOrderReceived'>).madeAt);
    expect(ages).toEqual([T0 - 60_000_000, undefined]);
  });
});

test("a trade's date is TradeDate (75), else the day of TransactTime (60)", () => {
  const fill: Field[] = [
    [37, 'O'],
    [11, 'TC1'],
    [17, 'E'],
    [150, 'F'],
    [39, '1'],
  ];
  const dates = [[...fill, [60, '20260105-23:59:59']], [...fill, [75, '20260106'], [60, '20260105-23:59:59']], fill].map(
    fields => (fromVenue('V', viewOf('FIX.4.4', '8', fields as Field[])) as FactOf<'VenueReportReceived'>).tradeDate,
  );
  expect(dates).toEqual(['20260105', '20260106', undefined]);
});

const ANSWER: FactOf<'MassCancelAnswered'> = {
  type: 'MassCancelAnswered',
  session: SESSION,
  clOrdId: 'M',
  execId: 'E1',
  kind: '7',
  affected: [
    { clOrdId: 'A', parentId: 'P1' },
    { clOrdId: 'B', parentId: 'P2' },
  ],
};

describe('what an OMS is told', () => {
  test.each([
    ['FIX.4.4', ANSWER, '11=M 37=E1 530=7 531=7 533=2 534=2 41=A 535=P1 41=B 535=P2 60=20260105-10:00:00.000'],
    ['FIX.5.0SP2', ANSWER, '11=M 37=E1 1369=E1 530=7 531=7 533=2 534=2 1824=A 535=P1 1824=B 535=P2 60=20260105-10:00:00.000'],
    [
      'FIX.4.4',
      { ...ANSWER, kind: '5', affected: [], refused: { reason: 0, text: 'no' } },
      '11=M 37=E1 530=5 531=0 532=0 533=0 60=20260105-10:00:00.000 58=no',
    ],
  ] as const)('OrderMassCancelReport (r) in %s', (version, fact, text) => {
    expect(written(version, 'r', w => massCancelReport(w, spoken(version), fact, T0))).toEqual([text, undefined]);
  });

  test('a mass status request that means no order', () => {
    const mass = { requestId: 'S', kind: '7', total: 0, last: true };
    const fact = { clOrdId: '', symbol: '[N/A]', side: '7', execId: 'E1', ordRejReason: 5, text: 'none', mass };
    const build = (w: MessageWriter): void => statusUnknown(w, dialect, { type: 'StatusUnknown', session: SESSION, ...fact }, T0);
    const text = '37=NONE 584=S 911=0 912=Y 17=E1 150=I 39=8 103=5 55=[N/A] 54=7 151=0 14=0 6=0 60=20260105-10:00:00.000 58=none';
    expect(written('FIX.4.4', '8', build)).toEqual([text, undefined]);
  });

  test('a stale order has a reason of its own in every version', () => {
    const fact = { parentId: 'P1', clOrdId: 'A', symbol: 'ACME', side: '1', orderQty: '1', execId: 'E1', ordRejReason: 8 };
    const denied = { type: 'ParentOrderDenied', session: SESSION, code: 'StaleOrder', text: 'old', ...fact } as const;
    const versions = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'] as const;
    const said = versions.map(v => written(v, '8', w => orderDenied(w, spoken(v), denied, T0)));
    expect(said.map(([text, fault]) => [/ 103=(\d+)/.exec(text)?.[1], fault])).toEqual(versions.map(() => ['8', undefined]));
  });
});
