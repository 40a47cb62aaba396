import type { Input, VenueTraits } from '../../src/core/facts';
import { reservedQty } from '../../src/core/order/parent';
import { OMS, Rig, SECOND, T0, VENUE } from './rig';

const EPOCH = 'T';
/** A gateway whose venue is not the usual one. */
function withTraits(traits: Partial<VenueTraits>): Rig {
  const rig = new Rig();
  const started = rig.facts('Started')[0]!;
  const venueTraits = { [VENUE]: { statusQuery: 'H', cancelsOn: 'none', cancelsGtc: false, ...traits } as VenueTraits };
  rig
    .post({ ...started, venueTraits })
    .venueUp()
    .quote('99.99', '100.01');
  rig.heard();
  return rig;
}

const back = (rig: Rig): Rig => rig.venueDown().venueUp();
const later = (rig: Rig, seconds: number): Rig => {
  rig.at = T0 + seconds * SECOND;
  return rig;
};
const patienceOver: Input = { type: 'TimerFired', timer: `doubt ${VENUE}` };
const alarmTexts = (rig: Rig): string[] => rig.facts('Alarmed').map(a => a.text);

describe('an order in doubt', () => {
  test('is asked for; silence leaves it in doubt, alarmed, with nothing added to it', () => {
    const rig = back(Rig.ready().order('A'));
    later(rig, 11).post(patienceOver).replace('R', 'A', { orderQty: '200' }).replace('P', 'A', { price: '100.5' });
    rig.replace('L', 'A', { orderQty: '50' });
    expect([rig.heard(), alarmTexts(rig)]).toEqual([
      [
        'D TC1 100@100',
        'H TC1',
        '! OrderInDoubt',
        expect.stringMatching(/^9 R<A 39=A 102=99 InDoubt: child 'TC1' is in doubt at/),
        expect.stringMatching(/^9 P<A 39=A 102=99 InDoubt: /),
        'G TC1R1<TC1 50@100',
        '8 L<A 150=E 39=E 14=0 151=100 6=0',
      ],
      [`'TC1' is in doubt: ${VENUE} has not answered in 10 s; its full quantity stays reserved and nothing is added to it`],
    ]);
  });

  test('is in doubt no more once the venue has answered, and may grow again', () => {
    const rig = back(Rig.ready().order('A')).report('TC1', 'I', { ordStatus: '0', cumQty: '0' });
    rig.post(patienceOver).replace('R', 'A', { orderQty: '200' });
    expect(rig.heard().slice(1)).toEqual([
      'H TC1',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'G TC1R1<TC1 200@100',
      '8 R<A 150=E 39=E 14=0 151=100 6=0',
    ]);
  });

  test('whose venue refuses the question (j, 3) stays in doubt and is alarmed', () => {
    const rig = back(Rig.ready().order('A'));
    rig.post({ type: 'VenueRefused', session: VENUE, clOrdId: 'TC1', refMsgType: 'H', text: 'unsupported' });
    rig.replace('R', 'A', { orderQty: '200' });
    expect(rig.heard().slice(1)).toEqual(['H TC1', '! OrderInDoubt', expect.stringMatching(/^9 R<A .*InDoubt/)]);
  });

  test('at a venue that cannot be asked is left and alarmed at once', () => {
    const rig = back(withTraits({ statusQuery: 'none' }).order('A')).replace('R', 'A', { orderQty: '200' });
    expect(rig.heard().slice(1)).toEqual(['! OrderInDoubt', expect.stringMatching(/^9 R<A .*InDoubt/)]);
  });

  test('while its venue is away its whole quantity stays reserved, and no more than the rest of its parent goes to another', () => {
    const second = 'FIX.4.4:SLUICE->SECOND';
    const rig = Rig.ready({ venues: [VENUE, second] })
      .twap('T', '1000', '10')
      .until(0);
    rig.heard();
    rig.venueDown().venueUp(second).until(6);
    const [parent] = rig.books.parents.values();
    expect([rig.heard(), parent!.children.map(c => [c.venue, reservedQty(c) / 100])]).toEqual([
      ['D TC2 100@99.99'],
      [
        [VENUE, 100],
        [second, 100],
      ],
    ]);
  });

  test('holds up the schedule of its parent: no further child, and the slice says why', () => {
    const rig = Rig.ready().twap('T', '1000', '10').until(0).ack('TC1');
    rig.venueDown().post({ type: 'SessionReset', session: VENUE, cause: 'ResetOnLogon' }).venueUp().until(2);
    const skipped = new Set(rig.facts('SliceSkipped').map(f => f.reason));
    const sent = rig.heard().filter(s => s.startsWith('D') || s.startsWith('G'));
    rig.report('TC1', 'I', { ordStatus: '0', cumQty: '0' }).until(4);
    expect([sent.length, skipped, rig.heard().some(s => s.startsWith('G'))]).toEqual([
      1,
      new Set(["child 'TC1' is in doubt at its venue"]),
      true,
    ]);
  });

  test('of a filled order with a cancel outstanding is asked for too', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('C', 'A').fill('TC1', '100', '100');
    rig.heard();
    expect(back(rig).heard()).toEqual(['H TC1']);
  });
});

