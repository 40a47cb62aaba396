import fc from 'fast-check';
import { curveOf, evenCurve, mistakeIn, partOf } from '../../../../src/core/schedule/curves/cumulative';
import { draw, drawKey, drawSigned } from '../../../../src/core/schedule/curves/draws';
import { jittered, type Slots } from '../../../../src/core/schedule/curves/jitter';

/** Slots of any length from a microsecond on, with any parts. */
const slots: fc.Arbitrary<Slots> = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1e9 })), fc.nat(1000)), {
    minLength: 1,
    maxLength: 60,
  })
  .map(list => {
    const edges = [1_700_000_000_000_000];
    for (const [length] of list) edges.push(edges.at(-1)! + length);
    return { edges, curve: curveOf(list.map(([, part]) => part)) ?? evenCurve(list.length) };
  });
const much = fc.record({
  times: fc.constantFrom(0, 0.1, 0.5),
  sizes: fc.constantFrom(0, 0.2, 0.5),
});
const PLAN: Slots = { edges: [0, 60e6, 120e6, 180e6, 240e6], curve: evenCurve(4) };

test('the window stays, no slot is empty of time, and the curve is one with nothing where nothing was', () => {
  fc.assert(
    fc.property(slots, much, fc.string(), fc.integer(), (plan, by, id, seed) => {
      const { edges, curve } = jittered(plan, by, drawKey(id, seed));
      return (
        edges[0] === plan.edges[0] &&
        edges.at(-1) === plan.edges.at(-1) &&
        edges.every((edge, n) => Number.isInteger(edge) && (n === 0 || edge > edges[n - 1]!)) &&
        mistakeIn(curve) === undefined &&
        plan.curve.every((_, n) => partOf(plan.curve, n) > 0 || partOf(curve, n) === 0)
      );
    }),
  );
});

test('edges move by no more than was asked, parts by no more than the whole was scaled', () => {
  fc.assert(
    fc.property(slots, fc.integer(), (plan, seed) => {
      const { edges, curve } = jittered(plan, { times: 0.3, sizes: 0.2 }, drawKey('P1', seed));
      const near = edges.slice(1, -1).every((edge, m) => {
        const [before, was, after] = plan.edges.slice(m, m + 3) as [number, number, number];
        return Math.abs(edge - was) <= 0.3 * Math.min(was - before, after - was);
      });
      // (1 - y) / (1 + y) to (1 + y) / (1 - y), and a part per billion of rounding at each end
      return (
        near &&
        curve.every((_, n) => {
          const [is, was] = [partOf(curve, n), partOf(plan.curve, n)];
          return is >= was * (0.8 / 1.2) - 2 && is <= was * (1.2 / 0.8) + 2;
        })
      );
    }),
  );
});

test('over a night edges move in trading time: none is in the night, none by more of a session than was asked', () => {
  const HOUR = 3600e6;
  const days = [0, 24, 48].map(h => [h * HOUR, (h + 6) * HOUR] as const);
  // a day and a half of trading in two slots, the edge between them at a close
  const plan: Slots = { edges: [0, 6 * HOUR, 27 * HOUR], curve: evenCurve(2), sessions: days.slice(0, 2) };
  const off = Array.from({ length: 200 }, (_, seed) => {
    const at = jittered(plan, { times: 0.5, sizes: 0 }, drawKey('P1', seed)).edges[1]!;
    const trading = at <= 6 * HOUR ? at : at - 18 * HOUR;
    return { open: at <= 6 * HOUR || at > 24 * HOUR, near: Math.abs(trading - 6 * HOUR) <= 1.5 * HOUR };
  });
  expect([off.every(o => o.open), off.every(o => o.near)]).toEqual([true, true]);
});

test('sessions with less trading than slots: edges move by the clock', () => {
  const { edges } = jittered({ ...PLAN, sessions: [[0, 1]] }, { times: 0.5, sizes: 0 }, drawKey('P1', 1));
  expect(edges).toEqual(jittered(PLAN, { times: 0.5, sizes: 0 }, drawKey('P1', 1)).edges);
});

test('one key repeats; another seed, and another order, do not', () => {
  const by = { times: 0.4, sizes: 0.4 };
  const of = (id: string, seed: number): Slots => jittered(PLAN, by, drawKey(id, seed));
  expect([of('aP1', 7), of('aP1', 8), of('aP2', 7)].map(s => JSON.stringify(s) === JSON.stringify(of('aP1', 7)))).toEqual([
    true,
    false,
    false,
  ]);
});

test('without jitter nothing moves', () => {
  expect(jittered(PLAN, { times: 0, sizes: 0 }, drawKey('aP1', 1))).toEqual(PLAN);
});

test('draws are what they were: a plan that was made is made again after an update', () => {
  const key = drawKey('abcP1', 42);
  expect([key, draw(key, 0), draw(key, 1), drawSigned(key, 1), drawKey('abcP1', 2 ** 32 + 42) === key]).toEqual([
    1810105631,
    0.5250084951985627,
    0.2434398173354566,
    -0.5131203653290868,
    false,
  ]);
});

test('draws are even: each tenth of [0, 1) has its tenth, over counters, orders and seeds, and neighbours do not follow each other', () => {
  const N = 20_000;
  const ways: ((n: number) => number)[] = [
    n => draw(drawKey('P1', 1), n),
    n => draw(drawKey(`P${n}`, 1), 0),
    n => draw(drawKey('P1', n), 0),
    n => draw(drawKey('P1', n), n & 7),
  ];
  const off = ways.map(way => {
    const values = Array.from({ length: N }, (_, n) => way(n));
    const tenths = Array.from({ length: 10 }, (_, t) => values.filter(v => Math.floor(v * 10) === t).length);
    const chi = tenths.reduce((sum, count) => sum + (count - N / 10) ** 2 / (N / 10), 0);
    const lag = values.slice(1).reduce((sum, v, n) => sum + (v - 0.5) * (values[n]! - 0.5), 0) / (N / 12);
    return { even: chi < 27.9, free: Math.abs(lag) < 4 / Math.sqrt(N), inside: values.every(v => v >= 0 && v < 1) };
  });
  // 27.9: chi squared with nine degrees is above it once in a thousand
  expect(off).toEqual(ways.map(() => ({ even: true, free: true, inside: true })));
});
