import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import type { InstrumentRow } from '../run/instruments-desk';
import { UsageError } from '../run/usage-error';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

interface ReloadFlags extends SessionsFlags {
  readonly by: string;
  readonly reason: string;
}

/** `instruments`: the reference data of a running gateway. */
export function instrumentsCommand(program: Command): void {
  const instruments = program.command('instruments').description('Instruments of a running gateway.');
  sessionsFlags(instruments.command('reload'))
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username)
    .description(
      'Reads the instruments of the config and its instrument data again: ticks, lots, prior closes, lists. Where anything is wrong, those in force stay.',
    )
    .addHelpText('after', '\nExample:\n  sluice instruments reload --by ana --reason "closes of Monday"')
    .action(reload);
}

async function reload(o: ReloadFlags): Promise<void> {
  for (const flag of ['reason', 'by'] as const) if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  const answer = await askControl(controlSocket(o), { cmd: 'instruments-reload', by: o.by, reason: o.reason });
  printer<readonly InstrumentRow[]>(o.json === true, rowsText)(answer['changed'] as readonly InstrumentRow[]);
}

const rowsText = (rows: readonly InstrumentRow[]): string =>
  rows.length === 0
    ? 'nothing changed'
    : table(
        ['symbol', 'is', 'was'],
        rows.map(r => [r.symbol, r.is ?? 'gone', r.was ?? 'new']),
      );
