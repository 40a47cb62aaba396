import type { FactOf } from '../../../src/core/facts';
import { reservedQty } from '../../../src/core/order/parent';
import { OMS, Rig, SECOND } from '../rig';
import { A, B, BY_PRICE, releases, show, twoVenues } from './two-venues';

const kill = (key: string): FactOf<'KillSwitchEngaged'> => ({
  type: 'KillSwitchEngaged',
  by: 'ann',
  reason: 'test',
  level: 'venue',
  key,
  id: 'K',
});
const status = (venue: string, is: string): FactOf<'SecurityStatusReceived'> => ({
  type: 'SecurityStatusReceived',
  symbol: 'ACME',
  venue,
  status: is,
});
const denials = (rig: Rig): string[] => rig.facts('ParentOrderDenied').map(d => d.text);

describe('an order that is passed through', () => {
  test.each<[string, (rig: Rig) => Rig, string]>([
    ['the preferred venue', rig => rig, 'A 100 order'],
    ['the next where that is away', rig => rig.venueDown(A), 'B 100 only'],
    ['the next where that is under a kill', rig => rig.post(kill(A)), 'B 100 only'],
    ['the next where that does not trade the symbol', rig => rig.post(status(A, '2')), 'B 100 only'],
    ['the preferred one again once it trades it', rig => rig.post(status(A, '2')).post(status(A, '17')), 'A 100 order'],
    ['the preferred one where none trades it', rig => rig.post(status(A, '2')).post(status(B, '2')), 'A 100 order'],
    ['the only one that is there, also where it does not trade it', rig => rig.venueDown(B).post(status(A, '2')), 'A 100 only'],
  ])('goes to %s', (_where, happens, goes) => expect(releases(happens(twoVenues()).order('X'))).toEqual([goes]));

  test('is denied where no venue takes it: VenueDown names those it may go to', () =>
    expect(denials(twoVenues().venueDown(A).venueDown(B).order('X'))).toEqual([
      `VenueDown: none of the venues that ACME may go to takes orders now: ${A}, ${B}`,
    ]));

  test('is denied by the kill where that is why', () =>
    expect(denials(twoVenues().venueDown(A).post(kill(B)).order('X'))[0]).toMatch(/^KillSwitch: venue/));

  test('does not go to a venue that does not know one of its fields while another does', () => {
    const rig = twoVenues()
      .order('X', { unknownTo: { [A]: 9001 } })
      .order('Y', { unknownTo: { [A]: 9001, [B]: 9001 } });
    expect([releases(rig), denials(rig)]).toEqual([
      ['B 100 only'],
      [`FieldUnknownToVenue: tag 9001 is not in the dictionary of venue ${A}, or not with this value`],
    ]);
  });

  test('has its replace at the venue where it works, whatever the other one shows', () => {
    const rig = show(twoVenues(), { bids: [['99', '1']] }, { bids: [['100', '9']] }).order('X');
    const [child] = rig.facts('ChildOrderReleased');
    rig.report(child!.childId, '0', { session: A }).heard();
    show(rig, { asks: [['101', '1']] }, { asks: [['99', '100']] }).replace('X2', 'X', { price: '99.50' });
    expect([child!.venue, rig.heard()]).toEqual([A, ['G TC1R1<TC1 100@99.5', '8 X2<X 150=E 39=E 14=0 151=100 6=0']]);
  });
});

describe('ExDestination (100)', () => {
  const named = (exDestination: string, rig = twoVenues()): Rig => rig.order('X', { exDestination });

  test.each([
    ['AAA', 'A 100 named'],
    ['BBB', 'B 100 named'],
  ])('%s: the order goes there, whatever is shown', (name, goes) =>
    expect(releases(show(named(name, show(twoVenues(), { asks: [['99', '100']] }, { asks: [['100', '100']] })), {}, {}))).toEqual(
      [goes],
    ),
  );

  test.each<[string, string, (rig: Rig) => Rig, string]>([
    ['no name of ours', 'XLON', rig => rig, "NoRoute: ExDestination (100) 'XLON' is no venue of ours: AAA, BBB"],
    [
      'a venue that is away: no other one takes it',
      'BBB',
      rig => rig.venueDown(B),
      `VenueDown: the venue that ExDestination (100) 'BBB' names takes no orders now: ${B}`,
    ],
  ])('is denied for %s', (_why, name, happens, text) => expect(denials(named(name, happens(twoVenues())))).toEqual([text]));

  test('is denied where routing does not let the symbol go there, as is a symbol of no rule', () => {
    const routing = { ...BY_PRICE, rules: [{ symbols: ['ACME'], venues: [B], by: 'order' }] } as const;
    const instruments = [{ symbol: '*', tick: '0.01', lot: '1' }];
    const rig = twoVenues({ instruments, started: { routing } });
    expect(denials(named('AAA', rig).order('Y', { symbol: 'BOLT' }))).toEqual([
      `NoRoute: ExDestination (100) 'AAA' is ${A}, where routing does not let 'ACME' go`,
      "NoRoute: Symbol (55) 'BOLT' is in no rule of routing",
    ]);
  });

  test('may not change in a replace', () => {
    const rig = named('BBB');
    rig.report('TC1', '0', { session: B }).heard();
    rig.replace('X2', 'X', { exDestination: 'AAA', price: '99' }).replace('X3', 'X', { exDestination: 'BBB', price: '99' });
    expect(rig.heard()).toEqual([
      '9 X2<X 39=0 102=99 MayNotChange: ExDestination (100) may not change in a replace',
      'G TC1R1<TC1 100@99',
      '8 X3<X 150=E 39=E 14=0 151=100 6=0',
    ]);
  });

  test('with one venue and no rules it is not looked at', () =>
    expect(
      releases(
        Rig.ready({ venues: [A] })
          .venueUp(A)
          .order('X', { exDestination: 'XNAS', session: OMS }),
      ),
    ).toEqual(['A 100 only']));
});

