import fc from 'fast-check';
import { Books } from '../../../src/core/books';
import { reservedQty } from '../../../src/core/order/parent';
import { Rig } from '../rig';
import { show } from './market';
import { type Mood, MoodyVenue } from './venue';

/** An order and a market: ten slots of a second, looked at ten times a second, what the venue does each time, and what the market shows. */
const STORY = fc.record({
  strategy: fc.constantFrom('1001', '1003', '1', '3', '1004'),
  side: fc.constantFrom('1', '2'),
  lots: fc.integer({ min: 1, max: 60 }),
  lot: fc.constantFrom('1', '10', '100'),
  style: fc.constantFrom('passive', 'normal', 'taker'),
  minSlice: fc.integer({ min: 0, max: 12 }),
  display: fc.integer({ min: 0, max: 3 }),
  moods: fc.array(fc.constantFrom<Mood>('fill', 'part', 'part', 'rest', 'rest', 'refuse', 'silent'), {
    minLength: 1,
    maxLength: 40,
  }),
  touches: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 30 }),
  busts: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 3 }),
  explores: fc.boolean(),
});
type Story = typeof STORY extends fc.Arbitrary<infer T> ? T : never;

const STEPS = 100;
/** From here on the venue answers everything and fills whole, so that what is left can be done. */
const LIQUID_FROM = 80;

interface Ended {
  readonly rig: Rig;
  readonly venue: MoodyVenue;
  /** The most that was done and could still be done at once, of OrderQty. */
  readonly most: number;
  readonly orderQty: number;
}

function play(story: Story): Ended {
  const { lots, lot, minSlice, display, moods, touches } = story;
  const size = Number(lot);
  const rig = Rig.ready({
    instruments: [{ symbol: 'ACME', tick: '0.01', lot }],
    started: { ...(story.explores && { bandit: { explore: 0.5, ridge: 5, seed: 1 } }) },
  });
  let liquid = false;
  let asked = 0;
  const venue = new MoodyVenue(rig, () => (liquid ? 'fill' : moods[asked++ % moods.length]!));
  rig.order('T', {
    strategy: story.strategy,
    side: story.side,
    orderQty: String(lots * size),
    price: story.side === '1' ? '110' : '90',
    parameters: {
      Duration: '10',
      SlotSeconds: '1',
      Style: story.style,
      MinRest: '0.1',
      RestTimeout: '0.3',
      CompleteAtEnd: 'Y',
      ...(minSlice > 0 && minSlice <= lots && { MinSlice: String(minSlice * size) }),
      ...(display > 0 && { Display: String(display * size) }),
      ...(story.strategy === '3' && { Eta: '0.001', Sigma: '0.01', Gamma: '0' }),
    },
  });
  let most = 0;
  for (let step = 0; step < STEPS; step++) {
    liquid ||= step >= LIQUID_FROM;
    if (liquid) venue.wake();
    rig.until(step / 10);
    const bid = 100 + touches[step % touches.length]! * 0.01;
    show(rig, { bids: [[bid.toFixed(2), '300']], asks: [[(bid + 0.02).toFixed(2), '300']] });
    venue.answer();
    if (!liquid && story.busts.includes(step)) venue.bust();
    const parent = rig.books.parents.get('TP1');
    if (parent)
      most = Math.max(
        most,
        parent.children.reduce((sum, c) => sum + c.state.cumQty + reservedQty(c), 0),
      );
  }
  rig.until(10);
  venue.answer();
  return { rig, venue, most, orderQty: lots * size * 100 };
}

describe('random orders, fills, refusals, silence and busts', () => {
  test('never is more done and open than was asked for, and with liquidity in the last slot nothing is left', () => {
    fc.assert(
      fc.property(STORY, story => {
        const { rig, venue, most, orderQty } = play(story);
        const parent = rig.books.parents.get('TP1')!;
        expect({
          failures: rig.failures,
          tooMuch: Math.max(0, most - orderQty),
          done: parent.state.cumQty,
          traded: venue.traded,
          denied: rig.facts('ChildOrderDenied').length + rig.facts('ChildReplaceDenied').length,
        }).toEqual({ failures: [], tooMuch: 0, done: orderQty, traded: orderQty, denied: 0 });
      }),
      { numRuns: 150 },
    );
  });

  test('facts folded give the same books as they were decided in', () => {
    fc.assert(
      fc.property(STORY, story => {
        const { rig } = play(story);
        const folded = new Books();
        for (const turn of rig.turns) for (const fact of turn.facts) folded.apply(fact, turn.seq, turn.at);
        const state = ({ timers, children, working, bandit }: Books) => [
          [
            bandit.draws,
            bandit.open,
            bandit.terms && (['join', 'improve', 'cross'] as const).map(arm => [...bandit.value(arm).weights]),
          ],
          [...timers],
          [...children.values()].map(c => [c.childId, c.state, c.termsAt, c.displayQty]),
          [...working].map(p => [p.parentId, p.slice, p.plan]),
        ];
        expect(state(folded)).toEqual(state(rig.books));
      }),
      { numRuns: 30 },
    );
  });
});
