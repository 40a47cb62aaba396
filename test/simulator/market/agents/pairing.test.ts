import { AgentMarket } from '../../../../simulator/market/agent-market';
import type { Scene } from '../../../../simulator/market/agents/agent';
import { castOf } from '../../../../simulator/market/agents/cast';
import { OrderFlow } from '../../../../simulator/market/agents/order-flow';
import { REGIMES } from '../../../../simulator/market/agents/regimes';
import { Draws } from '../../../../simulator/market/draws';
import { Stage } from '../../../../simulator/market/facts/stage';
import { OrderBook } from '../../../../simulator/matching/book';
import { BUY, SELL } from '../../../../simulator/matching/types';

const SECOND = 1_000_000;
const nothing = (): undefined => undefined;
const WEATHER = { kind: 'switching', first: 'volatile' } as const;

/** A book that is empty, or has 5 lots at each of the next 30 ticks of both sides. */
function sceneOf(full: boolean): Scene {
  const book = new OrderBook({ rested: nothing, traded: nothing, cancelled: nothing, replaced: nothing, triggered: nothing });
  let ids = 0;
  const rest = (side: 0 | 1, price: number) => book.enter({ id: ++ids, owner: 1, side, qty: 5, price, tif: 'Day' });
  for (let n = 1; full && n <= 30; n++) for (const side of [BUY, SELL] as const) rest(side, 10_000 + (side === BUY ? -n : n));
  const flow = new OrderFlow(0);
  let own = 0;
  const climate = { ...REGIMES.volatile, herding: 1 };
  return {
    book,
    now: 0,
    climate,
    home: 10_000,
    value: 10_040,
    known: 10_000,
    activity: 1,
    flow,
    unit: 100,
    waiting: new Map(),
    newId: () => --own,
  };
}

describe('an order from outside changes what agents find, never what they draw', () => {
  const waits = (full: boolean): number[][] => {
    const scene = sceneOf(full);
    return castOf(WEATHER)
      .flatMap((agent, seat) => {
        const draws = new Draws(9, seat);
        return Array.from({ length: 60 }, (_, n) => {
          scene.now = n * SECOND;
          // The regime is the weather's to change: here only the book differs.
          scene.activity = 1;
          draws.decide(n);
          const wait = agent.act(scene, draws, -1 - seat);
          // The next number of the decision: the same only where as many were drawn.
          return wait + draws.uniform();
        });
      })
      .map(w => [w]);
  };

  test('each agent of the cast waits as long and draws as many numbers in an empty book as in a full one', () => {
    expect(waits(true)).toEqual(waits(false));
  });

  test('ten minutes with an outside buyer and one without have the same decisions at the same times', () => {
    const times = (outside: boolean): number[] => {
      const market = new AgentMarket({ seed: 4, symbol: 'ACME', reference: 10_000, start: 0, weather: WEATHER });
      const book = new OrderBook({
        rested: nothing,
        traded: t => market.traded(t),
        cancelled: nothing,
        replaced: nothing,
        triggered: nothing,
      });
      const floor = { book, print: nothing, status: nothing };
      const seen: number[] = [];
      for (let id = 1; market.nextAt() < 600 * SECOND; id++) {
        seen.push(market.nextAt());
        market.step(floor);
        if (outside && id % 50 === 0) book.enter({ id, owner: 1, side: BUY, qty: 700, price: undefined, tif: 'IOC' });
      }
      return seen;
    };
    const [without, withIt] = [times(false), times(true)];
    expect([withIt.length > 5000, withIt]).toEqual([true, without]);
  });

  test('a buyer of a fifth of the volume moves the price up, and the same seed without it is the same to the last quote', () => {
    const path = (qty: number): number[] => {
      const stage = new Stage({ seed: 5, symbol: 'ACME', reference: 10_000, start: 0 });
      return Array.from({ length: 60 }, (_, n) => {
        stage.advance(n * 10 * SECOND);
        if (qty > 0 && n >= 20) stage.take(BUY, qty);
        return stage.mid();
      });
    };
    const [plain, again, bought] = [path(0), path(0), path(200)];
    const up = bought.at(-1)! - plain.at(-1)!;
    expect([plain, bought.slice(0, 20), up > 3 && up < 40]).toEqual([again, plain.slice(0, 20), true]);
  });
});
