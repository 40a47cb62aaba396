import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentMarket } from '../../../simulator/market/agent-market';
import type { RegimeName } from '../../../simulator/market/agents/regimes';
import { steady, type Weather } from '../../../simulator/market/agents/weather';
import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { openModel } from '../../../src/inference/open';
import { ACME, KNOWS, play, type Ran, SECOND } from '../backtest/stage';
import { inForce } from '../forecast/served';

const file = (name: string): string => join(__dirname, '../../../models', name);
const { hmm } = JSON.parse(readFileSync(file('regimes.json'), 'utf8')) as { hmm: HmmModel };
/** 2026-01-05T15:00:00Z: a window of the drift test is of one hour of the day. */
const HOUR = 1_767_625_200 * SECOND;

/** The model that ships, in a market that it was trained for, with no order to work. */
function watched(weather: Weather, seed: number, minutes: number): Ran {
  const model = openModel(file('default.onnx'), { where: 'flat' });
  const market = new AgentMarket({ seed, symbol: 'ACME', start: HOUR, reference: ACME.referencePriceTicks, weather });
  const models = inForce(model, { hmm });
  return play([], market, { start: HOUR, length: minutes * 60 * SECOND, tail: 0, knows: { ...KNOWS, models, served: [model] } });
}

/** What was found, and whether the model was asked and its features were watched at all. */
const outcome = (run: Ran): unknown => {
  const facts = [...run.journal.turns()].flatMap(t => t.facts);
  return {
    found: facts.filter(f => f.type === 'DriftDetected'),
    asked: facts.filter(f => f.type === 'ForecastReceived').length > 500,
    watched: Object.keys(run.books.learning.inForce?.predictor?.reference ?? {}).length > 5,
  };
};

/** Minutes and markets: `SLUICE_LONG=1` plays each regime for three hours, on several seeds. */
const LONG = process.env['SLUICE_LONG'] === '1';
const REGIMES: readonly RegimeName[] = LONG ? ['calm', 'volatile', 'trending', 'crash', 'thin'] : ['calm'];
const MARKETS: [string, Weather, number][] = [
  ...REGIMES.map((regime): [string, Weather, number] => [regime, steady(regime), 31]),
  ...(LONG
    ? [32, 33, 34].map((seed): [string, Weather, number] => ['switching', { kind: 'switching', first: 'calm' }, seed])
    : []),
];

test.each(MARKETS)('the model that ships is not taken out of a %s market', (_, weather, seed) => {
  expect(outcome(watched(weather, seed, LONG ? 180 : 45))).toEqual({ found: [], asked: true, watched: true });
});
