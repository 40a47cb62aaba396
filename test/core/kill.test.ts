import { KILL_LEVELS, type KillLevel, placeText } from '../../src/core/control/kills';
import type { KillSwitchEngaged } from '../../src/core/facts';
import { OMS, Rig, type RigOptions, SECOND, T0, VENUE } from './rig';

const OTHER = 'FIX.4.4:SLUICE->OTHER';
const KEYS: Readonly<Record<KillLevel, string>> = {
  firm: '',
  venue: VENUE,
  session: OMS,
  account: 'A1',
  strategy: 'DMA',
  symbol: 'ACME',
  order: 'TP1',
};
const kill = (level: KillLevel, key = KEYS[level]): KillSwitchEngaged => ({
  ...{ type: 'KillSwitchEngaged', by: 'ann', reason: 'drill', id: 'K' },
  ...(level !== 'firm' && { level, key }),
});
const release = (level: KillLevel) => ({ ...kill(level), type: 'KillSwitchReleased' as const });

/** An order in reach of every kill (X, TP1) and one that only the firm's, the venue's and the symbol's reach (Y). */
const twoOrders = (options: RigOptions = {}): Rig => {
  const rig = Rig.ready(options);
  rig.order('X', { account: 'A1' }).ack('TC1');
  rig.twap('Y', '100', '600', { session: OTHER, account: 'B1' }).until(61).ack('TC2');
  rig.heard();
  return rig;
};
const REST = '14=0 151=0 6=0';

describe('a kill switch', () => {
  test.each(KILL_LEVELS)('of the level %s cancels what it reaches, and nothing else, and denies what is new there', level => {
    const rig = twoOrders().post(kill(level));
    const cancelled = rig.heard().sort();
    rig.order('N', { account: 'A1' });
    const wide = level === 'firm' || level === 'venue' || level === 'symbol';
    const text = `103=2 KillSwitch: ${placeText({ level, key: KEYS[level] })} engaged by ann: drill`;
    const denied = `8 N 150=8 39=8 ${text}`;
    expect([cancelled, rig.heard()]).toEqual([
      wide ? ['F TC1R1<TC1', 'F TC2R1<TC2'] : ['F TC1R1<TC1'],
      level === 'order' ? ['D TC3 100@100'] : [denied],
    ]);
  });

  test('of an order lets no replace of it pass', () => {
    const rig = twoOrders().post(kill('order')).replace('R', 'X');
    expect(rig.heard().filter(line => line.startsWith('9'))).toEqual([
      `9 R<X 39=0 102=99 KillSwitch: order 'TP1' engaged by ann: drill`,
    ]);
  });

  test('of a venue sends new orders to the next one', () => {
    const second = 'FIX.4.4:SLUICE->SECOND';
    const rig = Rig.ready({ venues: [VENUE, second] })
      .venueUp(second)
      .post(kill('venue'))
      .order('N');
    expect([rig.heard(), rig.facts('ChildOrderReleased').map(f => f.venue)]).toEqual([['D TC1 100@100'], [second]]);
  });

  describe('of a venue, and an order that is scheduled', () => {
    const second = 'FIX.4.4:SLUICE->SECOND';
    /** A TWAP with a child at the first venue, and a passed-through order there. */
    const both = (): Rig => {
      const rig = Rig.ready({ venues: [VENUE, second] }).venueUp(second);
      rig.twap('Y', '100', '60').until(1).ack('TC1').order('X').ack('TC2');
      rig.heard();
      return rig;
    };
    const venuesOf = (rig: Rig): string[] => rig.facts('ChildOrderReleased').map(f => f.venue);

    test('cancels its child there, and it goes on elsewhere', () => {
      const rig = both().post(kill('venue'));
      const cancelled = rig.heard();
      rig.report('TC1R1', '4', { origClOrdId: 'TC1' }).until(8);
      expect([cancelled, rig.heard(), venuesOf(rig).at(-1)]).toEqual([
        ['F TC1R1<TC1', 'F TC2R1<TC2'],
        ['D TC3 5@99.99', 'F TC2R2<TC2', '! KillOutstanding'],
        second,
      ]);
    });

    test('asks again once a venue is back that was away, and calls a person where the cancel is refused', () => {
      const rig = both().venueDown().post(kill('venue'));
      const away = rig.heard();
      const back = rig.venueUp().heard();
      rig.refuse('TC1R1', 'TC1', '99', 'busy').until(7);
      expect([away, back, rig.heard().filter(line => /F TC1|!/.test(line))]).toEqual([
        [],
        ['F TC1R1<TC1', 'F TC2R1<TC2'],
        ['F TC1R2<TC1', '! KillOutstanding'],
      ]);
    });

    test('lets its child there stand unchanged until it is gone, and goes on elsewhere with what that has not reserved', () => {
      const rig = both().post(kill('venue'));
      rig.heard();
      rig.quote('99.97', '99.99').until(40);
      const heard = rig.heard().filter(line => /^[DG]/.test(line));
      expect([heard, venuesOf(rig).at(-1), rig.books.parents.get('TP1')!.ending]).toEqual([['D TC3 5@99.97'], second, undefined]);
    });
  });

  test.each(KILL_LEVELS)('of the level %s that is released lets orders pass again', level => {
    const rig = Rig.ready().post(kill(level)).post(release(level)).order('N', { account: 'A1' });
    expect(rig.heard()).toEqual(['D TC1 100@100']);
  });

  test('holds while another is released', () => {
    const rig = Rig.ready().post(kill('account')).post(kill('session')).post(release('session')).order('N', { account: 'A1' });
    expect(rig.heard()).toEqual(["8 N 150=8 39=8 103=2 KillSwitch: account 'A1' engaged by ann: drill"]);
  });

  test('lets cancels of an OMS through', () => {
    const rig = Rig.ready().order('X').post(kill('firm')).cancel('C', 'X');
    expect(rig.heard().filter(line => line.startsWith('9'))).toEqual([]);
  });

  test('knows how many orders it found at venues, and which are still there, also after a restart', () => {
    const rig = twoOrders().post(kill('firm')).report('TC1R1', '4', { origClOrdId: 'TC1' });
    const again = new Rig({ recorded: rig.turns });
    expect([...again.books.kills.all()]).toEqual([
      { level: 'firm', key: '', id: 'K', by: 'ann', reason: 'drill', unlatched: false, at: rig.at, asked: 2 },
    ]);
  });
});

