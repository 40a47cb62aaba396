import type { Command } from 'commander';
import { type Exported, exportLogs } from '../run/log-view/export';
import { microsOf } from '../run/log-view/moment';
import { tagsOption } from './log-options';
import { timeOption } from './options';
import { printer } from './output';

interface ExportFlags {
  readonly journal: string;
  readonly out: string;
  readonly session?: string;
  readonly from?: string;
  readonly to?: string;
  readonly redact: number[];
  readonly json?: boolean;
}

/** `log export`: what a gateway sent, as FIX logs, out of its journal. */
export function logExportCommand(log: Command): void {
  log
    .command('export')
    .description(
      "Writes what a gateway's sessions sent, by its journal, as FIX logs. What came in the journal keeps as facts, not as bytes.",
    )
    .option('--journal <file>', 'the journal: journal.db of a data folder; a gateway may be writing it', 'var/journal.db')
    .requiredOption('--out <dir>', 'folder of the files')
    .option('--session <id>', 'one session, as FIX.4.4:SLUICE->OMS')
    .option('--from <time>', 'sent at or after this time: ISO 8601, as 2026-01-05T09:30:00Z', timeOption)
    .option('--to <time>', 'sent before this time', timeOption)
    .option('--redact <tags>', 'mask the values of these tags, as 1,553', tagsOption, [])
    .option('--json', 'answer as JSON')
    .addHelpText('after', '\nExample:\n  sluice log export --journal var/journal.db --out logs')
    .action((o: ExportFlags) => {
      const written = exportLogs({
        journal: o.journal,
        out: o.out,
        session: o.session,
        from: o.from === undefined ? undefined : microsOf(o.from),
        to: o.to === undefined ? undefined : microsOf(o.to),
        masked: o.redact,
      });
      const print = printer<Exported>(o.json === true, e => `${e.file}: ${e.messages} messages of ${e.session}`);
      for (const each of written) print(each);
      if (written.length === 0 && o.json !== true) process.stdout.write('nothing was sent in that time\n');
    });
}
