import type { Command } from 'commander';
import type { Upgraded } from '../journal/upgrade';
import { upgrade } from '../run/backup/upgrade';
import { printer } from './output';

/** `upgrade`: an older journal becomes one that this version reads. */
export function upgradeCommand(program: Command): void {
  program
    .command('upgrade')
    .option('--data <dir>', "the gateway's data folder; no gateway may run on it", 'var')
    .option('--json', 'answer as JSON')
    .description("Brings a journal of an older version to this one's schema, in one transaction; the old one is kept beside it.")
    .addHelpText(
      'after',
      '\nExample:\n  sluice upgrade --data var\n\nExit code: 0 done, or nothing to do; 1 it is no journal; 2 usage.',
    )
    .action((o: { data: string; json?: boolean }) => {
      printer<Upgraded>(o.json === true, upgradedText)(upgrade(o.data));
    });
}

const upgradedText = ({ from, to, rows, kept }: Upgraded): string =>
  kept === undefined ? `schema ${to} already: nothing to do` : `schema ${from} became ${to}: ${rows} rows; as it was: ${kept}`;