describe('the cancels of a kill', () => {
  /** Five orders at a venue of these traits. */
  const five = (traits: RigOptions['traits']): Rig => {
    const rig = Rig.ready({ traits: traits! });
    for (let n = 1; n <= 5; n++) rig.order(`X${n}`).ack(`TC${n}`);
    rig.heard();
    return rig;
  };
  const cancels = (rig: Rig): string[] => rig.heard().filter(line => !line.startsWith('8'));

  test("obey the venue's rate: so many in any second", () => {
    const rig = five({ cancelRate: 2 }).post(kill('firm'));
    const told = [cancels(rig)];
    for (const second of [0.9, 1, 2, 3]) told.push(cancels(rig.until(second)));
    expect(told).toEqual([['F TC1R1<TC1', 'F TC2R1<TC2'], [], ['F TC3R1<TC3', 'F TC4R1<TC4'], ['F TC5R1<TC5'], []]);
  });

  test('are one q where the venue takes it; what it leaves is cancelled one by one a second later', () => {
    const rig = five({ massCancel: true }).post(kill('firm'));
    const first = cancels(rig);
    rig.report('TC1', '4').report('TC2', '4').report('TC3', '4').report('TC4', '4');
    expect([first, cancels(rig.until(0.9)), cancels(rig.until(1))]).toEqual([
      [expect.stringMatching(/^q TQ/)],
      [],
      ['F TC5R1<TC5'],
    ]);
  });

  test('go one by one at once where the venue refuses the q', () => {
    const rig = five({ massCancel: true }).post(kill('venue'));
    const { requestId } = rig.facts('VenueMassCancelAsked')[0]!;
    rig.heard();
    rig.post({ type: 'VenueMassCancelAnswered', session: VENUE, clOrdId: requestId, response: '0' });
    expect(cancels(rig)).toEqual(['F TC1R1<TC1', 'F TC2R1<TC2', 'F TC3R1<TC3', 'F TC4R1<TC4', 'F TC5R1<TC5']);
  });

  test('are no q where the kill does not reach everything at the venue', () => {
    const rig = five({ massCancel: true }).post(kill('order', 'TP2'));
    expect(cancels(rig)).toEqual(['F TC2R1<TC2']);
  });

  test('wait for a venue that is away, and go once it is back', () => {
    const rig = five({ massCancel: true }).venueDown().post(kill('firm'));
    const away = cancels(rig);
    const back = cancels(rig.venueUp());
    expect([away, back.filter(line => line.startsWith('q') || line.startsWith('F'))]).toEqual([
      [],
      [expect.stringMatching(/^q/)],
    ]);
  });

  test.each(['disconnect', 'logout'] as const)(
    'that a venue leaves open make us leave it, once, where it cancels on a %s',
    on => {
      const rig = five({ cancelsOn: on }).post(kill('firm'));
      cancels(rig);
      const left = cancels(rig.until(5));
      const again = cancels(rig.venueDown().venueUp().until(10));
      expect([left, again.filter(line => line.startsWith('!') || line.startsWith(on))]).toEqual([
        [`${on} ${VENUE} outstanding=5`, '! KillOutstanding'],
        ['! KillOutstanding'],
      ]);
    },
  );

  test('that a venue leaves open where leaving it would not help go out again, and a person is called', () => {
    const rig = five({}).post(kill('order', 'TP2'));
    cancels(rig);
    expect([cancels(rig.until(4.9)), cancels(rig.until(5)), cancels(rig.until(10))]).toEqual([
      [],
      ['F TC2R2<TC2', '! KillOutstanding'],
      ['F TC2R3<TC2', '! KillOutstanding'],
    ]);
  });

  test('that are confirmed call nobody', () => {
    const rig = five({}).post(kill('order', 'TP2')).report('TC2R1', '4', { origClOrdId: 'TC2' });
    rig.heard();
    expect(cancels(rig.until(60))).toEqual([]);
  });
});

