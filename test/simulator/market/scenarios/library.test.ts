import { AgentMarket } from '../../../../simulator/market/agent-market';
import { REGIMES } from '../../../../simulator/market/agents/regimes';
import { Exchange } from '../../../../simulator/market/exchange';
import type { ExchangeListener } from '../../../../simulator/market/exchange-types';
import { demoListing } from '../../../../simulator/market/instruments';
import { SCENARIOS } from '../../../../simulator/market/scenarios/library';
import { type Scenario, WARM_UP, WINDOW } from '../../../../simulator/market/scenarios/scenario';
import { NEXT } from '../../../../simulator/market/status';

const named = (name: string): Scenario => SCENARIOS.find(s => s.name === name)!;

test('every scenario has a name of its own, all are synthetic, and their times rise within what is played', () => {
  const wrong = SCENARIOS.filter(({ name, source, course, status = [], feedGaps = [] }) => {
    const times = [course.map(s => s.after), status.map(s => s.after), feedGaps.flat()];
    const rising = times.every(t => t.every((at, n) => n === 0 || at > t[n - 1]!));
    return !/^[a-z0-9-]+$/.test(name) || source !== 'synthetic' || !rising || course.some(s => s.after < -WARM_UP);
  });
  expect([wrong, new Set(SCENARIOS.map(s => s.name)).size]).toEqual([[], SCENARIOS.length]);
});

test('what a venue is told to do it can do', () => {
  const ways = SCENARIOS.flatMap(({ status = [] }) =>
    status.map(({ to }, n) => NEXT[status[n - 1]?.to ?? 'trading'].includes(to)),
  );
  expect(ways.every(Boolean)).toBe(true);
});

const unheard = new Proxy({} as ExchangeListener, { get: () => () => undefined });

/** Mid and spread (ticks) and lots at the touch, a row for each of these seconds. */
function seen({ course }: Scenario, seconds: readonly number[]): { mid: number; spread: number; size: number }[] {
  const listing = demoListing('ACME');
  const exchange = new Exchange(unheard);
  const steps = [{ after: 0, climate: REGIMES.calm }, ...course.map(s => ({ ...s, after: s.after + WARM_UP }))];
  const market = new AgentMarket({ seed: 5, symbol: 'ACME', reference: 10_000, start: 0, weather: { kind: 'course', steps } });
  exchange.list(listing, market);
  return seconds.map(second => {
    exchange.advance((WARM_UP + second) * 1_000_000);
    const { bids, asks } = exchange.depth('ACME', 1)!;
    const [bid, ask] = [bids[0]!, asks[0]!];
    return { mid: (bid.price + ask.price) / 2, spread: ask.price - bid.price, size: bid.qty + ask.qty };
  });
}

test('in a flash crash some 6 % of the price go in four minutes, and most comes back', () => {
  const [before, low, end] = seen(named('flash-crash'), [115, 360, WINDOW]).map(s => s.mid);
  expect([low! / before! < 0.955, low! / before! > 0.92, end! > low! * 1.02]).toEqual([true, true, true]);
});

test.each([
  ['spread-x10', (a: number, b: number) => b / a >= 4, 'spread'],
  ['liquidity-90', (a: number, b: number) => b / a <= 0.34, 'size'],
] as const)('%s', (name, holds, what) => {
  const of = (seconds: number[]): number => seen(named(name), seconds).reduce((sum, s) => sum + s[what], 0);
  expect(holds(of([10, 20, 30, 40, 50]), of([200, 220, 240, 260, 280]))).toBe(true);
});
