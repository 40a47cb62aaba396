import { availableParallelism, userInfo } from 'node:os';
import type { Command } from 'commander';
import { register } from '../run/models/register';
import { registryDir } from '../run/models/resolve';
import { noteTraining } from '../run/models/trials';
import { readTraining } from '../run/train/config';
import { type TrainReport, train } from '../run/train/train';
import { wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';

interface Options {
  readonly threads: number;
  readonly register?: string | true;
  readonly json?: boolean;
}

/** `train`: learns a model from markets, and writes it as an ONNX file with its card. */
export function trainCommand(program: Command): void {
  program
    .command('train')
    .argument('<config>', 'YAML file: what to learn, of which data (docs/training.md)')
    .description(
      "Learns a model from feature files or from the simulator's markets, and writes it as ONNX with a card beside it.",
    )
    .option(
      '--threads <n>',
      'threads that share the work; the model is the same with any number',
      wholeNumber,
      Math.min(2, availableParallelism()),
    )
    .option('--register [dir]', 'also adds it to a registry, as a candidate (default: var/models; docs/models.md)')
    .option('--json', 'the card as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice train docs/training-example.yaml\n  sluice models check var/models/example.onnx\n\nExit code: 0 done, 2 usage.',
    )
    .action(run);
}

async function run(path: string, { threads, register: to, json }: Options): Promise<void> {
  const config = readTraining(path);
  const bar = progressBar('trained');
  const report = await train(config, { threads: Math.max(1, threads), told: (what, done, of) => bar.show(done, of, what) });
  bar.end();
  const registry = typeof to === 'string' ? to : registryDir('var');
  const by = userInfo().username;
  noteTraining(registry, report.card, by);
  if (to !== undefined) register({ registry, file: report.file, card: report.card, by });
  process.stdout.write(json ? `${JSON.stringify(report.card)}\n` : readable(report));
}

function readable({ card, file, cardFile, seconds }: TrainReport): string {
  const shown = card.figures.filter(f => f.part === 'test' || (f.group === 'all' && f.of === 'model'));
  const rows = shown.map(f => [
    `${f.target} ${f.horizon} s`,
    f.of,
    f.part,
    f.group,
    f.low === null || f.high === null ? percent(f.skill) : `${percent(f.skill)} [${percent(f.low)}, ${percent(f.high)}]`,
    String(f.clusters),
    String(f.rows),
  ]);
  return [
    table(['target', 'of', 'part', 'group', 'error taken away %', 'clusters', 'rows'], rows),
    'part of the squared error that is less than that of knowing nothing, with a 95 % interval over clusters; `test` has clusters that no fit and no choice has seen',
    ...card.limits.map(line => `limit: ${line}`),
    `written: ${file} (${card.bytes} bytes, sha256 ${card.hash}), ${cardFile}; took ${seconds.toFixed(1)} s`,
    '',
  ].join('\n');
}

const percent = (part: number): string => (100 * part).toFixed(2);
