import { VenueRig } from './rig';

const D = (id: string, symbol: string, side: number): string =>
  `D|11=${id}|55=${symbol}|54=${side}|38=10|40=2|44=${side === 1 ? 9 : 11}`;

function rigWithOrders(): VenueRig {
  const rig = new VenueRig(['ACME', 'BOLT']);
  rig.say('A', D('a1', 'ACME', 1), D('a2', 'ACME', 2), D('a3', 'BOLT', 1));
  rig.say('B', D('b1', 'ACME', 1));
  return rig;
}
const short = (lines: readonly string[]): string[] => lines.map(line => line.replace(/\|(38|40|44|59|14|6)=[^|]*/g, ''));

describe('a mass cancel (q)', () => {
  test('of everything: what it means first, then each order of the session', () => {
    const rig = rigWithOrders();
    const text = "58=cancelled by OrderMassCancelRequest (q) 'q1'";
    expect(short(rig.say('A', 'q|11=q1|530=7|60=20260105-10:00:00'))).toEqual([
      'A< r|11=q1|37=V-M1|530=7|531=7|533=3|534=3|41=a1|535=V-1|41=a2|535=V-2|41=a3|535=V-3',
      `A< 8|37=V-1|11=a1|17=V-E5|150=4|39=4|55=ACME|54=1|151=0|${text}`,
      `A< 8|37=V-2|11=a2|17=V-E6|150=4|39=4|55=ACME|54=2|151=0|${text}`,
      `A< 8|37=V-3|11=a3|17=V-E7|150=4|39=4|55=BOLT|54=1|151=0|${text}`,
    ]);
  });

  test('of a symbol, of one side; where nothing is meant it says so', () => {
    const rig = rigWithOrders();
    const lines = rig.say(
      'A',
      'q|11=q1|530=1|55=ACME|54=2|60=20260105-10:00:00',
      'q|11=q2|530=1|55=ACME|54=2|60=20260105-10:00:00',
    );
    expect(short(lines).map(line => line.split('|58=')[0])).toEqual([
      'A< r|11=q1|37=V-M1|530=1|531=1|533=1|534=1|41=a2|535=V-2|55=ACME|54=2',
      'A< 8|37=V-2|11=a2|17=V-E5|150=4|39=4|55=ACME|54=2|151=0',
      'A< r|11=q2|37=V-M2|530=1|531=1|533=0|55=ACME|54=2',
    ]);
  });

  test.each([
    ['530=1', '531=0|532=1|533=0', 'MassCancelRequestType (530) 1 needs Symbol (55)'],
    ['530=1|55=NOPE', '531=0|532=1|533=0|55=NOPE', "Symbol (55) 'NOPE' is not listed here"],
    ['530=7|55=ACME', '531=0|532=0|533=0|55=ACME', 'MassCancelRequestType (530) 7 (all orders) takes no Symbol (55)'],
    [
      '530=3',
      '531=0|532=0|533=0',
      "MassCancelRequestType (530) '3' is not supported: 1 (of a security) or 7 (all), either with Side (54)",
    ],
    ['530=7|54=8', '531=0|532=0|533=0|54=8', "Side (54) '8' is not supported: 1, 2, 5 or 6"],
  ])('%s is refused, and cancels nothing', (fields, answer, text) => {
    const rig = rigWithOrders();
    const kind = fields.split('|')[0];
    expect(rig.say('A', `q|11=q1|${fields}|60=20260105-10:00:00`)).toEqual([`A< r|11=q1|37=V-M1|${kind}|${answer}|58=${text}`]);
  });
});

describe('a mass status (AF)', () => {
  test('tells each order that works, numbered, the last marked', () => {
    const rig = rigWithOrders();
    rig.say('A', 'F|41=a2|11=c|55=ACME|54=2');
    expect(short(rig.say('A', 'AF|584=m|585=7'))).toEqual([
      'A< 8|37=V-1|11=a1|584=m|911=2|912=N|17=V-E6|150=I|39=0|55=ACME|54=1|151=10',
      'A< 8|37=V-3|11=a3|584=m|911=2|912=Y|17=V-E7|150=I|39=0|55=BOLT|54=1|151=10',
    ]);
  });

  test('where no order is meant, or the request cannot be taken, one report says so', () => {
    const rig = rigWithOrders();
    const lines = [...rig.say('C', 'AF|584=m|585=7')];
    lines.push(...rig.say('C', 'AF|584=n|585=1'));
    expect(short(lines)).toEqual([
      'C< 8|37=NONE|584=m|911=0|912=Y|17=V-E5|150=I|39=8|103=5|55=[N/A]|54=7|151=0|58=no order of this session that is open is meant',
      'C< 8|37=NONE|584=n|911=0|912=Y|17=V-E6|150=I|39=8|103=5|55=[N/A]|54=7|151=0|58=MassStatusReqType (585) 1 needs Symbol (55)',
    ]);
  });
});
