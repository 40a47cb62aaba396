import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { type Restored, restore } from '../run/backup/restore';
import { printer } from './output';

/** `restore`: a backup becomes a data folder. */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .argument('<backup>', 'folder of one backup, as `sluice backup` named it')
    .requiredOption('--data <dir>', 'the new data folder: not there yet, or empty')
    .option('--by <name>', 'who does it', userInfo().username)
    .option('--without-kill', 'leave the kill switch as the backup has it: only where nothing has happened since')
    .option('--json', 'answer as JSON')
    .description("Puts a backup into a new data folder, once it is found whole, and engages the firm's kill switch there.")
    .addHelpText(
      'after',
      '\nExample:\n  sluice restore /mnt/backup/sluice/20261121T233500Z --data var2\n\nExit code: 0 restored, 1 failed, 2 usage or a damaged backup.',
    )
    .action((backup: string, o: { data: string; by: string; withoutKill?: boolean; json?: boolean }) => {
      const withoutKill = o.withoutKill === true;
      printer<Restored>(o.json === true, r => restoredText(r, withoutKill))(restore(backup, o.data, { by: o.by, withoutKill }));
    });
}

function restoredText({ data, manifest, turns, parents, working }: Restored, withoutKill: boolean): string {
  return [
    `restored ${data} as it was at ${manifest.at}: ${turns} turns, ${parents} orders in the books, ${working} of them working`,
    withoutKill
      ? 'the kill switch is as it was then'
      : `the kill switch is engaged: start it, compare with OMS and venues (sluice reconcile --data ${data}), then sluice release`,
  ].join('\n');
}
