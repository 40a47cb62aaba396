import { VenueRig } from './rig';

const BUY = '55=ACME|54=1';
const SELL = '55=ACME|54=2';
const REST = '59=0';

describe('order entry', () => {
  test('a buy rests, is met in part by a sell, and both sides are told every figure', () => {
    const rig = new VenueRig();
    const lines = rig.say('A', `D|11=a|1=ACC|526=p|${BUY}|38=100|40=2|44=100.00`);
    lines.push(...rig.say('B', `D|11=s|${SELL}|38=30|40=2|44=99.99`, `D|11=t|${SELL}|38=10|40=1`));
    expect(lines).toEqual([
      `A< 8|37=V-1|11=a|526=p|17=V-E1|150=0|39=0|1=ACC|${BUY}|38=100|40=2|44=100|${REST}|151=100|14=0|6=0`,
      `B< 8|37=V-2|11=s|17=V-E2|150=0|39=0|${SELL}|38=30|40=2|44=99.99|${REST}|151=30|14=0|6=0`,
      `A< 8|37=V-1|11=a|526=p|527=T1|17=V-E3|150=F|39=1|1=ACC|${BUY}|38=100|40=2|44=100|${REST}|32=30|31=100|151=70|14=30|6=100|851=1`,
      `B< 8|37=V-2|11=s|527=T1|17=V-E4|150=F|39=2|${SELL}|38=30|40=2|44=99.99|${REST}|32=30|31=100|151=0|14=30|6=100|851=2`,
      `B< 8|37=V-3|11=t|17=V-E5|150=0|39=0|${SELL}|38=10|40=1|${REST}|151=10|14=0|6=0`,
      `A< 8|37=V-1|11=a|526=p|527=T2|17=V-E6|150=F|39=1|1=ACC|${BUY}|38=100|40=2|44=100|${REST}|32=10|31=100|151=60|14=40|6=100|851=1`,
      `B< 8|37=V-3|11=t|527=T2|17=V-E7|150=F|39=2|${SELL}|38=10|40=1|${REST}|32=10|31=100|151=0|14=10|6=100|851=2`,
    ]);
  });

  test('a replace changes quantity and price under a new ClOrdID; AvgPx is exact over fills at two prices', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`);
    rig.say('B', `D|11=s|${SELL}|38=30|40=2|44=100.00`);
    const lines = rig.say('A', `G|41=a|11=b|${BUY}|38=120|40=2|44=100.01`);
    lines.push(...rig.say('B', `D|11=t|${SELL}|38=50|40=2|44=100.00`));
    expect(lines.filter(l => l.startsWith('A'))).toEqual([
      `A< 8|37=V-1|11=b|41=a|17=V-E5|150=5|39=1|${BUY}|38=120|40=2|44=100.01|${REST}|151=90|14=30|6=100`,
      `A< 8|37=V-1|11=b|527=T2|17=V-E7|150=F|39=1|${BUY}|38=120|40=2|44=100.01|${REST}|32=50|31=100.01|151=40|14=80|6=100.00625|851=1`,
    ]);
  });

  test('a replace to what is filled, or less, leaves the order filled with what it has', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`);
    rig.say('B', `D|11=s|${SELL}|38=30|40=2|44=100.00`);
    const lines = rig.say('A', `G|41=a|11=b|${BUY}|38=20|40=2|44=100.00`, `F|41=b|11=c|${BUY}|38=30`);
    lines.push(...rig.say('B', `D|11=t|${SELL}|38=10|40=2|44=100.00|59=3`));
    expect(lines).toEqual([
      `A< 8|37=V-1|11=b|41=a|17=V-E5|150=5|39=2|${BUY}|38=30|40=2|44=100|${REST}|151=0|14=30|6=100`,
      "A< 9|37=V-1|11=c|41=b|39=2|434=1|102=0|58=too late: OrigClOrdID (41) 'b' is filled",
      `B< 8|37=V-3|11=t|17=V-E6|150=0|39=0|${SELL}|38=10|40=2|44=100|59=3|151=10|14=0|6=0`,
      `B< 8|37=V-3|11=t|17=V-E7|150=4|39=4|${SELL}|38=10|40=2|44=100|59=3|151=0|14=0|6=0|58=TimeInForce (59) 3: what was not matched at once is cancelled`,
    ]);
  });

  test('IOC keeps what it got and is cancelled with the rest; FOK gets all or nothing; a market order without a market is cancelled', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`);
    const lines = rig.say('B', `D|11=f|${SELL}|38=101|40=2|44=100.00|59=4`, `D|11=i|${SELL}|38=130|40=2|44=100.00|59=3`);
    lines.push(...rig.say('B', `D|11=m|${SELL}|38=5|40=1`));
    const told = lines.filter(l => l.startsWith('B')).map(l => l.replace(/\|(37|17|527|55|54|40|44|851)=[^|]*/g, ''));
    expect(told).toEqual([
      'B< 8|11=f|150=0|39=0|38=101|59=4|151=101|14=0|6=0',
      'B< 8|11=f|150=4|39=4|38=101|59=4|151=0|14=0|6=0|58=TimeInForce (59) 4: the whole quantity could not be matched at once',
      'B< 8|11=i|150=0|39=0|38=130|59=3|151=130|14=0|6=0',
      'B< 8|11=i|150=F|39=1|38=130|59=3|32=100|31=100|151=30|14=100|6=100',
      'B< 8|11=i|150=4|39=4|38=130|59=3|151=0|14=100|6=100|58=TimeInForce (59) 3: what was not matched at once is cancelled',
      'B< 8|11=m|150=0|39=0|38=5|59=0|151=5|14=0|6=0',
      'B< 8|11=m|150=4|39=4|38=5|59=0|151=0|14=0|6=0|58=OrdType (40) 1: nothing is left to match a market order with',
    ]);
  });

  test('a cancel ends the order under its own ClOrdID; any ClOrdID the order has had names it', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`, `G|41=a|11=b|${BUY}|38=90|40=2|44=100.00`);
    expect(rig.say('A', `F|41=a|11=c|${BUY}|38=90`, `H|11=b|790=q|${BUY}`)).toEqual([
      `A< 8|37=V-1|11=c|41=a|17=V-E3|150=4|39=4|${BUY}|38=90|40=2|44=100|${REST}|151=0|14=0|6=0`,
      `A< 8|37=V-1|11=b|790=q|17=V-E4|150=I|39=4|${BUY}|38=90|40=2|44=100|${REST}|151=0|14=0|6=0`,
    ]);
  });

  test('sessions share the book, not their ClOrdIDs', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`);
    expect(rig.say('B', `F|41=a|11=c|${BUY}|38=100`, `D|11=a|${BUY}|38=1|40=2|44=99.00`)).toEqual([
      "B< 9|37=NONE|11=c|41=a|39=8|434=1|102=1|58=OrigClOrdID (41) 'a' is no order of this session",
      `B< 8|37=V-2|11=a|17=V-E2|150=0|39=0|${BUY}|38=1|40=2|44=99|${REST}|151=1|14=0|6=0`,
    ]);
  });
});

describe('what may have come before', () => {
  test('a ClOrdID books once: a repetition that says so is answered with the state, one that does not is refused', () => {
    const rig = new VenueRig();
    const order = `11=a|${BUY}|38=100|40=2|44=100.00`;
    rig.say('A', `D|${order}`);
    rig.say('B', `D|11=s|${SELL}|38=30|40=2|44=100.00`);
    const lines = rig.say('A', `D|97=Y|${order}`, `D|43=Y|${order}`, `D|${order}`);
    const all = rig
      .say('B', `D|11=all|${SELL}|38=1000|40=2|44=100.00|59=3`)
      .filter(l => l.startsWith('B') && l.includes('150=F'));
    expect([...lines, ...all]).toEqual([
      `A< 8|37=V-1|11=a|17=V-E5|150=I|39=1|${BUY}|38=100|40=2|44=100|${REST}|151=70|14=30|6=100`,
      `A< 8|37=V-1|11=a|17=V-E6|150=I|39=1|${BUY}|38=100|40=2|44=100|${REST}|151=70|14=30|6=100`,
      `A< 8|37=NONE|11=a|17=V-E7|150=8|39=8|103=6|${BUY}|38=100|40=2|44=100.00|151=0|14=0|6=0|58=ClOrdID (11) 'a' was used before`,
      `B< 8|37=V-3|11=all|527=T2|17=V-E10|150=F|39=1|${SELL}|38=1000|40=2|44=100|59=3|32=70|31=100|151=930|14=70|6=100|851=2`,
    ]);
  });

  test('a cancel or replace that comes twice is answered with the state where it says so, else refused', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`, `F|41=a|11=c|${BUY}|38=100`);
    expect(rig.say('A', `F|97=Y|41=a|11=c|${BUY}|38=100`, `G|41=a|11=c|${BUY}|38=50|40=2|44=100.00`)).toEqual([
      `A< 8|37=V-1|11=c|17=V-E3|150=I|39=4|${BUY}|38=100|40=2|44=100|${REST}|151=0|14=0|6=0`,
      "A< 9|37=V-1|11=c|41=a|39=4|434=2|102=6|58=ClOrdID (11) 'c' was used before",
    ]);
  });

  test('a status asked: unknown is 39=8 with 103=5; a refused order stays refused, for its own reason', () => {
    const rig = new VenueRig();
    rig.say('A', `D|11=bad|${BUY}|38=100|40=2|44=100.001`);
    const text = "Price (44) '100.001' is off tick: not a multiple of 0.01";
    expect(rig.say('A', `H|11=zz|790=q|${BUY}`, `H|11=bad|${BUY}`)).toEqual([
      `A< 8|37=NONE|11=zz|790=q|17=V-E2|150=I|39=8|103=5|${BUY}|151=0|14=0|6=0|58=ClOrdID (11) 'zz' is no order of this session`,
      `A< 8|37=NONE|11=bad|17=V-E3|150=I|39=8|103=99|${BUY}|38=100|40=2|44=100.001|151=0|14=0|6=0|58=${text}`,
    ]);
  });
});

