import type { FactOf } from '../../../src/core/facts';
import type { Child } from '../../../src/core/order/child';
import { replayTurns } from '../../../src/run/replay';
import { Rig, type RigOptions, SECOND, T0 } from '../rig';
import { lastWeighed, type Shown, show, weighing } from '../slicing/market';
import { type Mood, MoodyVenue } from '../slicing/venue';

const TERMS = { explore: 0.5, ridge: 10, seed: 1 };
const on = (bandit: Partial<typeof TERMS> = {}): RigOptions => ({ started: { bandit: { ...TERMS, ...bandit } } });
const drawn = (rig: Rig): FactOf<'TacticDrawn'>[] => rig.facts('TacticDrawn');
const scored = (rig: Rig): FactOf<'TacticScored'>[] => rig.facts('TacticScored');

/** The venue takes every new child and fills it whole. */
function answer(rig: Rig, price: (child: Child) => string): void {
  for (const line of rig.heard()) {
    const [kind, id = ''] = line.split(' ');
    const child = rig.books.children.get(id);
    if (kind === 'D' && child) rig.ack(id).fill(id, String(child.state.orderQty / 100), price(child));
  }
}

/** A wide book: every arm is there. */
const WIDE: Shown = { bids: [['99.95', '500']], asks: [['100.05', '500']] };
const TIGHT: Shown = { bids: [['100', '500']], asks: [['100.01', '500']] };

/** The first slice of an order of its own, with the first seed at which it draws an arm. */
function drawing(arm: FactOf<'TacticDrawn'>['arm'], RestTimeout = '3', started: RigOptions['started'] = {}): Rig {
  for (let seed = 1; seed < 100; seed++) {
    const rig = weighing({ started: { ...started, ...on({ seed }).started } }, { RestTimeout });
    show(rig, WIDE).until(0);
    if (drawn(rig)[0]!.arm === arm) return rig;
  }
  throw new Error(`no seed draws ${arm}`);
}

describe('a draw', () => {
  test('has every arm there is, their probabilities, and what was known; before anything was learned costs are those of the rule', () => {
    const rig = drawing('cross');
    const { cross, join, improve, fillJoin } = lastWeighed(rig)!;
    const [draw] = drawn(rig);
    const { context, propensities, ...rest } = draw!;
    expect([rest, context, propensities.map(p => p.toFixed(4)), rig.heard()]).toEqual([
      {
        type: 'TacticDrawn',
        parentId: 'TP1',
        slot: 0,
        n: 0,
        qty: 10_000,
        arms: ['join', 'improve', 'cross'],
        values: [join, improve, cross],
        arm: 'cross',
        propensity: propensities[2],
        greedy: lastWeighed(rig)!.chose,
        mid: rig.books.quotes.get('ACME')!.bid! + 50_000,
        taker: 0,
        maker: 0,
        impact: 0,
      },
      [1, join, improve, cross, 5, fillJoin, 0],
      ['0.1667', '0.6667', '0.1667'],
      ['D TC1 100@100.15'],
    ]);
  });

  test('probabilities sum to 1 and are above 0 for every arm; without room for it, improving is none', () => {
    const sums = [WIDE, TIGHT].map(shown => {
      const rig = weighing(on({ explore: 0.3 }));
      show(rig, shown).until(0);
      const [d] = drawn(rig);
      return [d!.arms.join(), d!.propensities.reduce((a, b) => a + b, 0).toFixed(12), d!.propensities.every(p => p > 0)];
    });
    expect(sums).toEqual([
      ['join,improve,cross', '1.000000000000', true],
      ['join,cross', '1.000000000000', true],
    ]);
  });

  test('falls on each arm as often as it says', () => {
    const counts = { join: 0, improve: 0, cross: 0 };
    let greedy = '';
    for (let seed = 1; seed <= 300; seed++) {
      const rig = weighing(on({ explore: 0.3, seed }));
      show(rig, WIDE).until(0);
      counts[drawn(rig)[0]!.arm]++;
      greedy = drawn(rig)[0]!.greedy;
    }
    // 0.1, 0.1 and 0.8 of 300, within three standard deviations
    expect([greedy, counts.join >= 15 && counts.join <= 45, counts.cross >= 15 && counts.cross <= 45]).toEqual([
      'improve',
      true,
      true,
    ]);
  });

  test('an arm that rests is held until RestTimeout, then drawn anew; what it came to is told first', () => {
    const rig = drawing('join').ack('TC1').until(3.9);
    const held = drawn(rig).length;
    show(rig, WIDE).until(4);
    expect([held, drawn(rig).map(d => d.n), scored(rig).map(s => [s.n, s.ended, s.filled])]).toEqual([
      1,
      [0, 1],
      [[0, 'again', 0]],
    ]);
  });
});

