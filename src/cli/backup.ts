import type { Command } from 'commander';
import { type Backup, backUp } from '../run/backup/backup';
import { wholeNumber } from './options';
import { printer } from './output';

/** `backup`: a proven copy of a data folder, beside a running gateway or without one. */
export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description(
      'Copies a data folder (journal, kill latch, models, client state) and proves the copy. A gateway may be running on it.',
    )
    .option('--data <dir>', "the gateway's data folder", 'var')
    .requiredOption('--out <dir>', 'folder of backups, on another disk: each is a folder of its own there, named by its moment')
    .option('--keep <n>', 'remove the oldest backups of this journal beyond so many (default: none)', wholeNumber)
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  sluice backup --data var --out /mnt/backup/sluice --keep 14\n\nExit code: 0 done, 1 the journal does not hold, 2 usage.',
    )
    .action((o: { data: string; out: string; keep?: number; json?: boolean }) => {
      printer<Backup>(o.json === true, backupText)(backUp(o.data, o.out, { keep: o.keep, now: new Date() }));
    });
}

function backupText({ folder, manifest: { journal, files }, removed }: Backup): string {
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
  const lines = [
    `backed up to ${folder}: ${files.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`,
    `the journal's chain holds: ${journal.rows} rows, ${journal.waiting} waiting; head ${journal.head}`,
    ...removed.map(old => `removed ${old}`),
  ];
  return lines.join('\n');
}
