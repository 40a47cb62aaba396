import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stressSchema } from '../../../src/run/stress/config';
import { costGate, costsOf } from '../../../src/run/stress/costs';
import { controlGates, guardGates } from '../../../src/run/stress/held';
import { playStress } from '../../../src/run/stress/play';
import { ruleGates } from '../../../src/run/stress/rules';
import { runAll, type Stressed } from '../../../src/run/stress/runs';
import type { StressRun } from '../../../src/run/stress/setting';
import { parseTraining } from '../../../src/run/train/config';
import { train } from '../../../src/run/train/train';
import { onnxOf } from '../../../src/training/onnx/write';
import { linear } from '../forecast/served';
import { scenario } from './fabricated';

const folder = mkdtempSync(join(tmpdir(), 'stressed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TERMS = { qty: 4000, latency: 'constant:1ms', fees: 'none', hmm: 'default' };
const MARGIN = stressSchema.parse(undefined).margin;
/** Orders by the model, and by its baseline where that is asked for, and nothing beside them. */
const played = (
  name: string,
  seeds: number,
  model = 'default',
  sides: readonly ('model' | 'baseline')[] = ['model'],
): Stressed[] =>
  Array.from({ length: seeds }, (_, n) => 710_001 + n).flatMap(seed =>
    sides.map(by => {
      const of = scenario(name);
      const run: StressRun = { terms: { ...TERMS, model }, scenario: of, seed, side: of.side === 'both' ? 'buy' : of.side, by };
      return { purpose: { kind: 'cost' }, run, result: playStress(run) };
    }),
  );
const stressed = (names: readonly string[], seeds: number, model = 'default'): Promise<Stressed[]> =>
  runAll({ scenarios: names.map(scenario), terms: { ...TERMS, model }, first: 710_001, seeds }, 1, () => undefined);
const slots = (all: readonly Stressed[]): { all: number; outOfRange: number } => {
  const own = all.filter(s => s.purpose.kind === 'cost' && s.run.by === 'model').map(s => s.result.audit);
  return {
    all: own.reduce((n, { decided }) => n + decided.forecast + decided.last + decided.baseline, 0),
    outOfRange: own.reduce((n, { guards }) => n + (guards['out of range'] ?? 0), 0),
  };
};

/** `SLUICE_LONG=1` plays all of them. */
const OUT_OF_ORDER =
  process.env['SLUICE_LONG'] === '1'
    ? ['feed-gaps', 'outage-silent', 'outage-late', 'outage-nan', 'outage-errors']
    : ['feed-gaps', 'outage-silent', 'outage-nan'];

describe('the model that ships', () => {
  test('a halt: nothing is sent in it, and what was missed is done after it', async () => {
    const all = await stressed(['halt'], 1);
    const tested = ruleGates(all).filter(g => g.id !== 'stress.limit-price');
    expect([tested.map(g => g.verdict), all.every(s => s.result.audit.haltTold !== undefined)]).toEqual([
      ['pass', 'pass', 'pass', 'pass', 'pass'],
      true,
    ]);
  });

  test('a crash: limit price and cap hold, and the controls bite that it must trip', async () => {
    const all = await stressed(['flash-crash'], 1);
    const gates = [...ruleGates(all), ...controlGates(all)].filter(g => g.id !== 'stress.halt');
    expect(gates.map(g => [g.id, g.verdict])).toEqual(
      [
        'limit-price',
        'cap',
        'oversold',
        'left-working',
        'completion',
        'flash-crash.DailyLoss',
        'flash-crash.PriceCollar',
        'flash-crash.MessageRate',
      ].map(id => [`stress.${id}`, 'pass']),
    );
  });

  test('outages and gaps: a guard holds every order, which falls back to its baseline and is done', () => {
    const all = OUT_OF_ORDER.flatMap(name => played(name, 1));
    const decided = all.map(s => s.result.audit.decided);
    expect([
      guardGates(all).map(g => g.verdict),
      decided.map(d => d.forecast > 0 && d.baseline > 2),
      ruleGates(all)[5]!.why,
    ]).toEqual([
      all.map(() => 'pass'),
      // who is late is so from the first answer on
      OUT_OF_ORDER.map(name => name !== 'outage-late'),
      `none in ${all.length} runs`,
    ]);
  });
});

describe('a stale model', () => {
  const RECIPE = `
name: calm-only
kind: linear
out: calm.onnx
seed: 1
data: { agents: { regimes: [calm], seeds: 3, first: 310001, length: 10m }, every: 5s }
targets: { drift: 60s }
features: [spreadBps, imbalance1, microprice, volatility10, volatility60, trades, depth]
`;

  test('trained in calm only, its guards hold it in a crash: most slots are those of its baseline', async () => {
    const recipe = join(folder, 'calm.yaml');
    writeFileSync(recipe, RECIPE);
    const { file } = await train(parseTraining(recipe, RECIPE), { threads: 1 });
    const all = played('tarp-vote-2008', 1, file);
    const { all: decided, outOfRange } = slots(all);
    expect([decided >= 18, outOfRange / decided > 0.6]).toEqual([true, true]);
  }, 60_000);

  test('one that expects what falls to come back, and claims any range for its features, fails by its costs', () => {
    const file = join(folder, 'reversal.onnx');
    const metadata = { window: 'none', dataHash: '0'.repeat(64), configHash: '0'.repeat(64), madeBy: 'test', seed: '1' };
    writeFileSync(file, onnxOf(linear('reversal', { trend300: -20 }, 0), metadata));
    const all = played('tarp-vote-2008', 2, file, ['model', 'baseline']);
    expect([costGate(costsOf(all, MARGIN)[0]!, 1).verdict, slots(all).outOfRange]).toEqual(['fail', 0]);
  }, 60_000);
});
