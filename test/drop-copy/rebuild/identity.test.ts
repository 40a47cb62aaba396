import { avgPxOf } from '../../../src/drop-copy/rebuild/order';
import { type Line, shown, Teller, told } from './told';

const ORDER = '>35=D|11=A|55=ACME|54=1|38=300|40=2|44=10|59=0';
const NEXT_DAY = '52=20260106-14:30:00';
const report = (execId: string, type: string, status: number, more: string, names = '37=V1|11=A'): Line =>
  `<35=8|${names}|17=${execId}|150=${type}|39=${status}|55=ACME|54=1|38=300|44=10|${more}`;
const NEW = report('N', '0', 0, '151=300|14=0|6=0');
const fill = (execId: string, qty: number, cum: number, names = '37=V1|11=A'): Line =>
  report(execId, 'F', cum === 300 ? 2 : 1, `32=${qty}|31=10|151=${300 - cum}|14=${cum}|6=10`, names);
const resent = (line: Line, seq: number, first: string): Line => `${line}|34=${seq}|43=Y|122=${first}|52=20260105-14:40:00`;
const COPY_HEAD = '8=FIX.4.4|9=0|35=8|49=THEM|56=COPIES';
const copy = (line: Line, seq: number): Line =>
  `${COPY_HEAD}|34=${seq}|52=20260105-14:30:0${seq}|${line.replace('<35=8|', '')}|10=000`;

/** As a line of `shown`, of an order whose fills say ids, quantities and prices; names of fills without an ExecID are long. */
const shorter = (text: string): string => text.replaceAll(/NoExecID-[^ ]+/g, 'none');

