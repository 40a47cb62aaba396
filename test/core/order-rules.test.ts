import { OMS, Rig, SECOND, T0, VENUE } from './rig';
import { snapshot } from './snapshot';

const working = (options = {}): Rig => {
  const rig = Rig.ready(options).order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('which order a request means', () => {
  test.each([
    ['a cancel with another Symbol', { symbol: 'OTHER' }, "MayNotChange: Symbol (55) 'OTHER' is not the order's: 'ACME'"],
    ['a cancel with another Side', { side: '2' }, "MayNotChange: Side (54) '2' is not the order's: '1'"],
  ])('%s', (_what, over, text) => {
    expect(working().cancel('X', 'A', over).heard()).toEqual([`9 X<A 39=0 102=99 ${text}`]);
  });

  test('a request that names a replace that was refused', () => {
    const rig = working().replace('B', 'A', { symbol: 'OTHER' }).cancel('X', 'B');
    expect(rig.heard()).toEqual([
      "9 B<A 39=0 102=99 MayNotChange: Symbol (55) 'OTHER' is not the order's: 'ACME'",
      "9 X<B 39=0 102=1 OrigClOrdID (41) 'B' is not in force: the order is known as 'A'",
    ]);
  });

  test('a request that comes again with PossResend is answered with the status of its order, a new one is taken', () => {
    const rig = working().cancel('X', 'A').cancel('X', 'A', { possResend: true });
    rig.report('TC1R1', '4').replace('B', 'A', { possResend: true });
    expect(rig.heard()).toEqual([
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 A 150=I 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
      '9 B<A 39=4 102=0 too late: the order is Canceled',
    ]);
  });

  test('an order of one day does not become one of several by a replace', () => {
    const rig = working().replace('B', 'A', { timeInForce: '1' });
    expect(rig.heard()).toEqual(['9 B<A 39=0 102=99 MayNotChange: TimeInForce (59) may not change in a replace']);
  });
});

describe('orders that are too old (MaxOrderAge)', () => {
  const omsRules = { [OMS]: { onPendingReplace: 'reject' as const, maxOrderAge: 30 * SECOND } };
  const stale = 'it was made 31 s ago by TransactTime (60) or OrigSendingTime (122); MaxOrderAge is 30 s';

  test('are denied, younger ones taken', () => {
    const rig = Rig.ready({ omsRules })
      .order('A', { madeAt: T0 - 31 * SECOND })
      .order('B', { madeAt: T0 - 30 * SECOND });
    expect(rig.heard()).toEqual([`8 A 150=8 39=8 103=8 StaleOrder: ${stale}`, 'D TC1 100@100']);
  });

  test('replaces too', () => {
    const rig = working({ omsRules }).replace('B', 'A', { madeAt: T0 - 31 * SECOND });
    expect(rig.heard()).toEqual([`9 B<A 39=0 102=99 StaleOrder: ${stale}`]);
  });

  test('where the session does not limit the age, any age will do', () => {
    expect(
      Rig.ready()
        .order('A', { madeAt: T0 - 86_400 * SECOND })
        .heard(),
    ).toEqual(['D TC1 100@100']);
  });
});

describe('strategy parameters', () => {
  const TWAP = { strategy: '1001' };
  test.each([
    [
      'unknown',
      { ...TWAP, parameters: { Duration: '10', Urgency: '1' } },
      "'Urgency' is no parameter of TWAP, which takes Duration, SlotSeconds, MinSlice, MaxSlice, Band, Randomise, Seed, WouldPrice, Display, Style, MinRest, RestTimeout, CompleteAtEnd",
    ],
    ['twice', { ...TWAP, parameters: { Duration: '10' }, repeatedParameter: 'Duration' }, "'Duration' stands twice"],
    ['of a passed-through order', { parameters: { Duration: '10' } }, "'Duration' is no parameter of DMA, which takes none"],
  ])('%s', (_what, over, text) => {
    const said = `8 A 150=8 39=8 103=99 BadParameter: StrategyParameterName (958) ${text}`;
    expect(Rig.ready().order('A', over).heard()).toEqual([said]);
  });
});

describe('good till date (59=6)', () => {
  const expired = '8 A 150=8 39=8 103=4 WindowExpired: ExpireTime (126) has passed';
  const needs = '8 A 150=8 39=8 103=99 BadExpiry: TimeInForce (59) 6 (GTD) needs ExpireDate (432) or ExpireTime (126)';
  test.each([
    ['without a date', {}, needs],
    ['till a time that has passed', { expireTime: T0 }, expired],
    ['till a time to come', { expireTime: T0 + 1 }, 'D TC1 100@100'],
    ['till a day', { expireDate: '20260131' }, 'D TC1 100@100'],
  ])('%s', (_what, over, said) => {
    expect(
      Rig.ready()
        .order('A', { timeInForce: '6', ...over })
        .heard(),
    ).toEqual([said]);
  });
});

describe('an order of several days', () => {
  const gtc = (): Rig => Rig.ready().order('A', { timeInForce: '1' }).ack('TC1').fill('TC1', '20', '100');

  test('done for the day it is open over a restart, and trades on the next day', () => {
    const before = gtc().report('TC1', '3');
    const after = new Rig({ recorded: before.turns }).venueUp();
    after.report('TC1', 'D', { ordStatus: '1', orderQty: '100', price: '100', restatementReason: '1' });
    after.fill('TC1', '80', '100', { execId: 'NEXT' });
    expect([after.heard(), before.books.openParents]).toEqual([
      ['8 A 150=D 39=1 38=100@100 14=20 151=80 6=100 378=1', '8 A 150=F 39=2 32=80@100 14=100 151=0 6=100'],
      1,
    ]);
  });

  test('the books are the same whether they lived through the night or were folded from the journal', () => {
    const rig = gtc().report('TC1', '3').report('TC1', '0').cancel('X', 'A');
    const folded = new Rig({ recorded: rig.turns.slice(0, -1) });
    const lived = gtc().report('TC1', '3').report('TC1', '0');
    expect((snapshot(folded.books) as { parents: unknown }).parents).toEqual(
      (snapshot(lived.books) as { parents: unknown }).parents,
    );
  });

  test('a status report that says it is open again renews it, one that says nothing of it does not', () => {
    const rig = gtc().report('TC1', '3');
    rig.heard();
    rig.report('TC1', 'I', { ordStatus: '3', cumQty: '20' }).report('TC1', 'I', { ordStatus: '1', cumQty: '20' });
    expect(rig.heard()).toEqual(['8 A 150=D 39=1 38=100@100 14=20 151=80 6=100 378=1']);
  });

  test('a fill of the day before that comes late does not', () => {
    const rig = gtc().report('TC1', '3');
    rig.heard();
    expect(rig.fill('TC1', '10', '100', { ordStatus: '3' }).heard()).toEqual(['8 A 150=F 39=3 32=10@100 14=30 151=70 6=100']);
  });

  test('a cancel that is pending when the day ends is still the venue to answer', () => {
    const rig = gtc().cancel('X', 'A');
    rig.heard();
    rig.report('TC1', '3').refuse('TC1R1', 'TC1', '2', 'not now');
    expect(rig.heard()).toEqual(['8 A 150=3 39=6 14=20 151=80 6=100', '9 X<A 39=3 102=2 not now']);
  });
});

describe('a scheduled order without a venue', () => {
  test('waits for one, and says at the end why nothing traded', () => {
    const rig = new Rig().twap('T', '1000', '10').until(11);
    expect(rig.heard()).toEqual([
      '8 T 150=0 39=0 14=0 151=1000 6=0',
      '8 T 150=C 39=C 14=0 151=0 6=0 the window has ended, and nothing traded in it: no venue is connected',
    ]);
  });

  test('is denied where none is configured', () => {
    const rig = new Rig({ venues: [] }).twap('T', '1000', '10');
    expect(rig.heard()).toEqual(['8 T 150=8 39=8 103=2 VenueDown: no venue is connected']);
  });
});

describe('a cancel of ours that the venue goes on refusing', () => {
  /** A filled child reopened by a bust that the venue does not reinstate: it refuses each cancel. */
  const refusing = (reason: string): Rig => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '100', '100', { execId: 'V1' });
    rig.report('TC1', 'H', { execRefId: 'V1' }).post({ type: 'KillSwitchEngaged', by: 'ops', reason: 'test' });
    for (let n = 1; n <= 15; n++) {
      const pending = rig.books.children.get('TC1')!.state.pending[0];
      if (pending) rig.refuse(pending.clOrdId, 'TC1', reason, 'no');
      rig.until(n);
    }
    return rig;
  };
  const asked = (rig: Rig): number => rig.facts('ChildCancelReleased').length;

  test('is given up with an alarm; an order that the venue does not have counts as cancelled', () => {
    const rig = refusing('1');
    expect([asked(rig), rig.heard().slice(-2), rig.books.openParents]).toEqual([
      10,
      ['! CancelRefused', '8 A 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ops: test'],
      0,
    ]);
  });

  test('one that it has, and does not cancel, stays open; it is asked again when the venue is back', () => {
    const rig = refusing('2');
    const tried = asked(rig);
    rig.venueDown().venueUp();
    expect([tried, rig.heard().filter(line => line.startsWith('!')), rig.books.openParents, asked(rig)]).toEqual([
      10,
      ['! KillOutstanding', '! CancelRefused'],
      1,
      11,
    ]);
  });
});

