import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { outFolder, writeResult } from '../run/backtest/files';
import { SCENARIO_NAMES, type StressConfig, stressSchema } from '../run/stress/config';
import { readStress } from '../run/stress/file';
import { stress } from '../run/stress/stage';
import { UsageError } from '../run/usage-error';
import { wholeNumber } from './options';
import { progressBar } from './progress';
import { stageText } from './stages';

interface Options {
  readonly config?: string;
  readonly model: string;
  readonly hmm: string;
  readonly scenario?: string[];
  readonly seeds?: number;
  readonly seed?: number;
  readonly qty: number;
  readonly latency: string;
  readonly fees?: string;
  readonly threads: number;
  readonly out?: string;
  readonly json?: boolean;
}

function scenario(text: string, before: string[] = []): string[] {
  if (!SCENARIO_NAMES.includes(text)) throw new InvalidArgumentError(`one of ${SCENARIO_NAMES.join(', ')} is needed`);
  return [...before, text];
}

/** `backtest stress`: a model's orders and its baseline's where things go wrong. */
export function backtestStressCommand(backtest: Command): void {
  backtest
    .command('stress')
    .description('Works orders by a model and by its baseline through scenarios: crashes, halts, outages (docs/stress.md).')
    .option('--model <file>', 'default, champion, an ONNX file or the hash of a registered model', 'default')
    .option('--hmm <file>', 'the regime filter beside it, its file or default', 'default')
    .option('--scenario <names...>', `${SCENARIO_NAMES.join(', ')}; all where none is named`, scenario)
    .option('--config <file>', 'YAML file: seeds, scenarios, recorded days, margins (docs/stress.md)')
    .option('--seeds <n>', "seeds of the agents' market a scenario, an order each by the model and by its baseline", wholeNumber)
    .option('--seed <n>', 'the first of them', wholeNumber)
    .option('--qty <n>', 'quantity of an order, whole shares', wholeNumber, 4000)
    .option('--latency <text>', 'as sluice sim takes it', 'constant:1ms')
    .option('--fees <file>', 'a fee schedule, as sluice sim takes it')
    .option('--threads <n>', 'threads that share the work', wholeNumber, Math.min(2, availableParallelism()))
    .option('--out <dir>', 'write stress.json there')
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice backtest stress --scenario flash-crash halt --seeds 60\n\nExit code: 0 every gate is passed, 1 one is failed or open, 2 usage.',
    )
    .action(run);
}

async function run(o: Options): Promise<void> {
  if (o.qty < 1) throw new UsageError('--qty: at least 1');
  const { model, hmm, qty, latency, fees } = o;
  const out = o.out === undefined ? undefined : outFolder(o.out);
  const bar = progressBar('stressed');
  const report = await stress({
    config: configOf(o),
    terms: { model, hmm, qty, latency, fees },
    threads: Math.max(1, o.threads),
    seed: 1,
    told: (done, of, what) => bar.show(done, of, what),
  });
  bar.end();
  if (out !== undefined) writeResult(out, 'stress.json', `${JSON.stringify(report, undefined, 1)}\n`);
  process.stdout.write(o.json ? `${JSON.stringify(report)}\n` : `${stageText(report)}\n`);
  process.exitCode = report.verdict === 'pass' ? 0 : 1;
}

/** The file's settings, or none, with what the command line says before them. */
function configOf({ config, scenario: scenarios, seeds, seed }: Options): StressConfig {
  const base = config === undefined ? stressSchema.parse(undefined) : readStress(config);
  if (seeds !== undefined && seeds < 2) throw new UsageError('--seeds: at least 2');
  const { bars } = base;
  return {
    ...base,
    ...(seeds !== undefined && { seeds }),
    ...(seed !== undefined && { first: seed }),
    // who names scenarios wants no other: recorded days among them are named in the file
    ...(scenarios && { scenarios, bars: bars.filter(b => scenarios.includes(b.name)) }),
  };
}
