import type { Command } from 'commander';
import { journalMarkOuts, MARK_OUT_HEAD, markOutRows } from '../run/impact/journal-mark-outs';
import { openJournal } from '../run/replay';
import { wholeNumber } from './options';
import { table } from './output';

/** `impact mark-outs`: where the mid went after fills. */
export function impactMarkOutsCommand(impact: Command): void {
  impact
    .command('mark-outs')
    .description('Where the mid went after the fills of a journal: 1, 10 and 60 seconds later, makers and takers apart.')
    .argument('<journal>', 'the journal.db of a gateway or a backtest')
    .option('--seed <n>', 'seed of the bootstrap', wholeNumber, 1)
    .option('--json', 'as one JSON object')
    .addHelpText('after', '\nExample:\n  sluice impact mark-outs var/journal.db')
    .action((file: string, o: { readonly seed: number; readonly json?: boolean }) => {
      const journal = openJournal(file, 'JOURNAL');
      try {
        const marks = journalMarkOuts(journal.turns(), o.seed);
        process.stdout.write(`${o.json ? JSON.stringify({ markOuts: marks }) : table(MARK_OUT_HEAD, markOutRows(marks))}\n`);
      } finally {
        journal.close();
      }
    });
}
