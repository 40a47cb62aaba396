import type { Command } from 'commander';
import { type Anonymised, anonymiseLogs } from '../run/log-view/anonymise';
import { type LogFlags, logCommandOf, readingBar, tagsOption } from './log-options';
import { printer } from './output';

interface AnonymiseFlags extends LogFlags {
  readonly out: string;
  readonly key?: string;
  readonly symbols?: boolean;
  readonly quantities?: boolean;
  readonly prices?: boolean;
  readonly keep: number[];
}

/** `log anonymise`: logs that may be handed on. */
export function logAnonymiseCommand(log: Command): void {
  logCommandOf(log, 'anonymise')
    .description(
      'Writes logs anew with other names for parties, accounts, orders and text: the same for the same, so that chains hold.',
    )
    .requiredOption('--out <dir>', 'folder of the new files')
    .option(
      '--key <file>',
      'key of the names, made where it is not there: with it, other logs get the same names; without, nobody keeps it',
    )
    .option('--symbols', 'other names for instruments too')
    .option('--quantities', 'quantities times a whole number that the key gives')
    .option('--prices', 'prices likewise')
    .option('--keep <tags>', 'tags that are left as they are, as 58,9001', tagsOption, [])
    .addHelpText('after', '\nExample:\n  sluice log anonymise broker.log --out anonymous --key names.key --symbols')
    .action(async (files: string[], o: AnonymiseFlags) => {
      const bar = readingBar();
      const { symbols = false, quantities = false, prices = false } = o;
      const hiding = { symbols, quantities, prices, keep: new Set(o.keep) };
      const done = await anonymiseLogs({ files, out: o.out, keyFile: o.key, hiding, zone: o.zone, told: bar.told });
      bar.end();
      printer<Anonymised>(o.json === true, doneText)(done);
    });
}

function doneText({ messages, files, leftOut, damaged }: Anonymised): string {
  const kinds = Object.entries(damaged).map(([kind, n]) => `${kind} ${n}`);
  return [
    `${messages} messages written to ${files.length === 0 ? 'no file' : files.join(', ')}`,
    ...(leftOut > 0 ? [`${leftOut} messages that cannot be read are left out`] : []),
    ...(kinds.length > 0 ? [`damaged in the logs: ${kinds.join(', ')}`] : []),
    'times are as they were: look at a file before you hand it on',
  ].join('\n');
}