describe('what cannot be taken', () => {
  const LIMIT = '40=2|44=100.00';
  test.each([
    ['an unknown symbol', `55=NOPE|54=1|38=1|${LIMIT}`, '103=1', "Symbol (55) 'NOPE' is not listed here"],
    ['an unsupported side', `55=ACME|54=8|38=1|${LIMIT}`, '103=11', "Side (54) '8' is not supported: 1, 2, 5 or 6"],
    ['a zero quantity', `${BUY}|38=0|${LIMIT}`, '103=13', "OrderQty (38) '0' is not a quantity above zero"],
    ['a negative quantity', `${BUY}|38=-5|${LIMIT}`, '103=13', "OrderQty (38) '-5' is not a quantity above zero"],
    ['a broken lot', `${BUY}|38=1.5|${LIMIT}`, '103=13', "OrderQty (38) '1.5' is not a multiple of the lot 1"],
    ['no quantity', `${BUY}|${LIMIT}`, '103=13', 'OrderQty (38) is required'],
    ['an off-tick price', `${BUY}|38=1|40=2|44=100.005`, '103=99', "Price (44) '100.005' is off tick: not a multiple of 0.01"],
    ['no price', `${BUY}|38=1|40=2`, '103=99', 'Price (44) is required with OrdType (40) 2'],
    ['a price on a market order', `${BUY}|38=1|40=1|44=100`, '103=99', 'Price (44) must be absent with OrdType (40) 1'],
    ['a negative price', `${BUY}|38=1|40=2|44=-1`, '103=99', "Price (44) '-1' is not a price above zero"],
    ['a pegged order', `${BUY}|38=1|40=P`, '103=11', "OrdType (40) 'P' is not supported: 1, 2, 3 or 4"],
    ['a crossing', `${BUY}|38=1|${LIMIT}|59=5`, '103=11', "TimeInForce (59) '5' is not supported: 0, 1, 2, 3, 4, 6 or 7"],
    ['a stop without its price', `${BUY}|38=1|40=3`, '103=99', 'StopPx (99) is required with OrdType (40) 3'],
    ['a stop price on a limit order', `${BUY}|38=1|${LIMIT}|99=99`, '103=99', 'StopPx (99) must be absent with OrdType (40) 2'],
    [
      'GTD without an end',
      `${BUY}|38=1|${LIMIT}|59=6`,
      '103=99',
      'ExpireTime (126) or ExpireDate (432) is required with TimeInForce (59) 6',
    ],
    ['GTD that is over', `${BUY}|38=1|${LIMIT}|59=6|432=20200101`, '103=99', "the order's end, 20200101, has passed"],
    [
      'an end without GTD',
      `${BUY}|38=1|${LIMIT}|432=20990101`,
      '103=11',
      'ExpireTime (126) and ExpireDate (432) go with TimeInForce (59) 6',
    ],
    ['an instruction', `${BUY}|38=1|${LIMIT}|18=G`, '103=11', "ExecInst (18) 'G' is not supported: 6"],
    [
      'two quantities shown',
      `${BUY}|38=9|${LIMIT}|111=1|210=2`,
      '103=11',
      'MaxFloor (111) and MaxShow (210): one of them says how much is shown',
    ],
    ['a negative quantity shown', `${BUY}|38=9|${LIMIT}|111=-1`, '103=13', "MaxFloor (111) '-1' is not a quantity, 0 or more"],
    [
      'MinQty that may rest',
      `${BUY}|38=9|${LIMIT}|110=5`,
      '103=11',
      'MinQty (110) is for orders that cannot rest: TimeInForce (59) 3, or a market order',
    ],
    [
      'a self-trade rule without id',
      `${BUY}|38=9|${LIMIT}|12964=1`,
      '103=11',
      "SelfMatchPreventionInstruction '1' needs SelfMatchPreventionID (2362 or 12362)",
    ],
    [
      'a self-trade rule that is none',
      `${BUY}|38=9|${LIMIT}|12362=x|12964=9`,
      '103=11',
      "SelfMatchPreventionInstruction '9' is not supported: 1, 2, 3 or 4",
    ],
  ])('%s is refused with its reason', (_what, fields, reason, text) => {
    const [line] = new VenueRig().say('A', `D|11=a|${fields}`);
    expect(line!.split('|').filter(f => /^(39|103|150|58)=/.test(f))).toEqual(['150=8', '39=8', reason, `58=${text}`]);
  });

  test('a replace of what does not exist, is over, or may not change is refused; the order stays as it was', () => {
    const rig = new VenueRig(['ACME', 'BOLT']);
    rig.say('A', `D|11=a|${BUY}|38=100|40=2|44=100.00`);
    expect(
      rig.say(
        'A',
        `G|41=z|11=b|${BUY}|38=90|40=2|44=100.00`,
        `G|41=a|11=c|55=BOLT|54=1|38=90|40=2|44=100.00`,
        `G|41=a|11=d|${SELL}|38=90|40=2|44=100.00`,
        `G|41=a|11=e|${BUY}|38=90|40=1`,
        `G|41=a|11=f|${BUY}|38=90|40=2|44=100.005`,
        `H|11=a|${BUY}`,
        'R|131=x|146=1|55=ACME',
      ),
    ).toEqual([
      "A< 9|37=NONE|11=b|41=z|39=8|434=2|102=1|58=OrigClOrdID (41) 'z' is no order of this session",
      "A< 9|37=V-1|11=c|41=a|39=0|434=2|102=99|58=Symbol (55) 'BOLT' may not change from 'ACME' in a replace",
      "A< 9|37=V-1|11=d|41=a|39=0|434=2|102=99|58=Side (54) '2' may not change from '1' in a replace",
      "A< 9|37=V-1|11=e|41=a|39=0|434=2|102=99|58=OrdType (40) '1' may not change from '2' in a replace",
      "A< 9|37=V-1|11=f|41=a|39=0|434=2|102=99|58=Price (44) '100.005' is off tick: not a multiple of 0.01",
      `A< 8|37=V-1|11=a|17=V-E2|150=I|39=0|${BUY}|38=100|40=2|44=100|${REST}|151=100|14=0|6=0`,
      "A< j|45=7|372=R|380=3|58=MsgType (35) 'R' is not supported here: D, F, G, H, q, AF, V, e, g, x or c",
    ]);
  });
});