describe('OrderMassCancelRequest (q)', () => {
  const three = (): Rig => {
    const instruments = ['ACME', 'OTHER'].map(symbol => ({ symbol, tick: '0.01', lot: '1' }));
    const rig = Rig.ready({ instruments }).order('A').order('B', { side: '2' }).order('C', { symbol: 'OTHER' });
    rig.post({ type: 'ParentOrderReceived', ...ANOTHER });
    rig.heard();
    return rig;
  };
  const ANOTHER = {
    session: 'FIX.4.4:SLUICE->OMS2',
    clOrdId: 'Z',
    symbol: 'ACME',
    side: '1',
    orderQty: '1',
    ordType: '2',
    price: '100',
    body: '',
  } as const;

  test.each([
    ['all of the session', { kind: '7' }, ['r M 530=7 531=7 533=3 A B C', 'F TC1R1<TC1', 'F TC2R1<TC2', 'F TC3R1<TC3']],
    ['of a symbol', { kind: '1', symbol: 'ACME' }, ['r M 530=1 531=1 533=2 A B', 'F TC1R1<TC1', 'F TC2R1<TC2']],
    ['of a symbol and side', { kind: '1', symbol: 'ACME', side: '2' }, ['r M 530=1 531=1 533=1 B', 'F TC2R1<TC2']],
    ['of a side', { kind: '7', side: '2' }, ['r M 530=7 531=7 533=1 B', 'F TC2R1<TC2']],
    ['of a symbol without orders', { kind: '1', symbol: 'OTHER', side: '2' }, ['r M 530=1 531=1 533=0']],
    ['of an unknown symbol', { kind: '1', symbol: 'NONE' }, ["r M 530=1 531=0 532=1 Symbol (55) 'NONE' is not configured"]],
    ['of no symbol', { kind: '1' }, ['r M 530=1 531=0 532=1 MassCancelRequestType (530) 1 needs Symbol (55)']],
    [
      'of another kind',
      { kind: '5' },
      [
        "r M 530=5 531=0 532=0 MassCancelRequestType (530) '5' is not supported: 1 (of a security) or 7 (all), either with Side (54)",
      ],
    ],
  ])('%s', (_what, scope, said) => {
    expect(
      three()
        .post({ type: 'MassCancelReceived', session: OMS, clOrdId: 'M', ...scope })
        .heard(),
    ).toEqual(said);
  });

  test('each order is told when it is gone, a sliced one too', () => {
    const rig = Rig.ready().order('A').ack('TC1').twap('T', '1000', '10').until(0).ack('TC2');
    rig.heard();
    rig.post({ type: 'MassCancelReceived', session: OMS, clOrdId: 'M', kind: '7' });
    rig.report('TC1R1', '4').report('TC2R1', '4');
    expect(rig.heard()).toEqual([
      'r M 530=7 531=7 533=2 A T',
      'F TC1R1<TC1',
      'F TC2R1<TC2',
      "8 A 150=4 39=4 14=0 151=0 6=0 MassCancel: asked for by 'M'",
      "8 T 150=4 39=4 14=0 151=0 6=0 MassCancel: asked for by 'M'",
    ]);
  });
});

