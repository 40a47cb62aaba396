import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Calibration, calibrate, climateFile, parameterRows } from '../run/calibrate';
import { UsageError } from '../run/usage-error';
import { positiveNumber, wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly test: string[];
  readonly seed: number;
  readonly tries: number;
  readonly seeds: number;
  readonly minutes: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `calibrate`: fits the agents to days of real stocks, a bucket of liquidity at a time, and tests the fit on other days. */
export function calibrateCommand(program: Command): void {
  program
    .command('calibrate')
    .description(
      "Fits the parameters of the simulator's agents to real days, a bucket of liquidity at a time, and tests them on other days.",
    )
    .argument('<files...>', 'days: LOBSTER message files, or files of quote ticks; what belongs to them lies beside them')
    .option('--test <files...>', 'days to test on; without it the last day of each bucket, by name, is kept for that', [])
    .option('--seed <n>', 'seed of the search and of the agents', wholeNumber, 1)
    .option('--tries <n>', 'climates to try in each bucket', wholeNumber, 60)
    .option('--seeds <n>', 'seeds each climate is run on', wholeNumber, 4)
    .option('--minutes <n>', 'minutes of market time of each run', positiveNumber, 90)
    .option('--out <dir>', 'write BUCKET.yaml there, for --regime')
    .option('--json', 'a JSON object a bucket, one a line')
    .addHelpText(
      'after',
      '\nExample:\n  sluice calibrate ticks/*_quote_ticks.csv.gz --out fitted\n  sluice sim --symbols ACME --regime fitted/few-ticks.yaml',
    )
    .action(run);
}

async function run(files: string[], o: Options): Promise<void> {
  const { test, seed, tries, seeds, minutes } = o;
  if (tries < 1 || seeds < 1) throw new UsageError('--tries and --seeds: 1 at least');
  if (minutes < 20) throw new UsageError('--minutes: 20 at least, or the runs say too little');
  for await (const found of calibrate({ files, test, seed, tries, seeds, minutes })) {
    process.stdout.write(o.json ? `${JSON.stringify(found)}\n` : told(found));
    if (o.out !== undefined) write(o.out, found);
  }
}

function told(c: Calibration): string {
  const lines = [
    `${c.bucket}: fitted to ${c.fittedOn.join(', ')}; tested on ${c.testedOn.join(', ')}`,
    table(['parameter', 'fitted', 'as plausible from', 'to'], parameterRows(c)),
    `error: in sample ${c.inSample.toFixed(2)}, out of sample ${c.outOfSample.toFixed(2)} (1 is a noticeable difference in each fact)`,
    `beside it, out of sample: the calm regime ${c.calm.toFixed(2)}, the fitted days themselves ${c.daysApart.toFixed(2)}`,
    `furthest off: ${worst(c)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The three facts that are furthest off out of sample. */
const worst = (c: Calibration): string =>
  [...c.gaps]
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, 3)
    .map(([name, gap]) => `${name} ${gap > 0 ? '+' : ''}${gap.toFixed(1)}`)
    .join(', ');

function write(folder: string, c: Calibration): void {
  const file = join(folder, `${c.bucket}.yaml`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, climateFile(c));
  } catch (error) {
    throw new UsageError(`--out: ${file} cannot be written: ${(error as Error).message}`);
  }
  process.stderr.write(`written: ${file}\n`);
}