describe('which fill, which order a report is about', () => {
  test.each<[string, Line[], string[], string[]]>([
    [
      'fills under ExecID 0 or NONE are told apart by their numbers, and count once when sent again',
      [
        ORDER,
        fill('0', 100, 100),
        fill('NONE', 100, 200),
        fill('0', 100, 300),
        resent(fill('0', 100, 300), 3, '20260105-14:30:03.000'),
      ],
      ['A: 2 300/300 at 10 leaves 0, none 100@10, none 100@10, none 100@10'],
      [],
    ],
    [
      'one ExecID for fills of the same size: CumQty (14) tells them apart, and repeats too',
      [
        ORDER,
        NEW,
        fill('E', 100, 100),
        fill('E', 100, 200),
        fill('E', 100, 300),
        `${fill('E', 100, 200)}|97=Y`,
        fill('E', 100, 300),
      ],
      ['A: 2 300/300 at 10 leaves 0, E 100@10, E#2 100@10, E#3 100@10'],
      ['4 exec-id-reused', '5 exec-id-reused'],
    ],
    [
      'a fill that comes again after its bust, or after its correction, is no other one',
      [
        ORDER,
        fill('E1', 100, 100),
        fill('E2', 200, 300),
        report('B', 'H', 1, '19=E2|151=200|14=100|6=10'),
        report('C', 'G', 1, '19=E1|32=50|31=10|151=250|14=50|6=10'),
        `${fill('E2', 200, 300)}|97=Y`,
        `${fill('E1', 100, 100)}|97=Y`,
      ],
      ['A: 1 50/300 at 10 leaves 250, E1 50@10, (E2)'],
      [],
    ],
    [
      'a ClOrdID of yesterday, whose order for a day nobody said was over',
      [
        ORDER,
        NEW,
        `${ORDER.replace('38=300', '38=500')}|${NEXT_DAY}`,
        `${fill('F', 100, 100, '37=V2|11=A').replace('38=300', '38=500').replace('151=200', '151=400')}|${NEXT_DAY}`,
      ],
      ['A: 0 0/300 at 10 leaves 300', 'A: 1 100/500 at 10 leaves 400, F 100@10'],
      [],
    ],
    [
      'the same where the log has reports only: OrderID (37) says that it is another',
      [NEW, `${fill('F', 300, 300, '37=V2|11=A')}|${NEXT_DAY}`],
      ['A: 0 0/300 at 10 leaves 300', 'A: 2 300/300 at 10 leaves 0, F 300@10'],
      ['1 unknown-order', '2 fill-without-order'],
    ],
    [
      'an order of several days keeps its ClOrdID, which nobody else may have; a replace may give it another OrderID',
      [
        ORDER.replace('59=0', '59=1'),
        NEW,
        `${ORDER}|${NEXT_DAY}`,
        `>35=G|11=B|41=A|55=ACME|54=1|38=300|40=2|44=10|${NEXT_DAY}`,
        `${report('R', '5', 0, '151=300|14=0|6=0', '37=V7|11=B|41=A')}|${NEXT_DAY}`,
      ],
      ['A>B: 0 0/300 at 10 leaves 300'],
      ['3 duplicate-clordid'],
    ],
    [
      'a bust of yesterday goes to the order that OrderID (37) names, not to the newer one under its ClOrdID',
      [
        ORDER,
        fill('E', 300, 300),
        `${ORDER}|${NEXT_DAY}`,
        `${fill('F', 300, 300, '37=V2|11=A')}|${NEXT_DAY}`,
        `${report('B', 'H', 0, '19=E|151=300|14=0|6=0')}|${NEXT_DAY}`,
      ],
      ['A: 0 0/300 at 10 leaves 300, (E)', 'A: 2 300/300 at 10 leaves 0, F 300@10'],
      [],
    ],
    [
      'a bust of yesterday before the new order is told of',
      [ORDER, fill('E', 300, 300), `${ORDER}|${NEXT_DAY}`, `${report('B', 'H', 0, '19=E|151=300|14=0|6=0')}|${NEXT_DAY}`],
      ['A: 0 0/300 at 10 leaves 300, (E)', 'A: A 0/300 at 10 leaves 300'],
      [],
    ],
    [
      'a correction, and then a bust, under the ExecID of the fill itself, each told twice',
      [
        ORDER,
        NEW,
        fill('E', 200, 200),
        ...Array.from({ length: 2 }, () => report('E', 'G', 1, '19=E|32=100|31=9|151=200|14=100|6=9')),
        ...Array.from({ length: 2 }, () => report('E', 'H', 0, '19=E|151=300|14=0|6=0')),
      ],
      ['A: 0 0/300 at 10 leaves 300, (E)'],
      [],
    ],
    [
      'a resend whose number another message had, where the numbers began anew without a Logon',
      [
        `${ORDER}|34=2`,
        `${fill('E1', 100, 100)}|34=2`,
        `${fill('E2', 200, 300)}|34=3`,
        `${ORDER.replace('11=A', '11=B')}|34=2|${NEXT_DAY}`,
        `${fill('F1', 100, 100, '37=V2|11=B')}|34=2|${NEXT_DAY}`,
        `${fill('F2', 200, 300, '37=V2|11=B')}|34=3|43=Y|122=20260106-14:31:00|52=20260106-14:32:00`,
      ],
      ['A: 2 300/300 at 10 leaves 0, E1 100@10, E2 200@10', 'B: 2 300/300 at 10 leaves 0, F1 100@10, F2 200@10'],
      ['4 sequence-reused', '5 sequence-reused'],
    ],
    [
      'a resend under a number that a gap fill had covered',
      [
        ORDER,
        `${NEW}|34=1`,
        `${fill('E2', 200, 300)}|34=4`,
        '<35=4|34=2|43=Y|122=20260105-14:30:01|123=Y|36=4',
        resent(fill('E1', 100, 100), 3, '20260105-14:30:02'),
      ],
      ['A: 2 300/300 at 10 leaves 0, E2 200@10, E1 100@10'],
      ['3 sequence-gap', '3 cum-qty-contradicts', '5 cum-qty-contradicts'],
    ],
    [
      'drop copies that do not say so (797) count once, and are told of once',
      [ORDER, NEW, fill('E', 300, 300), copy(NEW, 1), copy(fill('E', 300, 300), 2)],
      ['A: 2 300/300 at 10 leaves 0, E 300@10'],
      ['4 copy-unmarked'],
    ],
    [
      'such copies before their order: both count, which is told',
      [copy(fill('E', 300, 300), 1), ORDER, NEW, fill('E', 300, 300)],
      ['A: 2 300/300 at 10 leaves 0, E 300@10', 'A: 2 300/300 at 10 leaves 0, E 300@10'],
      ['1 fill-without-order', '4 copy-unmarked'],
    ],
    [
      'orders of two clients that share ClOrdID and ExecID alone are two',
      [ORDER, NEW, fill('E', 300, 300), copy(fill('E', 300, 300, '37=V2|11=Z'), 1)],
      ['A: 2 300/300 at 10 leaves 0, E 300@10', 'Z: 2 300/300 at 10 leaves 0, E 300@10'],
      ['4 fill-without-order'],
    ],
    [
      'a report before its order: limit and quantity are those of the order',
      ['<35=8|37=V1|11=A|17=N|150=0|39=0|55=ACME|54=1|14=0|151=250', ORDER],
      ['A: 0 0/300 at 10 leaves 300'],
      ['1 unknown-order'],
    ],
    [
      'a replace before the order: what it asked is not taken back',
      [report('R', '5', 0, '151=300|14=0', '37=V1|11=B|41=A'), ORDER.replace('44=10', '44=9').replace('38=300', '38=200')],
      ['A>B: 0 0/300 at 10 leaves 300'],
      ['1 unknown-order'],
    ],
  ])('%s', (_what, lines, orders, findings) => {
    const { orders: had, findings: found } = told(lines);
    expect({ orders: had.map(shorter), findings: found }).toEqual({ orders, findings });
  });

  test('a correction has the fee that it tells, else that of its fill', () => {
    const teller = new Teller();
    const corrected = (execId: string, of: string, more: string): Line => report(execId, 'G', 1, `19=${of}|32=50|31=10${more}`);
    teller.tell([
      ORDER,
      `${fill('E1', 100, 100)}|12=4.00|13=3`,
      `${fill('E2', 100, 200)}|12=4.00|13=3`,
      `${fill('E3', 100, 300)}|12=0.01|13=1`,
      corrected('C1', 'E1', '|12=2.00|13=3'),
      corrected('C2', 'E2', ''),
      corrected('C3', 'E3', '|12=0.01|13=1'),
    ]);
    const [order] = teller.end().orders();
    expect([order!.fills.map(f => f.fee), avgPxOf(order!)]).toEqual([['2', '4', '0.5'], '10']);
  });
});