test('OrderMassStatusRequest (AF): a report an order, the last marked; one that says so where there is none', () => {
  const rig = working().order('B', { side: '2' });
  rig.heard();
  const ask = (scope: { kind: string; symbol?: string; side?: string }): string[] =>
    rig.post({ type: 'ParentsStatusAsked', session: OMS, requestId: 'S', ...scope }).heard();
  expect([ask({ kind: '7' }), ask({ kind: '1', symbol: 'ACME', side: '2' }), ask({ kind: '8' })]).toEqual([
    ['8 A 150=I 39=0 14=0 151=100 6=0 584=S 585=7 911=2 912=N', '8 B 150=I 39=A 14=0 151=100 6=0 584=S 585=7 911=2 912=Y'],
    ['8 B 150=I 39=A 14=0 151=100 6=0 584=S 585=1 911=1 912=Y'],
    [
      "8  150=I 39=8 103=11 584=S 585=8 911=0 912=Y MassStatusReqType (585) '8' is not supported: 1 (of a security) or 7 (all), either with Side (54)",
    ],
  ]);
});

test('an unsolicited change by the venue keeps its reason and its text', () => {
  const rig = working().report('TC1', 'D', {
    ordStatus: '0',
    orderQty: '90',
    price: '99',
    restatementReason: '5',
    text: 'declined',
  });
  rig.report('TC1', '9', { text: 'halted' }).report('TC1', '4', { restatementReason: '6', text: 'halt' });
  expect([rig.heard(), rig.books.sessions.get(VENUE)?.settled]).toEqual([
    [
      '8 A 150=D 39=0 38=90@99 14=0 151=90 6=0 378=5 declined',
      '8 A 150=9 39=9 14=0 151=90 6=0 halted',
      '8 A 150=4 39=4 14=0 151=0 6=0 378=6 halt',
    ],
    true,
  ]);
});

test('a held order that fills is not held any more', () => {
  const rig = working()
    .report('TC1', '9')
    .fill('TC1', '10', '100', { ordStatus: '9' })
    .fill('TC1', '10', '100', { ordStatus: '1' });
  expect(rig.heard()).toEqual([
    '8 A 150=9 39=9 14=0 151=100 6=0',
    '8 A 150=F 39=9 32=10@100 14=10 151=90 6=100',
    '8 A 150=D 39=1 38=100@100 14=10 151=90 6=100 378=8',
    '8 A 150=F 39=1 32=10@100 14=20 151=80 6=100',
  ]);
});