describe('what an arm came to', () => {
  test('crossing: the price paid against mid, all of it filled', () => {
    const rig = drawing('cross').ack('TC1').fill('TC1', '100', '100.05');
    expect(scored(rig)).toEqual([
      { type: 'TacticScored', parentId: 'TP1', n: 0, arm: 'cross', ended: 'filled', filled: 10_000, costBps: 5 },
    ]);
  });

  test('resting: a part at its price, the rest at the far touch as it is later, fees and all', () => {
    const fees = { '*': { maker: { per: 'bps', rate: '-1' }, taker: { per: 'bps', rate: '2' } } } as const;
    const rig = drawing('join', '3', { fees }).ack('TC1').fill('TC1', '40', '99.95').until(3.9);
    show(rig, { ...WIDE, asks: [['100.25', '500']] }).until(4);
    // 40 % at -5 - 1, 60 % at 25 + 2
    expect(scored(rig).map(s => [s.ended, s.filled, s.costBps])).toEqual([['again', 4_000, 13.8]]);
  });

  test.each<[string, (rig: Rig) => Rig, unknown]>([
    ['the order is cancelled', rig => rig.cancel('X', 'W').report('TC1', '4'), ['over', 0, 5, undefined]],
    [
      'the far side is empty',
      rig => rig.quote('99.95', undefined).cancel('X', 'W').report('TC1', '4'),
      ['over', 0, undefined, 'no far touch to mark what did not trade'],
    ],
    ['the schedule crosses', rig => rig.until(8), ['overtaken', 0, 5, undefined]],
    [
      'nothing can be weighed any more',
      rig => rig.post({ type: 'MarketDataStale', symbols: ['ACME'], why: 'quiet' }).until(4),
      ['overtaken', 0, 5, undefined],
    ],
  ])('%s', (_what, then, expected) => {
    const rig = then(drawing('join', '30').ack('TC1'));
    const [s] = scored(rig);
    expect([s?.ended, s?.filled, s?.costBps, s?.plain]).toEqual(expected);
  });

  test('costs move what an arm is expected to cost, and so which one looks cheapest', () => {
    const rig = weighing(on({ ridge: 1 }), { SlotSeconds: '1' });
    // whatever rests is filled 50 bps worse than mid: no rule knows of that
    for (let second = 0; second < 90; second++) {
      show(rig, WIDE).until(second);
      answer(rig, child => (child.timeInForce === '3' ? '100.05' : '100.5'));
    }
    const draws = drawn(rig);
    expect([draws[0]!.greedy, draws.at(-1)!.greedy, draws.length > 20]).toEqual(['improve', 'cross', true]);
  });
});

describe('the line', () => {
  const worked = (): Rig => {
    const rig = weighing(on(), { SlotSeconds: '2' });
    const moods: readonly Mood[] = ['part', 'rest', 'part', 'fill', 'rest'];
    let second = 0;
    const venue = new MoodyVenue(rig, () => moods[second % moods.length]!);
    for (; second < 60; second++) {
      show(rig, second % 3 === 0 ? TIGHT : WIDE).until(second);
      venue.answer();
    }
    return rig;
  };

  test('decides the same again, and after a restart in the middle', () => {
    const whole = worked();
    const { difference, decisions } = replayTurns(whole.turns);
    const half = whole.turns.slice(0, Math.floor(whole.turns.length / 2));
    const folded = new Rig({ recorded: half }).books.bandit;
    const before = half.flatMap(t => t.facts).filter(f => f.type === 'TacticDrawn');
    const learned = half.flatMap(t => t.facts).filter(f => f.type === 'TacticScored' && f.costBps !== undefined);
    const seen = (['join', 'improve', 'cross'] as const).reduce((sum, arm) => sum + folded.value(arm).seen, 0);
    expect([difference, decisions > 100, folded.draws, seen, learned.length > 5, whole.failures]).toEqual([
      undefined,
      true,
      before.length,
      learned.length,
      true,
      [],
    ]);
  });

  test('what was drawn before a stop is not scored, what was learned stays, and a start without it draws no more', () => {
    const rig = drawing('join').ack('TC1');
    const again = new Rig({ recorded: rig.turns, started: { bandit: TERMS } });
    const off = new Rig({ recorded: rig.turns });
    expect([
      rig.books.bandit.open.size,
      again.books.bandit.open.size,
      again.books.bandit.draws,
      off.books.bandit.terms,
      off.books.bandit.open.size,
    ]).toEqual([1, 0, 1, undefined, 0]);
  });

  test('where a caution holds, or the slice is only to rest, nothing is drawn', () => {
    const news = { type: 'NewsReceived', source: 'n', headline: 'x', symbols: [], urgency: 'flash', receivedAt: T0 } as const;
    const careful = weighing({ started: { bandit: TERMS, caution: { news: 60 * SECOND } } }).post(news);
    const passive = weighing({ started: { bandit: TERMS } }, { Style: 'passive' });
    for (const rig of [careful, passive]) show(rig, WIDE).until(9);
    expect([careful, passive].map(rig => [drawn(rig), rig.facts('ChildOrderProposed').length])).toEqual([
      [[], 1],
      [[], 1],
    ]);
  });

  test('the last look of the order crosses whatever the bandit holds, and completes', () => {
    const rig = drawing('join').ack('TC1');
    for (let second = 1; second <= 100; second++) {
      show(rig, WIDE).until(second);
      for (const line of rig.heard()) {
        const [kind, names = '', terms = ''] = line.split(' ');
        if (kind === 'G') rig.replaced(names.split('<')[0]!, terms.split('@')[0]!, terms.split('@')[1]!);
        else if (kind === 'D') rig.ack(names);
        const id = names.split('<')[0]!.replace(/R\d+$/, '');
        const child = rig.books.children.get(id);
        if (child && second > 97) rig.fill(id, String((child.state.orderQty - child.state.cumQty) / 100), '100.05');
      }
    }
    const parent = rig.books.parents.get('TP1')!;
    expect([parent.state.cumQty, rig.books.bandit.open.size, rig.failures]).toEqual([100_000, 0, []]);
  });
});
