import { VenueRig } from './rig';

const BUY = '55=ACME|54=1';
const SELL = '55=ACME|54=2';
const SUBSCRIBE = 'V|262=m|263=1|264=1|265=1|267=1|269=2|146=1|55=ACME';

/** A buy of 100 at 10.00 of which 30 were sold to it, in trade T1; somebody watches the trades. */
function rigWithTrade(version?: 'FIX.4.2'): VenueRig {
  const rig = new VenueRig(['ACME'], undefined, version ?? 'FIX.4.4');
  rig.say('M', SUBSCRIBE);
  rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=10.00`);
  rig.say('B', `D|11=s|${SELL}|38=30|40=2|44=10.00`);
  rig.publish();
  return rig;
}
const short = (lines: readonly string[]): string[] => lines.map(line => line.replace(/\|(37|55|54|40|44|59|273)=[^|]*/g, ''));
const GONE = '58=what a bust or a correction takes off an order does not come back into the book';

describe('a trade that is taken back', () => {
  test('is told to both sides and in the market data; its lots do not come back', () => {
    const rig = rigWithTrade();
    expect(short(rig.operate('bust T1'))).toEqual([
      'A< 8|11=a|527=T1|17=V-E5|19=V-E3|150=H|39=0|38=100|32=30|31=10|151=100|14=0|6=0',
      `A< 8|11=a|17=V-E6|150=D|39=0|378=5|38=70|151=70|14=0|6=0|${GONE}`,
      'B< 8|11=s|527=T1|17=V-E7|19=V-E4|150=H|39=0|38=30|32=30|31=10|151=30|14=0|6=0',
      `B< 8|11=s|17=V-E8|150=4|39=4|38=30|151=0|14=0|6=0|${GONE}`,
      'M< X|262=m|268=1|279=2|269=2|278=ACME-T1|270=10|271=0',
      'done: T1 is busted',
    ]);
  });

  test('in FIX.4.2 is 20=1 with the status of the order in 150', () => {
    expect(short(rigWithTrade('FIX.4.2').operate('bust T1'))[0]).toEqual(
      'A< 8|11=a|17=V-E5|19=V-E3|20=1|150=0|39=0|38=100|32=30|31=10|151=100|14=0|6=0',
    );
  });

  test('of an order that is cancelled: it stays cancelled, with less', () => {
    const rig = rigWithTrade();
    rig.say('A', `F|41=a|11=c|${BUY}`);
    expect(short(rig.operate('bust T1')).filter(line => line.startsWith('A'))).toEqual([
      'A< 8|11=c|527=T1|17=V-E6|19=V-E3|150=H|39=4|38=100|32=30|31=10|151=0|14=0|6=0',
    ]);
  });
});

describe('a trade that is corrected', () => {
  test('in price: both sides have another AvgPx; a correction of the correction names it', () => {
    const rig = rigWithTrade();
    const lines = [...rig.operate('correct ACME T1 30 9.90'), ...rig.operate('correct ACME T1 30 9.95')];
    expect(short(lines).filter(line => !line.startsWith('B'))).toEqual([
      'A< 8|11=a|527=T1|17=V-E5|19=V-E3|150=G|39=1|38=100|32=30|31=9.9|151=70|14=30|6=9.9',
      'M< X|262=m|268=1|279=1|269=2|278=ACME-T1|270=9.9|271=30',
      'done: T1 is 30 at 9.90',
      'A< 8|11=a|527=T1|17=V-E7|19=V-E5|150=G|39=1|38=100|32=30|31=9.95|151=70|14=30|6=9.95',
      'M< X|262=m|268=1|279=1|269=2|278=ACME-T1|270=9.95|271=30',
      'done: T1 is 30 at 9.95',
    ]);
  });

  test('in quantity: what it took off is not traded again', () => {
    expect(short(rigWithTrade().operate('correct ACME T1 20 10.00')).filter(line => line.startsWith('B'))).toEqual([
      'B< 8|11=s|527=T1|17=V-E7|19=V-E4|150=G|39=1|38=30|32=20|31=10|151=10|14=20|6=10',
      `B< 8|11=s|17=V-E8|150=4|39=4|38=30|151=0|14=20|6=10|${GONE}`,
    ]);
  });
});

test.each([
  ['bust T9', 'trade 9 is no trade of an order from outside, is busted, or is too long ago'],
  ['correct ACME T1 40 10.00', 'LastQty (32) 40 of trade 1 is above the 30 traded'],
  ['correct ACME T1 30 10.001', "'10.001' is not a price in ticks of 0.01"],
  ['correct ACME T1 x 10.00', "'x' is not a number of lots of 1"],
  ['correct NOPE T1 1 1', 'NOPE is not listed here'],
  ['cancel V-2', 'V-2 does not work any more'],
  [
    'status ACME asleep',
    "'asleep' is no status: pre-open, opening, trading, closing, closed, halted, quoting, paused, reopening",
  ],
  ['status ACME reopening', 'Symbol (55) ACME is trading: from there to closing, halted, paused, closed, not reopening'],
  ['halt', 'halt takes SYMBOL'],
  ['stop ACME', "'stop' is no command: halt, resume, status, bust, correct, cancel, news"],
])("the operator's '%s' is refused with the reason, and nobody is told anything", (line, text) => {
  expect(rigWithTrade().operate(line)).toEqual([`refused: ${text}`]);
});

test('the operator cancels an order by its OrderID', () => {
  expect(short(rigWithTrade().operate('cancel V-1'))).toEqual([
    'A< 8|11=a|17=V-E5|150=4|39=4|38=100|151=0|14=30|6=10|58=cancelled by the venue',
    'done: V-1 is cancelled',
  ]);
});
