import { type Line, shown, Teller, told } from './told';

const ORDER = '>35=D|11=A|55=ACME|54=1|38=100|40=2|44=10.5|59=0';
const NEW = '<35=8|37=V1|11=A|17=1|150=0|39=0|55=ACME|54=1|38=100|44=10.5|151=100|14=0|6=0';
const fill = (execId: string, qty: number, cum: number, more = ''): Line =>
  `<35=8|37=V1|11=A|17=${execId}|150=F|39=${cum === 100 ? 2 : 1}|55=ACME|54=1|38=100|32=${qty}|31=10.4|151=${100 - cum}|14=${cum}|6=10.4${more}`;

describe('orders out of messages', () => {
  test.each<[string, Line[], string[], string[]]>([
    [
      'two fills',
      [ORDER, NEW, fill('2', 40, 40), fill('3', 60, 100)],
      ['A: 2 100/100 at 10.5 leaves 0, 2 40@10.4, 3 60@10.4'],
      [],
    ],
    [
      'a replace and a cancel, each answered under its own ClOrdID',
      [
        ORDER,
        NEW,
        '>35=G|11=B|41=A|55=ACME|54=1|38=200|40=2|44=10.6',
        '<35=8|37=V1|11=B|41=A|17=2|150=5|39=0|38=200|44=10.6|151=200|14=0|6=0',
        '>35=F|11=C|41=B|55=ACME|54=1|38=200',
        '<35=8|37=V1|11=C|41=B|17=3|150=4|39=4|38=200|151=0|14=0|6=0',
      ],
      ['A>B>C: 4 0/200 at 10.6 leaves 0'],
      [],
    ],
    [
      'a cancel that is refused',
      [ORDER, NEW, '>35=F|11=B|41=A|55=ACME|54=1', '<35=9|37=V1|11=B|41=A|39=0|102=0|434=1', fill('2', 100, 100)],
      ['A>B: 2 100/100 at 10.5 leaves 0, 2 100@10.4'],
      [],
    ],
    [
      'a bust, and a correction that names the trade it rewrites',
      [
        ORDER,
        NEW,
        fill('2', 40, 40),
        fill('3', 60, 100),
        '<35=8|37=V1|11=A|17=4|19=2|150=H|39=1|38=100|151=40|14=60|6=10.4',
        '<35=8|37=V1|11=A|17=5|19=3|150=G|39=1|38=100|32=60|31=10.3|151=40|14=60|6=10.3',
      ],
      ['A: 1 60/100 at 10.5 leaves 40, (2), 3 60@10.3'],
      [],
    ],
    [
      'FIX 4.2: ExecTransType (20) cancels (1), corrects (2) and tells (3); 150 is 1 and 2, 39=5 a replaced order',
      [
        '>35=D|11=A|21=1|55=ACME|54=1|38=100|40=2|44=10.5',
        '<35=8|20=0|37=V1|11=A|17=1|150=1|39=1|38=100|32=40|31=10.4|151=60|14=40|6=10.4',
        '<35=8|20=0|37=V1|11=A|17=2|150=1|39=1|38=100|32=20|31=10.4|151=40|14=60|6=10.4',
        '<35=8|20=1|37=V1|11=A|17=3|19=1|150=1|39=1|38=100|151=80|14=20|6=10.4',
        '<35=8|20=2|37=V1|11=A|17=4|19=2|150=1|39=1|38=100|32=30|31=10.2|151=70|14=30|6=10.2',
        '<35=8|20=3|37=V1|11=A|17=0|150=1|39=1|38=100|32=30|31=10.2|151=70|14=30|6=10.2',
        '>35=G|11=B|41=A|21=1|55=ACME|54=1|38=50|40=2|44=10.5',
        '<35=8|20=0|37=V1|11=B|41=A|17=5|150=5|39=5|38=50|44=10.5|151=20|14=30|6=10.2',
      ],
      ['A>B: 1 30/50 at 10.5 leaves 20, (1), 2 30@10.2'],
      [],
    ],
    [
      'FIX 4.0, without ExecType (150) and LeavesQty (151)',
      [
        '>35=D|11=A|21=1|55=ACME|54=1|38=100|40=1',
        '<35=8|20=0|37=V1|11=A|17=1|39=0|38=100|32=0|31=0|14=0|6=0',
        '<35=8|20=0|37=V1|11=A|17=2|39=1|38=100|32=40|31=10.4|14=40|6=10.4',
        '<35=8|20=0|37=V1|11=A|17=3|39=4|38=100|32=0|31=0|14=40|6=10.4',
      ],
      ['A: 4 40/100 leaves 0, 2 40@10.4'],
      [],
    ],
    [
      'drop copies only: what was asked is told by the copies themselves',
      [
        '<35=8|797=Y|128=OMS|37=V1|11=A|17=1|150=0|39=0|55=ACME|54=1|38=100|44=10.5|151=100|14=0|6=0',
        '<35=8|797=Y|128=OMS|37=V1|11=A|17=2|150=F|39=1|55=ACME|54=1|38=100|44=10.5|32=40|31=10.4|151=60|14=40|6=10.4',
        '<35=8|797=Y|128=OMS|37=V1|11=B|41=A|17=3|150=6|39=6|55=ACME|54=1|38=100|44=10.5|151=60|14=40|6=10.4',
        '<35=8|797=Y|128=OMS|37=V1|11=B|41=A|17=4|150=4|39=4|55=ACME|54=1|38=100|44=10.5|151=0|14=40|6=10.4',
      ],
      ['A>B: 4 40/100 at 10.5 leaves 0, 2 40@10.4'],
      [],
    ],
    [
      'copies beside the session that they copy count once',
      [
        ORDER,
        NEW,
        fill('2', 40, 40),
        '8=FIX.4.4|9=0|35=8|49=THEM|56=COPIES|34=1|52=20260105-14:31:00|797=Y|128=US|37=V1|11=A|17=2|150=F|39=1|55=ACME|54=1|38=100|32=40|31=10.4|151=60|14=40|6=10.4|10=000',
      ],
      ['A: 1 40/100 at 10.5 leaves 60, 2 40@10.4'],
      [],
    ],
    [
      'a resend (43=Y) and a report sent once more (97=Y) count once',
      [ORDER, NEW, fill('2', 40, 40), `${fill('2', 40, 40)}|34=2|43=Y|122=20260105-14:30:02`, fill('2', 40, 40, '|97=Y')],
      ['A: 1 40/100 at 10.5 leaves 60, 2 40@10.4'],
      [],
    ],
    [
      'a list (E) is its orders',
      ['>35=E|66=L|68=2|73=2|11=X|55=ACME|54=1|38=10|40=1|11=Y|55=BOLT|54=2|38=20|40=2|44=3'],
      ['X: A 0/10 leaves 10', 'Y: A 0/20 at 3 leaves 20'],
      [],
    ],
    ['an order that a Reject (3) refuses, by its number', [ORDER, '<35=3|45=1|372=D|58=no'], ['A: 8 0/100 at 10.5 leaves 0'], []],
    [
      'a second order under a used ClOrdID: its refusal is not that of the first',
      [ORDER, NEW, ORDER, '<35=8|37=NONE|11=A|17=2|150=8|39=8|103=6|55=ACME|54=1|38=100|151=0|14=0|6=0', fill('3', 40, 40)],
      ['A: 1 40/100 at 10.5 leaves 60, 3 40@10.4'],
      ['3 duplicate-clordid'],
    ],
    [
      'the same ClOrdID on another day, once the order is over, is another order',
      [ORDER, NEW, fill('2', 100, 100), '>35=D|52=20260106-14:30:00|11=A|55=ACME|54=1|38=30|40=1'],
      ['A: 2 100/100 at 10.5 leaves 0, 2 100@10.4', 'A: A 0/30 leaves 30'],
      [],
    ],
    [
      'done for the day, an order of several days goes on with the next fill',
      [`${ORDER.replace('59=0', '59=1')}`, NEW, '<35=8|37=V1|11=A|17=2|150=3|39=3|38=100|151=100|14=0|6=0', fill('3', 40, 40)],
      ['A: 1 40/100 at 10.5 leaves 60, 3 40@10.4'],
      [],
    ],
    [
      'prices of twelve decimals, quantities beyond a billion',
      [
        '>35=D|11=A|55=ACME|54=1|38=4000000000000|40=2|44=0.123456789012',
        '<35=8|37=V1|11=A|17=1|150=F|39=1|38=4000000000000|32=1000000000000|31=0.000000000001|151=3000000000000|14=1000000000000|6=0.000000000001',
      ],
      ['A: 1 1000000000000/4000000000000 at 0.123456789012 leaves 3000000000000, 1 1000000000000@0.000000000001'],
      [],
    ],
  ])('%s', (_what, lines, orders, findings) => {
    expect(told(lines)).toEqual({ orders, findings });
  });
});

