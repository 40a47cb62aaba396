import { type Command, Option } from 'commander';
import { exportAudit, exportToFile, FORMATS } from '../run/audit/export';
import { microsOf } from '../run/log-view/moment';
import { timeOption } from './options';

interface ExportFlags {
  readonly journal: string;
  readonly format: string;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
}

/** `audit export`: the journal as CSV, for those who have to report from it. */
export function auditExportCommand(audit: Command): void {
  audit
    .command('export')
    .description('Writes a journal as CSV with the fields that RTS 6, CAT or RTS 24 ask for. It is not a submission.')
    .option('--journal <file>', 'the journal: journal.db of a data folder; a gateway may be writing it', 'var/journal.db')
    .addOption(new Option('--format <format>', 'which fields').choices(Object.keys(FORMATS)).makeOptionMandatory())
    .option('--from <time>', 'events at or after this time: ISO 8601, as 2026-01-05T09:30:00Z', timeOption)
    .option('--to <time>', 'events before this time', timeOption)
    .option('--out <file>', 'write there instead of to the standard output')
    .addHelpText('after', '\nExample:\n  sluice audit export --format rts6 --from 2026-01-05T00:00:00Z --out orders.csv')
    .action((o: ExportFlags) => {
      const request = {
        journal: o.journal,
        format: FORMATS[o.format]!,
        from: o.from === undefined ? 0 : microsOf(o.from),
        to: o.to === undefined ? Number.MAX_SAFE_INTEGER : microsOf(o.to),
      };
      if (o.out === undefined) exportAudit(request, text => process.stdout.write(text));
      else process.stdout.write(`${exportToFile(request, o.out)} rows written to ${o.out}\n`);
    });
}
