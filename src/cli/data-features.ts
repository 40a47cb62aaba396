import type { Command } from 'commander';
import { type FeaturesRequest, writeFeatures } from '../run/data-features';

const collect = (value: string, before: string[]): string[] => [...before, value];

/** `data features`: what a model may know of a symbol, moment by moment, as a file. */
export function featuresCommand(data: Command): void {
  data
    .command('features')
    .argument('<file...>', 'files of quotes or books, and of trades, of one symbol; plain or .gz')
    .description(
      'Writes the features of a symbol at fixed moments: of each, what was received up to it. Names and formulas: docs/market-data.md.',
    )
    .requiredOption('--out <file>', 'the file to write (CSV, gzipped where its name ends in .gz); nothing there is written over')
    .option('--every <time>', 'a row each: 100ms, 1s, 1m', '1s')
    .option('--latency <time>', 'from the stamp of the venue to its receipt, where files have no stamp of receipt', '0us')
    .option('--symbol <symbol>', 'whose rows they are, where files do not say; of files with several, only these')
    .option('--venue <venue>', 'of quotes that are a venue each, only these')
    .option(
      '--format <name>',
      "format of files without a header line, once or for each file ('sluice data formats')",
      collect,
      [],
    )
    .option('--day <day>', 'day of files whose stamps count from midnight; else from the name of the file')
    .option('--events <file>', 'halts and news as the recorder writes them (events.jsonl)')
    .option('--volumes <file>', "volume of past days, as 'sluice data volume-curves' writes it; needs --reference")
    .option('--reference <folder>', 'effective-dated reference data: calendars, and listings or --market')
    .option('--market <name>', "market whose calendar holds; else that of the symbol's listing")
    .option('--json', 'a JSON object instead of text')
    .addHelpText(
      'after',
      '\nExample:\n  sluice data features ACME.books.csv.gz ACME.trades.csv.gz --every 1s --out ACME.features.csv.gz',
    )
    .action(features);
}

async function features(
  files: string[],
  { json, ...options }: Omit<FeaturesRequest, 'files'> & { readonly json?: boolean },
): Promise<void> {
  const start = process.hrtime.bigint();
  const report = await writeFeatures({ files, ...options });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const venue = report.stamps.includes('venue') ? '\n  stamps of the venue were taken for stamps of receipt (--latency)' : '';
  const text = `${report.file}: ${report.rows} rows of ${report.symbol ?? 'a symbol without a name'}, took ${seconds.toFixed(2)} s${venue}\n  sha256 ${report.sha256}`;
  process.stdout.write(`${json ? JSON.stringify(report) : text}\n`);
}