describe('what is inconsistent', () => {
  test.each<[string, Line[], string[]]>([
    ['a fill without an order', [fill('1', 40, 40)], ['1 fill-without-order']],
    ['a report about an unknown order', [NEW], ['1 unknown-order']],
    ['a request about an unknown order', ['>35=F|11=B|41=A|55=ACME|54=1|38=100'], ['1 unknown-order']],
    ['a refusal of an unknown request', ['<35=9|37=V1|11=B|41=A|39=0|102=0'], ['1 unknown-order']],
    [
      'an overfill',
      [ORDER, NEW, fill('2', 100, 100), fill('3', 40, 140)],
      ['4 overfill', '4 status-contradicts', '4 leaves-qty-contradicts'],
    ],
    ['a fill that is missing, told once', [ORDER, NEW, fill('3', 60, 90), fill('4', 10, 100)], ['3 cum-qty-contradicts']],
    ['OrdStatus (39)', [ORDER, NEW.replace('39=0', '39=4')], ['2 status-contradicts']],
    ['LeavesQty (151)', [ORDER, NEW.replace('151=100', '151=7')], ['2 leaves-qty-contradicts']],
    ['AvgPx (6)', [ORDER, NEW, fill('2', 40, 40).replace('|6=10.4', '|6=11')], ['3 avg-px-contradicts']],
    ['an ExecID with other content', [ORDER, NEW, fill('2', 40, 40), fill('2', 60, 100)], ['4 exec-id-reused']],
    [
      'an ExecID of another order',
      [
        ORDER,
        NEW,
        fill('2', 40, 40),
        ORDER.replace('11=A', '11=B'),
        fill('2', 40, 40).replace('11=A', '11=B').replace('V1', 'V2'),
      ],
      ['5 exec-id-reused'],
    ],
    [
      'a bust of an unknown trade',
      [ORDER, NEW, '<35=8|37=V1|11=A|17=2|19=9|150=H|39=0|38=100|151=100|14=0|6=0'],
      ['3 unknown-trade'],
    ],
    [
      'a cancel of an order that is filled',
      [ORDER, NEW, fill('2', 100, 100), '<35=8|37=V1|11=A|17=3|150=4|39=4|38=100|151=0|14=100|6=10.4'],
      ['4 transition'],
    ],
    [
      'numbers that cannot be read',
      [ORDER.replace('44=10.5', '44=10,5').replace('38=100', '38=1e2')],
      ['1 value-unreadable', '1 value-unreadable'],
    ],
    [
      'a fill without a price',
      [ORDER, NEW, fill('2', 40, 40).replace('|31=10.4', '').replace('|6=10.4', '')],
      ['3 value-unreadable'],
    ],
    ['a gap', [ORDER, `${NEW}|34=1`, `${fill('2', 40, 40)}|34=5`], ['3 sequence-gap']],
    ['a number used twice', [ORDER, '>35=0|34=1'], ['2 sequence-reused']],
    ['a clock that goes back', [ORDER, '>35=0|52=20260105-14:29:00'], ['2 clock-backwards']],
    ['what is no message', ['hello', '8=FIX.4.4|9=0|35=0|34=1|10=000'], ['1 not-read', '2 not-read']],
  ])('%s is found, at its line', (_what, lines, findings) => {
    expect(told(lines).findings).toEqual(findings);
  });

  test('the log of the other end doubles nothing, and a message that stands twice in one file is found', () => {
    const teller = new Teller();
    const messages = teller.tell([ORDER, NEW, fill('2', 40, 40)]);
    for (const message of messages) teller.again(message, 1);
    teller.again(messages[2]!, 0);
    const rebuilt = teller.end();
    const again = rebuilt.sessions.map(s => [s.messages, s.otherEnd, s.repeated]);
    expect([[...rebuilt.orders()].map(shown), again, rebuilt.findings.map(f => [f.line, f.kind])]).toEqual([
      ['A: 1 40/100 at 10.5 leaves 60, 2 40@10.4'],
      [
        [1, 1, 0],
        [2, 2, 1],
      ],
      [[7, 'message-repeated']],
    ]);
  });
});

