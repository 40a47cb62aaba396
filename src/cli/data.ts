import type { Command } from 'commander';
import { reportText } from '../market-data/cleanse/report';
import { RULES } from '../market-data/cleanse/rules';
import { FORMATS } from '../market-data/read/formats';
import { cleanseFiles } from '../run/data-cleanse';
import { featuresCommand } from './data-features';
import { volumeCurvesCommand } from './data-volume';
import { table } from './output';

interface Options {
  readonly out?: string;
  readonly format?: string;
  readonly symbol?: string;
  readonly security?: string;
  readonly tick?: string;
  readonly market?: string;
  readonly day?: string;
  readonly reference?: string;
  readonly set: string[];
  readonly json?: boolean;
}

const collect = (value: string, before: string[]): string[] => [...before, value];
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** `data cleanse`, `data rules`, `data formats`, and those of other files: market data files. */
export function dataCommand(program: Command): void {
  const data = program.command('data').description('Reads and cleanses files of market data.');
  data
    .command('cleanse')
    .argument('<file...>', 'raw files, plain or .gz')
    .description(
      'Says what is wrong with files of market data; with --out, writes what is left of them. Raw files are never changed.',
    )
    .option('--out <folder>', 'write cleaned rows, changes and reports there; nothing there is written over')
    .option('--format <name>', "format of files without a header line: see 'sluice data formats'")
    .option('--symbol <symbol>', 'whose rows they are, where the file does not say')
    .option('--security <id>', 'whose rows are meant where a ticker was several securities (needs tickers in --reference)')
    .option('--tick <price>', "tick of all prices; else the symbol's tick table in --reference")
    .option('--market <name>', "market whose calendar holds; else that of the symbol's listing")
    .option('--day <day>', 'day of files whose stamps count from midnight; else from the name of the file')
    .option('--reference <folder>', 'effective-dated reference data: calendars, tick tables, splits, tickers, halts')
    .option('--set <rule=act>', 'drop, flag or off instead of what the rule does; may be repeated', collect, [])
    .option('--json', 'a JSON object a file instead of text')
    .addHelpText('after', '\nExample:\n  sluice data cleanse quotes.csv.gz --tick 0.01 --out clean')
    .action(cleanse);
  volumeCurvesCommand(data);
  featuresCommand(data);
  data
    .command('rules')
    .description('Lists the rules in the order in which they see a row.')
    .action(() =>
      say(
        table(
          ['rule', 'of', 'what it does'],
          RULES.map(r => [r.name, r.kinds.length === 5 ? 'all' : r.kinds.join(', '), r.about]),
        ),
      ),
    );
  data
    .command('formats')
    .description('Lists the formats that are read.')
    .action(() =>
      say(
        table(
          ['format', 'rows', 'known by', 'what it is'],
          FORMATS.map(f => [f.name, f.kind, f.head === undefined ? '--format' : 'its header', f.about]),
        ),
      ),
    );
}

async function cleanse(files: string[], { json, ...options }: Options): Promise<void> {
  await cleanseFiles({ files, ...options }, (report, seconds) => {
    if (json) say(JSON.stringify(report));
    else say(`${reportText(report)}\n  took ${seconds.toFixed(2)} s, ${Math.round(report.rows / seconds)} rows/s`);
  });
}
