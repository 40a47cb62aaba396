import type { Command } from 'commander';
import { readBacktest } from '../run/backtest/config';
import type { ComparedFact } from '../run/backtest/parity/facts';
import { type ParityReport, parity } from '../run/backtest/parity/parity';
import { wholeNumber } from './options';
import { progressBar } from './progress';

interface Options {
  readonly seed?: number;
  readonly paperLatency?: string;
  readonly json?: boolean;
}

/** `backtest parity`: the orders of a backtest by a paper gateway too, and where the two part. */
export function backtestParityCommand(backtest: Command): void {
  backtest
    .command('parity')
    .argument('<config>', 'YAML file of a backtest (docs/backtest.md)')
    .description(
      'Runs the orders as a backtest and by a paper gateway with its sessions, on the same seed and tape, and compares every fact of the two journals.',
    )
    .option('--seed <n>', "seed in place of the file's", wholeNumber)
    .option(
      '--paper-latency <text>',
      "how long messages take on paper, as sluice sim takes it; the file's `latency` where it is not given",
    )
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice backtest parity docs/backtest-example.yaml\n  sluice backtest parity docs/backtest-example.yaml --paper-latency constant:2ms' +
        '\n\nExit code: 0 every fact is the same, 1 one differs, 2 usage.',
    )
    .action(run);
}

async function run(path: string, { seed, paperLatency, json }: Options): Promise<void> {
  const config = readBacktest(path, seed);
  const bar = progressBar('on paper');
  const report = await parity(config, { paperLatency, progress: since => bar.show(since / 1e6, config.length / 1e6, 's') });
  bar.end();
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : readable(report));
  process.exitCode = report.differs ? 1 : 0;
}

function readable({ alike, differs, fills, simulatedSeconds }: ParityReport): string {
  const of = `${fills} fills in the backtest, ${Math.round(simulatedSeconds)} s simulated`;
  if (!differs) return `identical: ${alike} facts, times included (${of})\n`;
  return [
    `identical up to fact ${alike} (${of}), then`,
    `  backtest: ${told(differs.first)}`,
    `  paper:    ${told(differs.second)}`,
    '',
  ].join('\n');
}

const told = (fact: ComparedFact | undefined): string =>
  fact ? `${(fact.at / 1e6).toFixed(6)} s ${fact.text}` : 'no further fact';
