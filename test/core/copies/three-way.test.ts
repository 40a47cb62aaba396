import { COPY, CopyRig } from './copy-rig';

const full = { ordStatus: '2', cumQty: '100' };

/** A story, what is listed at its end, and the alarms on the way. */
interface Story {
  readonly name: string;
  readonly play: (rig: CopyRig) => unknown;
  readonly listed?: readonly string[];
  readonly alarms?: readonly string[];
}

const STORIES: readonly Story[] = [
  {
    name: 'a copy behind the report of the venue is no difference',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).copyOfFill('TC1', 'V1', '100', '100', full).pass(60),
  },
  {
    name: 'a copy before the report of the venue is none either',
    play: r => r.copyOfFill('TC1', 'V1', '100', '100', full).pass(4).fill('TC1', '100', '100', { execId: 'V1' }).pass(60),
  },
  {
    name: 'a copy that is late by less than the grace is none',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).pass(4.9).copyOfFill('TC1', 'V1', '100', '100', full).pass(60),
  },
  {
    name: 'a fill that the copy never tells is listed once, and the order that reads otherwise because of it is not',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).pass(60),
    listed: ['NotCopied TC1 V1: trade of 100 at 100 | has not told it | told it'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a fill that the copy tells after the grace is listed until then',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).pass(6).copyOfFill('TC1', 'V1', '100', '100', full).pass(60),
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a fill that only the copy tells is a critical alarm, and is not booked',
    play: r => r.copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' }).pass(60),
    listed: ['NotBooked TC1 V1: not booked | fill of 40 at 100 | has not told it'],
    alarms: ['FillNotBooked'],
  },
  {
    name: 'a fill that the venue tells at last is booked, and the difference is gone',
    play: r =>
      r
        .copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' })
        .pass(6)
        .fill('TC1', '40', '100', { execId: 'V1' })
        .pass(60),
    alarms: ['FillNotBooked'],
  },
  {
    name: 'a fill of another price or quantity is listed with both',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).copyOfFill('TC1', 'V1', '100', '99.5', full).pass(60),
    listed: ['TradeDiffers TC1 V1: trade of 100 at 100 | fill of 100 at 99.5 | as booked'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'the same where the copy came first',
    play: r => r.copyOfFill('TC1', 'V1', '90', '100', full).fill('TC1', '100', '100', { execId: 'V1' }).pass(60),
    listed: ['TradeDiffers TC1 V1: trade of 100 at 100 | fill of 90 at 100 | as booked'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a bust that only the venue told',
    play: r =>
      r
        .fill('TC1', '100', '100', { execId: 'V1' })
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .report('TC1', 'H', { execId: 'V2', execRefId: 'V1', ordStatus: '0' })
        .pass(60),
    listed: ['NotCopied TC1 V2: bust | has not told it | told it'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a bust that only the copy told',
    play: r =>
      r
        .fill('TC1', '100', '100', { execId: 'V1' })
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .copy('TC1', 'H', { execId: 'V2', execRefId: 'V1', ordStatus: '0', cumQty: '0' })
        .pass(60),
    listed: ["NotBooked TC1 V2: not booked | bust of 'V1' | has not told it"],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a correction that both told settles what the fill differed in',
    play: r =>
      r
        .fill('TC1', '100', '100', { execId: 'V1' })
        .copyOfFill('TC1', 'V1', '100', '99.5', full)
        .report('TC1', 'G', { execId: 'V2', execRefId: 'V1', lastQty: '100', lastPx: '99', ordStatus: '2' })
        .copy('TC1', 'G', { execId: 'V2', execRefId: 'V1', lastQty: '100', lastPx: '99', ...full })
        .pass(60),
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a fill of the copy that the copy itself takes back in time was none',
    play: r =>
      r
        .copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' })
        .copy('TC1', 'H', { execId: 'V2', execRefId: 'V1', ordStatus: '0', cumQty: '0' })
        .pass(60),
  },
  {
    name: 'a fill of the copy that it takes back later is listed until then',
    play: r =>
      r
        .copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' })
        .pass(6)
        .copy('TC1', 'H', { execId: 'V2', execRefId: 'V1', ordStatus: '0', cumQty: '0' })
        .pass(60),
    alarms: ['FillNotBooked'],
  },
  {
    name: 'an order that is over here and works in the copy',
    play: r => r.report('TC1', '4').pass(60),
    listed: [
      'OrderDiffers TC1 -: Canceled, CumQty 0 of 100 at 100, side 1, ACME | New, CumQty 0 of 100 at 100, side 1, ACME | as booked',
    ],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'an order that is over in the copy and works here, until the venue tells it',
    play: r => r.copy('TC1', '4', { cumQty: '0' }).pass(6).report('TC1', '4').pass(60),
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'another side, symbol, price or quantity of an order',
    play: r => r.copy('TC1', 'D', { ordStatus: '0', side: '2', orderQty: '100', price: '100', cumQty: '0' }).pass(60),
    listed: [
      'OrderDiffers TC1 -: New, CumQty 0 of 100 at 100, side 1, ACME | New, CumQty 0 of 100 at 100, side 2, ACME | as booked',
    ],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'an order that the copy never told of',
    play: r => r.order('B').report('TC2', '0', { orderId: 'O2' }).pass(60),
    listed: ['OrderDiffers TC2 -: New, CumQty 0 of 100 at 100, side 1, ACME | has not told of it | as booked'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'an order that is none of ours is listed while it works, once',
    play: r => r.copy('X9', '0', { orderId: 'O9', cumQty: '0' }).copy('X9', '0', { orderId: 'O9', cumQty: '0' }),
    listed: ['UnknownToUs X9 -: unknown | New, CumQty 0, side 1, ACME | has not told of it'],
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'an order that is none of ours and over without a fill is not listed any more',
    play: r => r.copy('X9', '0', { orderId: 'O9', cumQty: '0' }).copy('X9', '4', { orderId: 'O9', cumQty: '0' }),
    alarms: ['ReconciliationDiffers'],
  },
  {
    name: 'a report that the venue told and that was not booked is named as such',
    play: r =>
      r
        .fill('TC1', 'x', 'y', { execId: 'V1', cumQty: '0' })
        .copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' })
        .pass(60),
    listed: [
      "NotBooked TC1 V1: not booked | fill of 40 at 100 | told it, and it was not booked: LastQty (32) 'x' is not a quantity",
    ],
    alarms: ['FillNotBooked'],
  },
  {
    name: 'a copy is told twice, and again as PossResend: it counts once, and takes nothing back',
    play: r =>
      r
        .fill('TC1', '100', '100', { execId: 'V1' })
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .copy('TC1', '0', { possResend: true, orderQty: '100', price: '100', cumQty: '0' })
        .copyOfFill('TC1', 'V1', '100', '100', { ...full, possResend: true })
        .pass(60),
  },
  {
    name: 'a copy with ExecIDs of its own is matched by order, quantity and price',
    play: r =>
      r
        .fill('TC1', '60', '100', { execId: 'V1' })
        .fill('TC1', '40', '99.9', { execId: 'V2' })
        .copyOfFill('TC1', 'Z1', '60', '100', { ordStatus: '1', cumQty: '60' })
        .copyOfFill('TC1', 'Z2', '40', '99.9', full)
        .pass(60)
        .copyOfFill('TC1', 'Z2', '40', '99.9', { ...full, possResend: true })
        .pass(60),
  },
  {
    name: 'a copy that names the order by the OrderID of the venue alone',
    play: r => r.fill('TC1', '100', '100', { execId: 'V1' }).copyOfFill('', 'V1', '100', '100', full).pass(60),
  },
  {
    name: 'a copy that is away is waited for: the grace counts from its return',
    play: r =>
      r
        .copyDown()
        .fill('TC1', '100', '100', { execId: 'V1' })
        .pass(3600)
        .copyUp()
        .pass(4)
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .pass(60),
  },
  {
    name: 'a venue that is away is waited for: its fill comes when it is back',
    play: r =>
      r
        .venueDown()
        .copyOfFill('TC1', 'V1', '100', '100', full)
        .pass(3600)
        .venueUp()
        .pass(4)
        .fill('TC1', '100', '100', { execId: 'V1' })
        .pass(60),
  },
];

test.each(STORIES)('$name', ({ play, listed = [], alarms = [] }) => {
  const rig = CopyRig.up().working();
  play(rig);
  expect({ listed: rig.differences(), alarms: rig.alarms(), failures: rig.failures }).toEqual({ listed, alarms, failures: [] });
});

test('a restart in any story folds to the same differences and forgets no open one', () => {
  const told = STORIES.map(({ play }) => {
    const rig = CopyRig.up().working();
    play(rig);
    return { live: rig.differences(), folded: CopyRig.up(rig.turns).differences() };
  });
  expect(told.map(t => t.folded)).toEqual(told.map(t => t.live));
});

test('what waits at a restart is judged behind it: the grace counts anew once both sides are back', () => {
  const before = CopyRig.up().working().fill('TC1', '100', '100', { execId: 'V1' });
  const rig = CopyRig.up(before.turns);
  const early = rig.pass(4).differences();
  expect([early, rig.pass(10).differences()]).toEqual([
    [],
    ['NotCopied TC1 V1: trade of 100 at 100 | has not told it | told it'],
  ]);
});

test('a copy that does not answer is not judged', () => {
  const rig = CopyRig.up().working().fill('TC1', '100', '100', { execId: 'V1' });
  rig.at += 6_000_000;
  rig.post({ type: 'TimerFired', timer: `copies ${COPY}` });
  expect([rig.facts('CopyProofAsked').length, rig.differences()]).toEqual([1, []]);
});
