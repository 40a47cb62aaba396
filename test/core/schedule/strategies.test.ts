import { Rig, SECOND, T0 } from '../rig';
import { ahead, asked, CODES, type Name, planOf, session, shares, started, targets, volume } from './set-up';

const NAMES = Object.keys(CODES) as Name[];

test.each(NAMES)('%s: taken, planned as data, and looked at', name => {
  const rig = volume(started(name), 1_000).until(9.9);
  const [plan] = rig.facts('PlanMade');
  expect([plan!.end - plan!.start, rig.facts('SliceScheduled').length > 0, rig.failures]).toEqual([10 * SECOND, true, []]);
});

describe('curves', () => {
  test('OW: a block at the start, a block at the end, equal slices between', () => {
    const rig = started('OW', { Resilience: '1' }).until(9.9);
    const wanted = targets(rig);
    const slices = wanted.map((t, n) => t - (wanted[n - 1] ?? 0));
    expect([
      slices[0] === slices[9],
      new Set(slices.slice(1, 9)).size <= 2,
      slices[0]! > 1.9 * slices[1]!,
      wanted.at(-1),
    ]).toEqual([true, true, true, 1_000]);
  });

  test('IS: without risk aversion a TWAP; with much of it nearly all at once; its parameters are told', () => {
    const even = targets(started('IS', { RiskAversion: '0', Eta: '1', Gamma: '0' }).until(9.9));
    const much = started('IS', { RiskAversion: '1', Sigma: '10', Eta: '0.01', Gamma: '0' });
    expect([even, targets(much.until(0.5)), planOf(much).basis]).toEqual([
      [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000],
      [1_000],
      'Almgren-Chriss, eta 0.01, gamma 0, sigma 10, lambda 1: impact-prior, without adv, volatility (10 such orders a day, 2 % a day where not known)',
    ]);
  });

  test('VWAP: the curve of the session ahead; half of it comes in the last fifth of the window', () => {
    const curve = [125_000_000, 250_000_000, 375_000_000, 500_000_000, 1_000_000_000];
    const rig = ahead(Rig.ready(), session(0, 10, { curve, binSeconds: 2 }))
      .order('S', asked('VWAP'))
      .until(9.9);
    expect([targets(rig), planOf(rig).basis]).toEqual([[62, 125, 187, 250, 312, 375, 437, 500, 750, 1_000], 'median of 20 days']);
  });

  test('VWAP: more volume early than expected moves the rest of the curve, a slot at a time; what was wanted is never less again', () => {
    const flat = session(0, 10, { volume: 1_000 });
    const rig = ahead(Rig.ready(), flat).order('S', asked('VWAP')).until(0.9);
    volume(rig, 400).until(1.5);
    volume(rig, 1_600).until(9.9);
    const wanted = targets(rig);
    const rises = wanted.every((t, n) => t > (wanted[n - 1] ?? 0));
    // level 0.9 / 0.6, then (0.4 + 0.15) / (0.4 + 1.35); level 2.1 / 0.7, then (1.6 + 0.3) / (1.6 + 2.4)
    expect([wanted.slice(0, 3), rises, wanted.at(-1), wanted.length]).toEqual([[100, 314, 475], true, 1_000, 10]);
  });

  test('VWAP without hours or a curve: equal parts, and the plan says so', () => {
    const rig = started('VWAP').until(9.9);
    expect([targets(rig).length, planOf(rig).basis]).toEqual([10, 'equal parts: no volume curve and no hours are known']);
  });
});

describe('PTWAP', () => {
  test('it rests, crosses only what fell below its band, and what is left in the last slot', () => {
    const rig = started('PTWAP', { Band: '0.15' }).until(0).ack('TC1').until(9.9);
    const at = (slot: number) => rig.facts('SliceScheduled').filter(s => s.slot === slot);
    expect([at(0)[0], at(3)[4], at(9).map(s => s.urgency)]).toMatchObject([
      { urgency: 'passive', target: 10_000, least: 0, most: 25_000 },
      { urgency: 'passive', target: 40_000, least: 15_000, most: 55_000 },
      ['passive', 'passive', 'cross', 'cross', 'cross'],
    ]);
  });

  test('CompleteAtEnd=N leaves what is left', () => {
    const rig = started('PTWAP', { CompleteAtEnd: 'N' }).until(9.9);
    expect(new Set(rig.facts('SliceScheduled').map(s => s.urgency))).toEqual(new Set(['passive']));
  });
});