describe('numbers far ahead', () => {
  const beat = (seq: number): Line => `>35=0|34=${seq}`;
  const numbers = (lines: readonly Line[]) => {
    const teller = new Teller();
    teller.tell(lines);
    const rebuilt = teller.end();
    const { messages, gaps, missing, refilled, jumps } = rebuilt.sessions[0]!;
    return [messages, gaps, missing, refilled, jumps, rebuilt.findings.map(f => `${f.line} ${f.kind}`).join()];
  };
  test.each<[string, Line[], unknown[]]>([
    [
      'one wrong number is in no gap, and what follows is not refilled',
      [beat(1), beat(2_000_000_000), beat(2), beat(3), beat(5)],
      [5, 1, 1, 0, 1, '2 sequence-gap,5 sequence-gap'],
    ],
    [
      'the same twice in a log counts once',
      [beat(1), ...Array.from({ length: 2 }, () => `${beat(9_000_000)}|52=20260105-15:00:00`)],
      [2, 0, 0, 0, 1, '2 sequence-gap,3 message-repeated'],
    ],
    [
      'numbers that go on there are a gap',
      [beat(1), beat(5_000_000), beat(5_000_001)],
      [3, 1, 4_999_998, 0, 1, '2 sequence-gap,3 sequence-gap'],
    ],
    ['a gap fill to a wrong number', [beat(1), '>35=4|34=2|123=Y|36=1900000000', beat(3), beat(4)], [4, 0, 0, 0, 1, '']],
    [
      'a reset to a number that is next',
      [beat(1), '>35=4|34=2|36=1900000000', beat(1_900_000_000), beat(1_900_000_001)],
      [4, 0, 0, 0, 1, ''],
    ],
  ])('%s', (_what, lines, said) => {
    expect(numbers(lines)).toEqual(said);
  });

  test('resends do not double what is there, whichever comes first', () => {
    const teller = new Teller();
    const first = '52=20260105-14:30:05.000';
    teller.tell([ORDER, `${NEW}|34=1|${first}`]);
    teller.tell([
      resent(NEW, 1, first.slice(3)),
      resent(fill('E', 100, 100), 2, '20260105-14:30:06.000'),
      resent(fill('E', 100, 100), 2, '20260105-14:30:06.000'),
    ]);
    teller.tell([`${fill('E', 100, 100)}|34=2|52=20260105-14:30:06.000`], 1);
    const rebuilt = teller.end();
    const { messages, possDups, otherEnd } = rebuilt.sessions[1]!;
    expect([[...rebuilt.orders()].map(shown), { messages, possDups, otherEnd }, rebuilt.findings]).toEqual([
      ['A: 1 100/300 at 10 leaves 200, E 100@10'],
      { messages: 2, possDups: 3, otherEnd: 1 },
      [],
    ]);
  });
});
