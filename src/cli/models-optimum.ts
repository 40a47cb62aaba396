import { type Command, InvalidArgumentError } from 'commander';
import { ratioText, type Scene } from '../run/optimum/checks';
import type { Mean, PolicyRow } from '../run/optimum/measure';
import { measureOptimum, type OptimumReport } from '../run/optimum/optimum';
import { UsageError } from '../run/usage-error';
import { wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly paths: number;
  readonly signal: Scene;
  readonly lessons: number;
  readonly seed: number;
  readonly json?: boolean;
}

const SCENES: readonly Scene[] = ['weak', 'strong', 'none', 'shuffled'];
/** Fewer orders leave nothing to tell a ratio by, fewer lessons trees without leaves; more do not fit into memory. */
const LEAST = 100;
const MOST = { paths: 200_000, lessons: 20_000 } as const;

function scene(text: string): Scene {
  const found = SCENES.find(s => s === text);
  if (!found) throw new InvalidArgumentError(`one of ${SCENES.join(', ')} is needed`);
  return found;
}

/** `models optimum`: how near policies come to the best there is. */
export function modelsOptimumCommand(models: Command): void {
  models
    .command('optimum')
    .description(
      'Learns policies in a market whose best execution is known, and measures how near each comes to it (docs/known-optimum.md).',
    )
    .option('--paths <n>', 'orders to measure on, the same for every policy', wholeNumber, 5_000)
    .option('--signal <name>', `what can be foreseen of the drift: ${SCENES.join(', ')}`, scene, 'weak')
    .option('--lessons <n>', 'orders to learn from, a round', wholeNumber, 500)
    .option('--seed <n>', 'seed', wholeNumber, 1)
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice models optimum --signal strong\n\nExit code: 0 every check holds, 1 one does not, 2 usage.',
    )
    .action(run);
}

function run(o: Options): void {
  for (const flag of ['paths', 'lessons'] as const)
    if (o[flag] < LEAST || o[flag] > MOST[flag]) throw new UsageError(`--${flag} is ${o[flag]}: from ${LEAST} to ${MOST[flag]}`);
  const report = measureOptimum(o, what => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(o.json ? `${JSON.stringify(report)}\n` : readable(report));
  process.exitCode = report.checks.every(c => c.ok) ? 0 : 1;
}

function readable({ rows, checks, signal, paths, lessons, seed, learning }: OptimumReport): string {
  const head = ['policy', 'IS bps', 'gain bps', 'by impact', 'by timing', 'of optimum (ii)', 'of optimum (i)'];
  const lines = [
    table(head, rows.map(cells)),
    `${paths} orders, signal ${signal}, seed ${seed}; gain: less than TWAP, on the same paths, martingale left out; 95 % intervals (Fieller for ratios).`,
    ...checks.map(c => `${c.ok ? 'ok    ' : 'FAILED'} ${c.what}: ${c.found}`),
    `learned from 3 x ${lessons} orders of other seeds in ${learning.toFixed(1)} s`,
  ];
  return `${lines.join('\n')}\n`;
}

const cells = ({ name, cost, gain, impact, timing, closed }: PolicyRow): string[] => [
  name,
  cost.mean.toFixed(3),
  meanText(gain),
  impact.mean.toFixed(3),
  timing.mean.toFixed(3),
  ratioText(closed.ii),
  ratioText(closed.i),
];

const meanText = ({ mean, low, high }: Mean): string => `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
