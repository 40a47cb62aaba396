import { type Command, InvalidArgumentError } from 'commander';
import { type Day, dayFromText } from '../core/civil';
import { KEYS, type Key } from '../drop-copy/tca/groups';
import { jsonOf, writeTca } from '../run/tca/files';
import { type TcaAsked, tca } from '../run/tca/tca';
import { UsageError } from '../run/usage-error';
import { zoneOption } from './log-options';
import { progressBar } from './progress';
import { tcaText } from './tca-text';

interface Flags {
  readonly journal?: string;
  readonly market: string[];
  readonly format?: string;
  readonly day?: Day;
  readonly zone?: string;
  readonly hours: string;
  readonly by: readonly Key[];
  readonly ci: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `tca`: what the orders of FIX logs, or of a journal, cost. */
export function tcaCommand(program: Command): void {
  program
    .command('tca')
    .argument('[log...]', 'FIX logs as `sluice replay` reads them, or folders of them')
    .description('Transaction cost analysis: what the orders of logs or of a journal cost, against the market, taken apart.')
    .option('--journal <file>', 'the orders of a journal instead: journal.db of a data folder')
    .option(
      '--market <file>',
      'market data: a file or folder of any format that `sluice data formats` lists, recordings too; SYMBOL=FILE where a file does not name its symbol; may be repeated',
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .option('--format <name>', "format of market data without a header line: see 'sluice data formats'")
    .option('--day <day>', 'day of market data whose stamps count from midnight, where the name of the file does not say it', day)
    .option('--zone <zone>', "IANA zone of the log's own stamps, where it is not UTC", zoneOption)
    .option('--hours <zone>', 'IANA zone of the hours that orders are put together by', zoneOption, 'UTC')
    .option('--by <keys>', `what to put orders together by, of ${KEYS.join(',')}`, keys, [...KEYS])
    .option('--ci <percent>', 'confidence of intervals, 50 to 99.9', confidence, 95)
    .option('--out <dir>', 'write report.html, report.json and orders.csv there')
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice tca logs/*.messages.current.log --market var/recording --out var/tca\n\nExit code: 0 done, 1 failed, 2 usage.',
    )
    .action(run);
}

async function run(logs: string[], { out, json, zone, hours, ...flags }: Flags): Promise<void> {
  if ((logs.length === 0) === (flags.journal === undefined))
    throw new UsageError('tca: name logs, or --journal FILE, and not both');
  const bar = progressBar('read');
  const asked: TcaAsked = {
    ...flags,
    logs,
    logZone: zone,
    hourZone: hours,
    told: (bytes, of) => bar.show(bytes / 1e6, of / 1e6, 'MB'),
  };
  const report = await tca(asked);
  bar.end();
  if (out !== undefined) writeTca(out, report);
  process.stdout.write(
    json ? `${JSON.stringify(jsonOf(report))}\n` : `${tcaText(report)}${out === undefined ? '' : `\nwritten: ${out}`}\n`,
  );
}

function keys(text: string): Key[] {
  const asked = [...new Set(text.split(','))];
  const wrong = asked.find(key => !(KEYS as readonly string[]).includes(key));
  if (wrong !== undefined) throw new InvalidArgumentError(`'${wrong}' is none of ${KEYS.join(', ')}`);
  return asked as Key[];
}

function confidence(text: string): number {
  const percent = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || percent < 50 || percent > 99.9)
    throw new InvalidArgumentError('per cent from 50 to 99.9 are needed');
  return percent;
}

function day(text: string): Day {
  const found = dayFromText(text);
  if (found === undefined) throw new InvalidArgumentError('a day such as 2026-01-05 is needed');
  return found;
}