test('what a log says of its session: a gap that is asked for and filled, logouts, a line that was cut', () => {
  const teller = new Teller();
  teller.tell([
    '>35=A|98=0|108=30|141=Y',
    '<35=A|98=0|108=30|141=Y',
    '<35=0',
    '<35=0|34=6',
    '>35=2|7=3|16=0',
    '<35=4|34=3|43=Y|123=Y|36=5',
    '<35=8|34=5|43=Y|122=20260105-14:30:03|37=V9|11=Q|17=1|150=0|39=0|55=ACME|54=1|38=5|151=5|14=0',
    '>35=A|34=1|98=0|108=30|141=Y',
    '>35=1|112=T',
    '>35=5|58=good night',
  ]);
  const [us, them] = teller.end().sessions;
  const { logons, cuts, logouts, logoutTexts, testRequests, resendRequests, resets } = us!;
  const { gaps, missing, refilled, gapFills, possDups } = them!;
  expect([
    { logons, cuts, logouts, logoutTexts, testRequests, resendRequests, resets },
    { gaps, missing, refilled, gapFills, possDups },
  ]).toEqual([
    { logons: 2, cuts: 1, logouts: 1, logoutTexts: ['good night'], testRequests: 1, resendRequests: 1, resets: 1 },
    { gaps: 1, missing: 3, refilled: 3, gapFills: 1, possDups: 2 },
  ]);
});