describe('OrderMassStatusRequest (AF) where the venue has it', () => {
  test('is sent besides; an order that we do not know is listed until the venue has ended it', () => {
    const rig = back(withTraits({ statusQuery: 'AF' }));
    const said = rig.facts('MassStatusAsked').length;
    rig.report('GHOST', 'I', { ordStatus: '1', cumQty: '40' });
    const listed = [...rig.books.differences.values()].map(d => [d.fact.what, d.fact.clOrdId, d.fact.ours, d.fact.theirs]);
    rig.report('GHOST', 'I', { ordStatus: '4', cumQty: '40' });
    expect([said, listed, rig.books.differences.size]).toEqual([
      2,
      [['UnknownToUs', 'GHOST', 'unknown', 'PartiallyFilled, CumQty 40 of ACME']],
      0,
    ]);
  });

  test('answered by "none" says nothing', () => {
    const rig = back(withTraits({ statusQuery: 'AF' })).report('', 'I', {
      ordStatus: '8',
      orderId: 'NONE',
      massStatusId: `${EPOCH}M1`,
    });
    expect(rig.heard()).toEqual([]);
  });
});

describe('what a venue says otherwise than we have it', () => {
  const asked = (): Rig => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '40', '100').cancel('C', 'A');
    return back(rig);
  };

  test.each([
    ['more was filled', { ordStatus: '1', cumQty: '70' }, 'CumQty', 'PartiallyFilled, CumQty 40', 'PartiallyFilled, CumQty 70'],
    ['all was filled', { ordStatus: '2', cumQty: '100' }, 'CumQty', 'PartiallyFilled, CumQty 40', 'Filled, CumQty 100'],
    ['less was filled', { ordStatus: '0', cumQty: '0' }, 'CumQty', 'PartiallyFilled, CumQty 40', 'New, CumQty 0'],
  ])('%s: listed and alarmed once, and nothing is booked', (_what, over, what, ours, theirs) => {
    const rig = asked().report('TC1', 'I', over).report('TC1', 'I', over);
    const [d] = [...rig.books.differences.values()];
    const alarms = rig.facts('Alarmed').map(a => a.code);
    expect([d!.fact.what, d!.fact.ours, d!.fact.theirs, alarms, rig.books.children.get('TC1')!.state.cumQty]).toEqual([
      what,
      ours,
      theirs,
      ['ReconciliationDiffers'],
      rig.facts('ChildOrderFilled')[0]!.lastQty,
    ]);
  });

  test('agrees again when the missing fill arrives, or a later status report says the same', () => {
    const rig = asked().report('TC1', 'I', { ordStatus: '1', cumQty: '70' });
    const before = rig.books.differences.size;
    rig.fill('TC1', '30', '100', { ordStatus: '1' });
    const filled = rig.books.differences.size;
    rig.report('TC1', 'I', { ordStatus: '1', cumQty: '60' }).report('TC1', 'I', { ordStatus: '1', cumQty: '70' });
    expect([before, filled, rig.books.differences.size]).toEqual([1, 0, 0]);
  });

  test('an order that we closed and the venue still works', () => {
    const rig = Rig.ready().order('A').ack('TC1').report('TC1', '4').report('TC1', 'I', { ordStatus: '0', cumQty: '0' });
    expect([...rig.books.differences.values()].map(d => [d.fact.what, d.fact.ours, d.fact.theirs])).toEqual([
      ['OrdStatus', 'Canceled, CumQty 0', 'New, CumQty 0'],
    ]);
  });

  test('an order that it acknowledged and does not know now: in doubt, listed', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('C', 'A');
    back(rig).report('TC1', 'I', { ordStatus: '8' }).replace('R', 'A', { orderQty: '200' });
    expect([[...rig.books.differences.values()].map(d => d.fact.what), rig.books.children.get('TC1')!.doubtedAt]).toEqual([
      ['UnknownToVenue'],
      T0,
    ]);
  });

  test('a fill of an order that is none of ours is listed', () => {
    const rig = Rig.ready().fill('GHOST', '10', '100');
    expect([rig.heard().map(s => s.split(' ')[1]), rig.books.differences.size]).toEqual([['UnexpectedReport'], 1]);
  });
});

describe('a venue that cancels by itself when the line goes (CancelsOn)', () => {
  test.each([
    ['none', false, []],
    ['disconnect', false, ['H TC1']],
    ['logout', true, ['H TC1', 'H TC2']],
  ] as const)(
    '%s, GTC included %s: what works is asked for, and counts as working until it is confirmed',
    (cancelsOn, cancelsGtc, asks) => {
      const rig = withTraits({ cancelsOn, cancelsGtc }).order('A').ack('TC1').order('G', { timeInForce: '1' }).ack('TC2');
      rig.heard();
      const said = back(rig).heard();
      const open = rig.books.openParents;
      rig.report('TC1', 'I', { ordStatus: '4', cumQty: '0' });
      expect([said, open, rig.heard()]).toEqual([asks, 2, [expect.stringMatching(/^8 A 150=4 39=4/)]]);
    },
  );
});

test('doubt and differences are folded from the facts', () => {
  const rig = back(Rig.ready().order('A').ack('TC1').cancel('C', 'A')).report('TC1', 'I', { ordStatus: '1', cumQty: '70' });
  back(rig.order('B', { session: OMS }));
  const again = new Rig({ recorded: rig.turns });
  const seen = (r: Rig): unknown => [[...r.books.differences], [...r.books.children.values()].map(c => c.doubtedAt)];
  expect(seen(again)).toEqual(seen(rig));
});
