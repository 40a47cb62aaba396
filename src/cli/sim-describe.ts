import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type DescribeOptions, daysBelow, type Laws, laws, recordings } from '../run/describe/describe';
import { LAW_HEAD, lawLine, lawTable } from '../run/describe/laws-table';
import { describePage } from '../run/describe/page';
import { factNumbers, factTable } from '../run/describe/rows';
import { REGIME_HELP, weatherOf } from '../run/sim-weather';
import { UsageError } from '../run/usage-error';
import { positiveNumber, wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly symbol: string;
  readonly seed: number;
  readonly regime: string[];
  readonly minutes: number;
  readonly against: string[];
  readonly data?: string;
  readonly impact?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** `sim describe`: the stylised facts of the agent market, beside those of real days. */
export function simDescribeCommand(sim: Command): void {
  sim
    .command('describe')
    .description(
      'Prints the stylised facts of the agent market, beside real days where they are given, and writes a report with plots.',
    )
    .option('--symbol <symbol>', 'symbol whose agents are watched', 'ACME')
    .option('--seed <n>', 'seed of the agents', wholeNumber, 1)
    .option('--regime <names...>', `${REGIME_HELP}; a column each`, ['calm'])
    .option('--minutes <n>', 'minutes of market time to watch', positiveNumber, 390)
    .option(
      '--against <files...>',
      'real days: LOBSTER message files, or files of quote ticks; what belongs to them lies beside them',
      [],
    )
    .option('--data <dir>', 'a folder with such files: every day found in it')
    .option(
      '--impact <seeds>',
      'measure the impact of metaorders over so many seeds in the first regime (200 take minutes)',
      wholeNumber,
    )
    .option('--out <file>', 'where the report goes', 'sim-describe.html')
    .option('--json', 'print the facts as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice sim describe --regime calm volatile --against AAPL_2012-06-21_34200000_57600000_message_1.csv.gz',
    )
    .action(run);
}

async function run(o: Options): Promise<void> {
  if (o.impact !== undefined && o.impact < 2) throw new UsageError('--impact: two seeds at least, or there is no interval');
  const markets = o.regime.map(name => ({ name, weather: weatherOf(name) }));
  const against = [...o.against, ...(o.data === undefined ? [] : daysBelow(o.data))];
  const options: DescribeOptions = { symbol: o.symbol, seed: o.seed, minutes: o.minutes, markets, against };
  const watched = await recordings(options);
  const found = o.impact === undefined ? undefined : laws(options, markets[0]!.weather, o.impact);
  const how = `${o.symbol}, seed ${o.seed}, ${o.minutes} minutes after ten that are not watched.`;
  write(o.out, describePage(watched, how, found));
  if (o.json) {
    process.stdout.write(`${JSON.stringify({ markets: watched.map(factNumbers), impact: found })}\n`);
    return;
  }
  process.stdout.write(`${table(['fact', ...watched.map(r => r.name)], factTable(watched))}\n`);
  if (found) process.stdout.write(impactText(found));
  process.stdout.write(`written: ${o.out}\n`);
}

function impactText({ seeds, bySize, byLength }: Laws): string {
  const part = (title: string, law: Laws['bySize']): string => `\n${title}: ${lawLine(law)}\n${table(LAW_HEAD, lawTable(law))}\n`;
  return `${part(`impact by size, ${seeds} seeds`, bySize)}${part(`impact by length at one pace, ${seeds} seeds`, byLength)}`;
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`--out: ${file} cannot be written: ${(error as Error).message}`);
  }
}
