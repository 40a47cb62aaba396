import { join } from 'node:path';
import type { Command } from 'commander';
import { type QuarantinedRow, quarantined } from '../run/quarantine';
import { printer } from './output';

/** `quarantine`: reports that a venue's dictionary refused, with their bytes. */
export function quarantineCommand(program: Command): void {
  program
    .command('quarantine')
    .description(
      "Lists venues' reports that their dictionary refuses: they were booked as far as they could be read, and kept whole.",
    )
    .option('--data <dir>', "the gateway's data folder; it may be running", 'var')
    .option('--json', 'answer as JSON, one report a line')
    .addHelpText('after', '\nExample:\n  sluice quarantine --data var\n\nSOH is shown as |.')
    .action((o: { data: string; json?: boolean }) => {
      const print = printer<QuarantinedRow>(o.json === true, reportText);
      const rows = quarantined(join(o.data, 'journal.db'));
      for (const row of rows) print(row);
      if (rows.length === 0 && !o.json) process.stdout.write('no report is in quarantine\n');
    });
}

const reportText = (r: QuarantinedRow): string => {
  const tag = r.refTagID === undefined ? '' : `, tag ${r.refTagID}`;
  const when = new Date(r.at / 1000).toISOString();
  return `${when} turn ${r.seq} ${r.session} 35=${r.msgType} 34=${r.seqNum}: ${r.text}${tag}\n  ${r.raw.replaceAll('\x01', '|')}`;
};
