import type { Command } from 'commander';
import { readDay } from '../run/describe/describe';
import { type ImpactCurve, impactCurve } from '../run/impact/curve';
import { CURVE_HEAD, curvePage, curveRows } from '../run/impact/curve-page';
import { writeText } from '../run/impact/model-file';
import { wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly out: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `impact curve`: what trades of real days did to the mid. */
export function impactCurveCommand(impact: Command): void {
  impact
    .command('curve')
    .description('The immediate impact of the trades of real days, by size over depth, with intervals, as a page with plots.')
    .argument('<files...>', 'LOBSTER message files, or files of quote ticks; what belongs to them lies beside them')
    .requiredOption('--out <file>', 'where the page goes (HTML)')
    .option('--seed <n>', 'seed of the bootstrap', wholeNumber, 1)
    .option('--json', 'print the curves as one JSON object')
    .addHelpText('after', '\nExample:\n  sluice impact curve AAPL_2012-06-21_34200000_57600000_message_1.csv.gz --out curve.html')
    .action(run);
}

async function run(files: string[], o: Options): Promise<void> {
  const curves: ImpactCurve[] = [];
  for (const file of files) curves.push(impactCurve(await readDay(file), o.seed));
  writeText(o.out, curvePage(curves));
  if (o.json) process.stdout.write(`${JSON.stringify({ curves })}\n`);
  else {
    for (const curve of curves)
      process.stdout.write(
        `${curve.name}: ${curve.trades} trades, ${curve.leftOut} left out\n${table(CURVE_HEAD, curveRows(curve))}\n\n`,
      );
    process.stdout.write(`written: ${o.out}\n`);
  }
}
