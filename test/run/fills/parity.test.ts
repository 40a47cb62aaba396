import { type OrderRun, parityGate } from '../../../src/run/fills/parity';
import { runPaper } from '../../../src/run/fills/stage';
import { parseValidation } from '../../../src/run/validate/config';
import type { StageParts } from '../../../src/run/validate/stage';

const SAME: OrderRun = { regime: 'calm', seed: 1, report: { alike: 300, differs: undefined, fills: 40 } };
const PARTED: OrderRun = {
  regime: 'thin',
  seed: 2,
  report: {
    alike: 7,
    differs: { after: 7, first: { at: 1_500_000, type: 'QuoteReceived', text: '{}' }, second: undefined },
    fills: 40,
  },
};

test.each([
  ['enough fills, all the same', [SAME, SAME], 'pass', '600 facts of 2 orders are the same, 80 fills among them'],
  ['too few fills', [SAME], 'inconclusive', '300 facts of 1 orders are the same, 40 fills among them: it takes 80 fills'],
  ['nothing', [], 'inconclusive', '0 facts of 0 orders are the same, 0 fills among them: it takes 80 fills'],
  [
    'one that parts',
    [SAME, PARTED],
    'fail',
    '1 of 2 orders; thin with seed 2, behind 7 facts that are the same: QuoteReceived 1.5 s after the start in the backtest, no further fact on paper',
  ],
])('%s', (_what, runs, verdict, why) => {
  const gate = parityGate(runs, { fewestFills: 80 });
  expect([gate.verdict, gate.why]).toEqual([verdict, why]);
});

/** A validation whose paper stage has one small order of 60 seconds in calm. */
const parts = (venue: string): StageParts =>
  ({
    config: parseValidation(
      'v.yaml',
      `name: v
training: t.yaml
out: o
scope: { venue: ${venue}, symbols: [ACME], maxQty: 500, regimes: [calm] }
orders: { qty: 800, window: 60s, hmm: default }
sealed: { first: 1 }
paper: { parity: 1, seeds: 2, fewestFills: 10 }
`,
    ),
    model: { file: 'default' },
    threads: 1,
    seed: 1,
  }) as StageParts;

test('a model of the simulator passes by parity, where nothing was observed; one for live does not', async () => {
  const [simulator, live] = [await runPaper(parts('simulator'), () => undefined), await runPaper(parts('live'), () => undefined)];
  const told = [simulator, live].map(r => [
    r.verdict,
    r.gates.map(g => g.id),
    r.notes.some(n => n.startsWith('Reality was not tested')),
  ]);
  expect(told).toEqual([
    ['pass', ['paper.parity'], true],
    ['inconclusive', ['paper.reality'], true],
  ]);
});
