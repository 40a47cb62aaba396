import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Weather } from '../../../simulator/market/agents/weather';
import { Books } from '../../../src/core/books';
import type { Fact, FactOf } from '../../../src/core/facts';
import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { LEARNING } from '../../../src/core/learning/terms';
import { replayTurns } from '../../../src/run/replay';
import { snapshot } from '../../core/snapshot';
import { agents, KNOWS, parent, play, type Ran, SECOND, START } from '../backtest/stage';
import { inForce, linear, served, together } from '../forecast/served';

const { hmm } = JSON.parse(readFileSync(join(__dirname, '../../../models/regimes.json'), 'utf8')) as { hmm: HmmModel };
/** Seconds: when the market changes, and an order that has begun before. */
const SWITCH = 420;
const ORDER = 360;
/** Once the filter knows the level of the day. */
const WARM = 160;

/** A market that is calm, and then is not; an adaptive order is under way, by a model of two members of which one is wrong. */
function day(seed: number, to: 'volatile' | 'crash'): Ran {
  const steps = [{ after: SWITCH, regime: to }];
  const weather: Weather = { kind: 'script', steps };
  const model = served(
    together(linear('lean', { imbalance1: 2, orderFlow: 0.5 }, 0), linear('against', { imbalance1: -2, orderFlow: -0.5 }, 0)),
  );
  const order = parent(ORDER, { strategy: '1002', orderQty: '4000', parameters: { Duration: '240' } });
  const models = inForce(model, { hmm, learning: { ...LEARNING, bar: 5 * SECOND } });
  return play([order], agents(seed, weather), { length: 660 * SECOND, knows: { ...KNOWS, models, served: [model] } });
}

const factsOf = <T extends Fact['type']>(run: Ran, type: T): FactOf<T>[] =>
  [...run.journal.turns()].flatMap(t => t.facts).filter((f): f is FactOf<T> => f.type === type);

describe('a market that changes in the middle of an order', () => {
  test.each([
    ['volatile', 1, 1],
    ['crash', 2, 2],
  ] as const)('to %s is seen within 20 bars, does not swing, and the order is done', (to, state, seed) => {
    const run = day(seed, to);
    const bars = factsOf(run, 'RegimeSeen').map(({ end, ...seen }) => ({ ...seen, second: (end - START) / SECOND }));
    const before = bars.filter(b => b.second > WARM && b.second <= SWITCH);
    const after = bars.filter(b => b.second > SWITCH);
    const found = after.findIndex(b => b.state === state) + 1;
    const tilts = factsOf(run, 'TiltDecided').map(t => t.regime);
    expect({
      falsely: before.filter(b => b.state !== 0).length,
      inTime: found >= 1 && found <= 20,
      // an order that rests within the spread may make the market look calm for once
      back: after.slice(found).filter(b => b.state === 0).length <= 3,
      steady: after.filter(b => b.changed).length <= 3,
      told: [tilts.includes(0), tilts.includes(state)],
      completion: run.results[0]!.completion,
    }).toEqual({ falsely: 0, inTime: true, back: true, steady: true, told: [true, true], completion: 1 });
    expect(folded(run)).toEqual({ difference: undefined, gates: true, books: snapshot(run.books) });
  });
});

/** What a replay of its journal says, and the books that follow from its facts alone. */
function folded(run: Ran): unknown {
  const turns = [...run.journal.turns()];
  const books = new Books();
  for (const { facts, seq, at } of turns) for (const fact of facts) books.apply(fact, seq, at);
  const gates = turns.some(t => t.facts.some(f => f.type === 'GateMoved'));
  return { difference: replayTurns(turns).difference, gates, books: snapshot(books) };
}
