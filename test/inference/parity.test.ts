import { compile } from '../../src/core/learned/evaluate';
import type { Forecast, NoForecast } from '../../src/core/learned/forecaster';
import { rowsWithin } from '../../src/core/learned/rows';
import { draw } from '../../src/core/schedule/curves/draws';
import { openModel } from '../../src/inference/open';
import { onnxOf } from '../../src/training/onnx/write';
import { CARD, FEATURES, KINDS } from './models';

const ROWS = 10_000;
/** The goal of the project's page for parity, in absolute terms. */
const CLOSE = 1e-5;

const worst: string[] = [];
afterAll(() => process.stdout.write(`parity over ${ROWS} rows, largest difference: ${worst.join('; ')}\n`));

const SAMPLE = rowsWithin(FEATURES, ROWS, 3);
const { abs } = Math;

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const by = abs(a[i]! - b[i]!);
    // a difference that is no number is no agreement
    if (!(by <= most)) most = by >= 0 ? by : Number.POSITIVE_INFINITY;
  }
  return most;
}

test.each(KINDS.map(m => [m.name, m] as const))('ONNX Runtime and the evaluator agree within 1e-5: %s', (name, m) => {
  const told: string[] = [];
  const opened = openModel(onnxOf(m, CARD), { where: 'process', told: text => told.push(text) });
  const evaluator = compile(m);
  let most = 0;
  let by = '';
  const gate: number[] = m.members.map(() => 1);
  for (const [n, x] of SAMPLE.entries()) {
    // another gate each row, as an ensemble that learns has
    if (gate.length > 1) for (let i = 0; i < gate.length; i++) gate[i] = draw(n, i) / gate.length;
    let said: Forecast | NoForecast | undefined;
    opened.ask(x, gate, answer => {
      said = answer;
    });
    if (said === undefined || 'failed' in said) throw new Error(`row ${n}: ${said?.failed}`);
    evaluator.run(x, gate);
    most = Math.max(most, apart(said.y, evaluator.y));
    if (m.members.length > 1) most = Math.max(most, apart(said.members, evaluator.members));
    by = said.by;
  }
  opened.close();
  worst.push(`${name} ${most.toExponential(1)}`);
  expect([by, told, most <= CLOSE]).toEqual(['onnx', [], true]);
});

test('a NaN goes right in trees, in the runtime as in the evaluator', () => {
  const m = KINDS[3]!;
  const opened = openModel(onnxOf(m, CARD), { where: 'process' });
  const evaluator = compile(m);
  const rows = rowsWithin(FEATURES, 200, 5).map((x, n) => x.fill(Number.NaN, n % 7, (n % 7) + 1));
  const differences = rows.map(x => {
    let y = Number.NaN;
    opened.ask(x, undefined, said => {
      if (!('failed' in said)) y = said.y[0]!;
    });
    evaluator.run(x);
    return Math.abs(y - evaluator.y[0]!);
  });
  opened.close();
  expect(differences.filter(d => !(d <= CLOSE))).toEqual([]);
});