describe('a venue that is told to have halted', () => {
  const trading = (rig: Rig): boolean | undefined => rig.books.markets.get('ACME')?.trading;
  test('is no halt of the market while another trades', () => {
    const rig = twoVenues().post(status(A, '17')).post(status(B, '17')).post(status(A, '2'));
    const before = trading(rig);
    rig.post(status(B, '2'));
    expect([before, trading(rig)]).toEqual([true, false]);
  });
});

describe('a TWAP whose venue goes away in the middle', () => {
  /** Slots of a second, 100 each, resting at 99.99: the first at A. */
  const begun = (): Rig => {
    const rig = twoVenues()
      .twap('T', '1000', '10', { parameters: { Duration: '10', SlotSeconds: '1' } })
      .until(0);
    return rig.report('TC1', '0', { session: A });
  };
  const open = (rig: Rig): string[] =>
    [...rig.books.children.values()]
      .filter(c => reservedQty(c) > 0)
      .map(c => `${c.venue === A ? 'A' : 'B'} ${reservedQty(c) / 100}`);

  test('goes on at the other, while what rests at the first stays reserved', () => {
    const rig = begun();
    rig.venueDown(A).until(3.1);
    expect([releases(rig), open(rig).reduce((sum, o) => sum + Number(o.slice(2)), 0) <= 400, open(rig)[0]]).toEqual([
      ['A 100 order', 'B 100 only'],
      true,
      'A 100',
    ]);
  });

  test('what rests at the first is cancelled once it is back, and its quantity goes on at the other', () => {
    const rig = begun();
    rig.venueDown(A).until(1.1).report('TC2', '0', { session: B }).heard();
    rig.at += SECOND / 100;
    rig.venueUp(A);
    const asked = rig.heard();
    rig.report('TC1R1', '4', { session: A }).until(2.1);
    expect([asked.filter(s => s.startsWith('F')), open(rig).map(o => o[0])]).toEqual([['F TC1R1<TC1'], ['B']]);
  });

  test('crosses through the touch of the venue where its child is, not through the best of all', () => {
    const rig = twoVenues({ started: { routing: { ...BY_PRICE, rules: [{ symbols: ['*'], venues: [A, B], by: 'order' }] } } });
    const parameters = { Duration: '10', SlotSeconds: '10' };
    rig
      .twap('T', '300', '10', { ordType: '1', price: undefined, parameters })
      .until(0)
      .report('TC1', '0', { session: A })
      .until(3.9);
    show(rig, { asks: [['100.08', '300']] }, { asks: [['100.01', '300']] }).heard();
    const changed = rig.until(4.1).heard();
    rig.report('TC1R1', '5', { session: A, orderQty: '300', price: '100.11' }).report('TC1', '4', { session: A });
    show(rig, { asks: [['100.05', '300']] }, { asks: [['100.01', '300']] }).until(6.1);
    expect([changed, rig.heard().filter(s => s.startsWith('D'))]).toEqual([['G TC1R1<TC1 300@100.11'], ['D TC2 300@100.08']]);
  });

  test('a child in doubt there does not stop it: its whole quantity is reserved until the venue has answered', () => {
    const rig = twoVenues()
      .twap('T', '1000', '10', { parameters: { Duration: '10', SlotSeconds: '1' } })
      .until(0);
    rig.venueDown(A).until(2.1);
    expect([releases(rig), open(rig)[0]]).toEqual([['A 100 order', 'B 100 only'], 'A 100']);
  });

  test('nor does one that its venue, back again, says nothing of', () => {
    const rig = twoVenues()
      .twap('T', '1000', '10', { parameters: { Duration: '10', SlotSeconds: '1' } })
      .until(0);
    rig.venueDown(A).venueUp(A).until(2.1);
    expect([releases(rig), open(rig)[0]]).toEqual([['A 100 order', 'B 100 only'], 'A 100']);
  });

  test('the next child goes elsewhere than to a venue that refused the last', () => {
    const rig = twoVenues()
      .twap('T', '1000', '10', { parameters: { Duration: '10', SlotSeconds: '1' } })
      .until(0);
    rig.report('TC1', '8', { session: A, text: 'no' }).until(0.3);
    expect(releases(rig)).toEqual(['A 100 order', 'B 100 only']);
  });
});