describe('POV', () => {
  test('own is p / (1 - p) of what others trade, a look ahead of what was seen', () => {
    const rig = started('POV', {}, { orderQty: '100000', participationRate: '0.2', parameters: { Duration: '600' } }).until(0);
    volume(rig, 8_000).until(1);
    const [first, second] = rig.facts('SliceScheduled').map(s => ({ target: shares(s.target), least: shares(s.least!) }));
    // a quarter of 8,000; ahead of that, a quarter of what comes in a second at this pace
    expect([first, second!.least, second!.target >= 2_000 && second!.target < 2_050]).toEqual([
      { target: 0, least: 0 },
      1_900,
      true,
    ]);
  });

  test('its own trades are not what it follows: when others stop, so does it', () => {
    const rig = started('POV', { Style: 'taker' }, { orderQty: '100000', parameters: { Duration: '600' } }).until(0);
    volume(rig, 900).until(1).ack('TC1');
    const own = shares(rig.books.children.get('TC1')!.state.orderQty);
    rig.fill('TC1', String(own), '100.01');
    volume(rig, 900 + own).until(500);
    const wanted = shares(rig.facts('SliceScheduled').at(-1)!.target);
    // a ninth of 900 is 100, and of what comes in a second at the pace of the last minute 1 or 2 more
    expect([own, wanted]).toEqual([101, 102]);
  });

  test('without volume it waits; at the end of its window it expires with what is left', () => {
    const rig = started('POV').until(10);
    expect(rig.heard()).toEqual(['8 S 150=C 39=C 14=0 151=0 6=0 the window has ended']);
  });

  test('CompleteAtEnd=Y crosses what is left in the last twentieth', () => {
    const rig = started('POV', { CompleteAtEnd: 'Y', Duration: '100' }).until(99);
    const cross = rig.facts('SliceScheduled').filter(s => s.urgency === 'cross');
    expect([cross.length, cross[0]!.slot, shares(cross[0]!.target)]).toEqual([5, 95, 1_000]);
  });

  test('Cap is the most that it may be of the volume seen; 849 is none', () => {
    const capped = volume(started('POV', { Cap: '0.12' }), 1_000);
    const free = volume(started('POV'), 1_000);
    const parent = (rig: Rig) => [...rig.books.parents.values()][0]!;
    expect([parent(capped).ownPart?.rate, parent(free).ownPart]).toEqual([120_000, undefined]);
  });
});

describe('WouldPrice', () => {
  test('a far touch at it or better: everything that is left, at that price or better, at once; then the schedule goes on', () => {
    const rig = started('TWAP', { WouldPrice: '99.95' }).until(0).ack('TC1').fill('TC1', '100', '99.99');
    rig.quote('99.90', '99.94').until(0.1).quote('99.99', '100.01').until(1);
    expect(
      rig
        .facts('SliceScheduled')
        .map(s => [shares(s.target), s.limit])
        .filter((s, n, all) => String(s) !== String(all[n - 1])),
    ).toEqual([
      [100, undefined],
      [1_000, 99_950_000],
      [100, undefined],
      [200, undefined],
    ]);
  });

  test('a sell takes a bid at it or above; an empty side is no price', () => {
    const rig = started('TWAP', { WouldPrice: '100.05' }, { side: '2' })
      .quote('100.04', '100.06')
      .quote(undefined, '100.06')
      .quote('100.05', undefined);
    expect(rig.facts('SliceScheduled').map(s => s.limit)).toEqual([100_050_000]);
  });
});

describe('chance', () => {
  const edges = (parameters: Readonly<Record<string, string>>): unknown => {
    const { edges, curve } = planOf(started('TWAP', { Randomise: '0.4', ...parameters }));
    return { edges, curve };
  };
  test('the same seed gives the same slots, another one others; the window and the whole stay', () => {
    const plan = planOf(started('TWAP', { Randomise: '0.4' }));
    expect([
      JSON.stringify(edges({})) === JSON.stringify(edges({ Seed: '0' })),
      JSON.stringify(edges({})) === JSON.stringify(edges({ Seed: '1' })),
      plan.edges!.length,
      plan.edges![0],
      plan.edges!.at(-1),
      plan.curve!.at(-1),
    ]).toEqual([true, false, 11, T0, T0 + 10 * SECOND, 1_000_000_000]);
  });
});
