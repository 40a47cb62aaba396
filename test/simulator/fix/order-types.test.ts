import { FIX_VERSIONS } from '../../../src/fix/translate/dialect';
import { VenueRig } from './rig';

const BUY = '55=ACME|54=1';
const SELL = '55=ACME|54=2';
const D = (id: string, side: string, qty: number, px: string, more = ''): string =>
  `D|11=${id}|${side}|38=${qty}|40=2|44=${px}${more}`;

/** Who was told what: session, ClOrdID, ExecType (F for a fill of FIX.4.2 too), OrdStatus, LastQty at LastPx, LeavesQty, Text. */
const told = (lines: readonly string[]): string[] =>
  lines.map(line => {
    const field = (tag: number): string => new RegExp(`\\|${tag}=([^|]*)`).exec(line)?.[1] ?? '';
    const trade = field(32) && ` ${field(32)}@${field(31)}`;
    const why = field(58) && `: ${field(58)}`;
    const type = trade ? 'F' : field(150);
    return `${line[0]} ${field(11)} ${type} ${field(39)}${trade} leaves ${field(151)}${why}`;
  });

describe('stop orders', () => {
  test('wait unseen for a trade at their price; then a stop is a market order and a stop limit a limit order', () => {
    const rig = new VenueRig(['ACME'], undefined, 'FIX.5.0SP2');
    rig.say('A', `D|11=s|${BUY}|38=50|40=3|99=10.02`, `D|11=l|${BUY}|38=50|40=4|99=10.02|44=10.03`);
    rig.say('B', D('b1', SELL, 10, '10.02'), D('b2', SELL, 60, '10.03'));
    expect(told(rig.say('C', D('c', BUY, 10, '10.02')))).toEqual([
      'C c 0 0 leaves 10',
      'B b1 F 2 10@10.02 leaves 0',
      'C c F 2 10@10.02 leaves 0',
      'A s L 0 leaves 50: StopPx (99) 10.02 was reached',
      'B b2 F 1 50@10.03 leaves 10',
      'A s F 2 50@10.03 leaves 0',
      'A l L 0 leaves 50: StopPx (99) 10.02 was reached',
      'B b2 F 2 10@10.03 leaves 0',
      'A l F 1 10@10.03 leaves 40',
    ]);
  });

  test.each([
    ['FIX.4.2', '20=0|150=D|39=0|378=4'],
    ['FIX.4.4', '150=D|39=0|378=99'],
    ['FIX.5.0SP2', '150=L|39=0'],
  ] as const)('in %s the report of a triggered one is %s', (version, fields) => {
    const rig = new VenueRig(['ACME'], undefined, version);
    rig.say('A', `D|11=l|${BUY}|38=50|40=4|99=10.02|44=10.03`);
    rig.say('B', D('b', SELL, 10, '10.02'));
    expect(rig.say('C', D('c', BUY, 10, '10.02')).find(line => line.startsWith('A< 8'))).toContain(`|17=V-E6|${fields}|`);
  });

  test('a replace moves the stop price, and needs it', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=s|${BUY}|38=50|40=3|99=10.02`);
    const lines = rig.say('A', `G|41=s|11=r|${BUY}|38=50|40=3`, `G|41=s|11=t|${BUY}|38=40|40=3|99=10.05`);
    expect(lines).toEqual([
      'A< 9|37=V-1|11=r|41=s|39=0|434=2|102=99|58=StopPx (99) is required with OrdType (40) 3',
      `A< 8|37=V-1|11=t|41=s|17=V-E2|150=5|39=0|${BUY}|38=40|40=3|59=0|99=10.05|151=40|14=0|6=0`,
    ]);
  });
});

describe('how much is seen', () => {
  const subscribe = 'V|262=m|263=0|264=5|267=1|269=1|146=1|55=ACME';

  test.each([
    ['FIX.4.2', '111=10'],
    ['FIX.4.4', '210=10'],
    ['FIX.5.0SP2', '1138=10'],
  ] as const)('an iceberg in %s shows %s at a time, all of it trades, and its reports repeat the field', (version, field) => {
    const rig = new VenueRig(['ACME'], undefined, version);
    const [entered] = rig.say('A', D('i', SELL, 50, '10.00', `|${field}`));
    const [before] = rig.say('M', subscribe);
    rig.say('B', D('b', BUY, 15, '10.00'));
    const [after] = rig.say('M', subscribe);
    const size = (line = ''): string => /\|271=(\d+)/.exec(line)?.[1] ?? 'none';
    expect([entered!.includes(`|${field}`), size(before), size(after)]).toEqual([true, '10', '5']);
  });

  test.each([
    ['FIX.4.2', '111=0'],
    ['FIX.4.4', '210=0'],
    ['FIX.5.0SP2', '1138=0'],
    ['FIX.5.0SP2', '1084=4'],
  ] as const)('a hidden order in %s by %s is not in the market data, and trades behind what is shown', (version, field) => {
    const rig = new VenueRig(['ACME'], undefined, version);
    rig.say('A', D('h', SELL, 50, '10.00', `|${field}`));
    const [seen] = rig.say('M', subscribe);
    rig.say('A', D('v', SELL, 5, '10.00'));
    const fills = told(rig.say('B', D('b', BUY, 20, '10.00'))).filter(line => line.startsWith('A'));
    expect([seen!.includes('|268=0'), ...fills]).toEqual([true, 'A v F 2 5@10 leaves 0', 'A h F 1 15@10 leaves 35']);
  });
});

describe('what an order may ask for', () => {
  test('post-only rests or is refused', () => {
    const rig = new VenueRig();
    rig.say('A', D('s', SELL, 50, '10.00'));
    expect(told(rig.say('B', D('p', BUY, 5, '10.00', '|18=6'), D('q', BUY, 5, '9.99', '|18=6')))).toEqual([
      'B p 8 8 leaves 0: ExecInst (18) 6: at Price (44) 1000 ticks the order would trade on arrival',
      'B q 0 0 leaves 5',
    ]);
  });

  test('MinQty trades so much at once or is cancelled', () => {
    const rig = new VenueRig();
    rig.say('A', D('s', SELL, 50, '10.00'));
    const lines = rig.say('B', D('m', BUY, 80, '10.00', '|59=3|110=60'), D('n', BUY, 80, '10.00', '|59=3|110=50'));
    expect(told(lines)).toEqual([
      'B m 0 0 leaves 80',
      'B m 4 4 leaves 0: MinQty (110): so much could not be matched at once',
      'B n 0 0 leaves 80',
      'A s F 2 50@10 leaves 0',
      'B n F 1 50@10 leaves 30',
      'B n 4 4 leaves 0: TimeInForce (59) 3: what was not matched at once is cancelled',
    ]);
  });

  test.each([
    ['1', ['A n 4 4 leaves 0']],
    ['2', ['A o 4 4 leaves 0']],
    ['3', ['A o 4 4 leaves 0', 'A n 4 4 leaves 0']],
    ['4', ['A o 4 4 leaves 0', 'A n D 0 leaves 20']],
  ])('self-trade prevention with 12964=%s', (mode, expected) => {
    const rig = new VenueRig();
    rig.say('A', D('o', SELL, 50, '10.00', '|12362=desk|12964=1'));
    const lines = rig.say('A', D('n', BUY, 70, '10.00', `|12362=desk|12964=${mode}`));
    const ends = told(lines.slice(1)).sort().reverse();
    const text = ': self-trade prevention: it would have traded with an order of the same id';
    expect(ends).toEqual(
      expected
        .map(line => line + text)
        .sort()
        .reverse(),
    );
  });

  test('FIX.5.0SP2 has self-trade prevention of its own, and its reports repeat the id', () => {
    const rig = new VenueRig(['ACME'], undefined, 'FIX.5.0SP2');
    const [entered] = rig.say('A', D('o', SELL, 50, '10.00', '|2362=desk|2964=2'));
    const [, last] = rig.say('B', D('n', BUY, 70, '10.00', '|2362=desk|2964=2'));
    expect([entered!.includes('|2362=desk'), told([last!])]).toEqual([
      true,
      ['A o 4 4 leaves 0: self-trade prevention: it would have traded with an order of the same id'],
    ]);
  });
});

describe('how long an order lasts', () => {
  test('GTD ends at its time, by ExpireTime or at the end of ExpireDate; a Day order with the day; GTC stays', () => {
    const rig = new VenueRig();
    rig.say('A', D('t', BUY, 5, '9.00', '|59=6|126=20260105-10:00:10'), D('d', BUY, 5, '9.00', '|59=6|432=20260105'));
    rig.say('A', D('day', BUY, 5, '9.00'), D('gtc', BUY, 5, '9.00', '|59=1'));
    const lines = [
      ...rig.publish(9_999_999),
      ...rig.publish(1),
      ...rig.operate('status ACME closed'),
      ...rig.publish(86_400_000_000),
    ];
    expect(told(lines.filter(line => line.startsWith('A')))).toEqual([
      'A t C C leaves 0: TimeInForce (59): its time is over',
      'A day C C leaves 0: TimeInForce (59): its time is over',
      'A d C C leaves 0: TimeInForce (59): its time is over',
    ]);
  });

  test('orders are collected for the opening and the closing auction; what is meant for one alone ends with it', () => {
    const rig = new VenueRig(['ACME'], undefined, 'FIX.5.0SP2');
    rig.operate('status ACME closed');
    rig.operate('status ACME pre-open');
    rig.say('A', D('o', BUY, 30, '10.01', '|59=2'), D('b', BUY, 50, '10.00'));
    const opening = [
      ...rig.say('B', D('s', SELL, 60, '9.99'), `D|11=c|${SELL}|38=10|40=1|59=7`),
      ...rig.operate('status ACME trading'),
    ];
    const closing = [...rig.operate('status ACME closing'), ...rig.operate('status ACME closed')];
    expect([...told(opening.slice(2, -1)), '--', ...told(closing.filter(line => line.includes('< 8')))]).toEqual([
      'A o F 2 30@10 leaves 0',
      'B s F 1 30@10 leaves 30',
      'A b F 1 30@10 leaves 20',
      'B s F 2 30@10 leaves 0',
      '--',
      'A b F 1 10@10 leaves 10',
      'B c F 2 10@10 leaves 0',
      'A b C C leaves 0: TimeInForce (59): its time is over',
    ]);
  });

  test.each([
    ['5', ''],
    ['B', '|44=10.00'],
  ])('FIX.4.2, which has no TimeInForce 7, sends OrdType %s for the close', (ordType, px) => {
    const rig = new VenueRig(['ACME'], undefined, 'FIX.4.2');
    rig.say('A', `D|11=c|${SELL}|38=10|40=${ordType}${px}`);
    rig.say('B', D('b', BUY, 10, '10.00'));
    rig.operate('status ACME closing');
    const fills = rig.operate('status ACME closed').filter(line => line.includes('|11=c|'));
    expect(told(fills)).toEqual(['A c F 2 10@10 leaves 0']);
  });
});

test.each(FIX_VERSIONS)('a halt in %s: orders and replaces are refused, cancels are taken', version => {
  const rig = new VenueRig(['ACME'], undefined, version);
  rig.say('A', D('a', BUY, 5, '9.00'));
  const [halted] = rig.operate('halt ACME');
  const lines = rig.say('A', D('b', BUY, 5, '9.00'), `G|41=a|11=r|${BUY}|38=9|40=2|44=9.00`, `F|41=a|11=f|${BUY}`);
  const said = lines.map(line => /\|(39=4|103=\d+|102=\d+)\|/.exec(line)?.[1]);
  expect([halted, ...said]).toEqual(['done: ACME is halted', '103=2', '102=2', '39=4']);
});