describe('an order that a kill overtook on its way out', () => {
  const withheld = (orders: string[], replaces: { childId: string; clOrdId: string }[] = []) =>
    ({ type: 'SendsWithheld', kill: 'firm engaged by ann: drill', orders, replaces }) as const;

  test('is denied, and was never at the venue', () => {
    const rig = Rig.ready().order('X').twap('Y', '100', '600', { session: OTHER }).until(61).post(kill('firm'));
    rig.heard();
    rig.post(withheld(['TC1', 'TC2']));
    expect(rig.heard()).toEqual([
      '8 X 150=8 39=8 14=0 151=0 6=0 103=99 KillSwitch: firm engaged by ann: drill',
      `8 Y 150=4 39=4 ${REST} KillSwitch: firm engaged by ann: drill`,
    ]);
  });

  test('a replace is refused, and the order stands as it was', () => {
    const rig = Rig.ready().order('X').ack('TC1').replace('R', 'X', { orderQty: '200' }).post(kill('firm'));
    rig.heard();
    rig.post(withheld([], [{ childId: 'TC1', clOrdId: 'TC1R1' }]));
    expect([rig.heard(), rig.books.children.get('TC1')!.state.orderQty]).toEqual([
      ['9 R<X 39=0 102=99 KillSwitch: firm engaged by ann: drill'],
      10_000,
    ]);
  });
});

describe('an OMS with CancelOnDisconnect', () => {
  const omsRules = { [OMS]: { onPendingReplace: 'reject', maxOrderAge: 0, cancelAfter: 10 * SECOND } } as const;
  const away = { type: 'SessionLoggedOff', session: OMS, reason: 'gone' } as const;
  const here = { type: 'SessionLoggedOn', session: OMS } as const;
  const working = (): Rig => {
    const rig = Rig.ready({ omsRules }).post(here).order('X').ack('TC1').order('G', { timeInForce: '1' }).ack('TC2');
    rig.heard();
    return rig;
  };

  test('that is away for too long has its orders of the day cancelled', () => {
    const rig = working().post(away);
    const early = rig.until(9.9).heard();
    rig.until(10);
    expect([early, rig.heard(), rig.facts('ParentEnding')[0]?.reason]).toEqual([
      [],
      ['F TC1R1<TC1'],
      `CancelOnDisconnect: ${OMS} was logged off for 10 s`,
    ]);
  });

  test('that is back in time keeps them; each absence has its own time', () => {
    const rig = working().post(away);
    rig.until(5).post(here).until(8).post(away);
    const second = rig.until(17.9).heard();
    expect([second, rig.until(18).heard()]).toEqual([[], ['F TC1R1<TC1']]);
  });

  test('has its time anew where we were away ourselves', () => {
    const rig = working();
    const again = new Rig({ recorded: rig.turns, omsRules });
    again.venueUp().ack('TC1').heard();
    const early = again.until(29.9).heard();
    expect([early, again.until(30).heard()]).toEqual([[], ['F TC1R1<TC1']]);
  });
});

test('a kill, its release and what is asked of it are the same books after a restart', () => {
  const rig = twoOrders({ traits: { cancelRate: 1, cancelsOn: 'logout' } })
    .post(kill('firm'))
    .until(70);
  rig.post({ type: 'KillReleaseAsked', level: 'firm', key: '', kill: 'K', by: 'ann', reason: 'over', until: T0 + 90 * SECOND });
  const again = new Rig({ recorded: rig.turns });
  const kills = ({ books: { kills } }: Rig) => [
    [...kills.all()],
    kills.release({ level: 'firm', key: '' }),
    [...kills.escalated],
  ];
  expect(kills(again)).toEqual(kills(rig));
});
