import type { Command } from 'commander';
import { BIN_SECONDS } from '../core/schedule/curves/ahead';
import { type VolumeRequest, volumeCurves } from '../run/volume-curves';
import { table } from './output';

/** `data volume-curves`: how the volume of past days came in, for VWAP and the close. */
export function volumeCurvesCommand(data: Command): void {
  data
    .command('volume-curves')
    .argument('<file...>', 'files of bars or trades, plain or .gz; SYMBOL=FILE says whose rows a file has')
    .description(
      'Counts volume by day and bin of the session, and writes what VWAP and CLOSE orders go by (`volumeCurves` in the config).',
    )
    .requiredOption('--out <file>', 'the file to write; nothing there is written over')
    .option('--with <file>', 'keep the days of a file made earlier: yesterday is added to it')
    .requiredOption('--reference <folder>', 'effective-dated reference data: calendars, and listings or --market')
    .option('--format <name>', "format of files without a header line: see 'sluice data formats'")
    .option('--symbol <symbol>', 'whose rows they are, where the file does not say; of a file with several, only these')
    .option('--market <name>', "market whose calendar holds; else that of the symbol's listing")
    .option('--day <day>', 'day of files whose stamps count from midnight; else from the name of the file')
    .option('--bin <seconds>', 'length of a bin', String(BIN_SECONDS))
    .option('--json', 'a JSON object a symbol instead of a table')
    .addHelpText(
      'after',
      '\nExample:\n  sluice data volume-curves ACME=acme-1min.csv.gz BOLT=bolt-1min.csv.gz --reference reference --out volumes.csv',
    )
    .action(count);
}

async function count(files: string[], options: Omit<VolumeRequest, 'files'> & { readonly json?: boolean }): Promise<void> {
  const found = await volumeCurves({ ...options, files });
  const text = options.json
    ? found.map(row => JSON.stringify(row)).join('\n')
    : table(
        ['symbol', 'days', 'first', 'last', 'mean volume', 'curve of the next day', 'sparse days'],
        found.map(r => [r.symbol, String(r.days), r.first, r.last, String(r.volume), r.curve, String(r.sparse)]),
      );
  process.stdout.write(`${text}\n`);
}
