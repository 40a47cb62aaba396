import type { Scene } from '../../../../simulator/market/agents/agent';
import { OrderFlow } from '../../../../simulator/market/agents/order-flow';
import { REGIME_NAMES, REGIMES, type RegimeName } from '../../../../simulator/market/agents/regimes';
import { firstClimate, type Weather, WeatherChange } from '../../../../simulator/market/agents/weather';
import { Draws } from '../../../../simulator/market/draws';
import { OrderBook } from '../../../../simulator/matching/book';

const SECOND = 1_000_000;
const nothing = (): undefined => undefined;

function sceneOf(weather: Weather): Scene {
  return {
    book: new OrderBook({ rested: nothing, traded: nothing, cancelled: nothing, replaced: nothing, triggered: nothing }),
    now: 0,
    climate: firstClimate(weather),
    home: 10_000,
    value: 10_000,
    known: 10_000,
    activity: 1,
    flow: new OrderFlow(0),
    unit: 100,
    waiting: new Map(),
    newId: () => -1,
  };
}

/** The regimes that a weather goes through: when each begins (s) and which it is. */
function course(weather: Weather, changes: number, seed = 1): [number, RegimeName | undefined][] {
  const [scene, draws, agent] = [sceneOf(weather), new Draws(seed, 0), new WeatherChange(weather)];
  const out: [number, RegimeName | undefined][] = [];
  let at = 0;
  for (let n = 0; n < changes && at < Number.POSITIVE_INFINITY; n++) {
    draws.decide(n);
    const wait = agent.act(scene, draws);
    out.push([Math.round(at / SECOND), REGIME_NAMES.find(name => REGIMES[name] === scene.climate)]);
    at += wait;
  }
  return out;
}

describe('WeatherChange', () => {
  test('steady weather never changes', () => {
    expect(course({ kind: 'steady', climate: REGIMES.thin }, 5)).toEqual([[0, 'thin']]);
  });

  test('a course is a script of climates, and begins calm where it says nothing of the start', () => {
    const steps = [{ after: 60, climate: REGIMES.crash }] as const;
    expect([
      course({ kind: 'course', steps }, 3),
      course({ kind: 'course', steps: [{ after: 0, climate: REGIMES.thin }, ...steps] }, 3),
      firstClimate({ kind: 'course', steps: [{ after: 0, climate: REGIMES.thin }] }),
    ]).toEqual([
      [
        [0, 'calm'],
        [60, 'crash'],
      ],
      [
        [0, 'thin'],
        [60, 'crash'],
      ],
      REGIMES.thin,
    ]);
  });

  test('a script is followed to the second, and begins calm where it says nothing of the start', () => {
    const steps = [
      { after: 60, regime: 'crash' },
      { after: 90, regime: 'volatile' },
    ] as const;
    expect([
      course({ kind: 'script', steps }, 5),
      course({ kind: 'script', steps: [{ after: 0, regime: 'thin' }, ...steps] }, 5),
    ]).toEqual([
      [
        [0, 'calm'],
        [60, 'crash'],
        [90, 'volatile'],
      ],
      [
        [0, 'thin'],
        [60, 'crash'],
        [90, 'volatile'],
      ],
    ]);
  });

  test('switching weather is the same for one seed, another for another, and sees every regime but the auction', () => {
    const weather = { kind: 'switching', first: 'calm' } as const;
    const [first, again, other] = [course(weather, 200), course(weather, 200), course(weather, 200, 2)];
    const seen = new Set(first.map(([, regime]) => regime));
    expect([first, first.length, [...seen].sort(), JSON.stringify(first) === JSON.stringify(other)]).toEqual([
      again,
      200,
      ['calm', 'crash', 'thin', 'trending', 'volatile'],
      false,
    ]);
  });
});
