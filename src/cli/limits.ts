import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl, type ControlAnswer } from '../run/control-client';
import { LIMIT_NAMES } from '../run/limit-path';
import type { LimitRow } from '../run/limits-desk';
import { UsageError } from '../run/usage-error';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

interface ChangeFlags extends SessionsFlags {
  readonly by: string;
  readonly reason: string;
}

/** `limits`: the risk limits of a running gateway, shown and changed. */
export function limitsCommand(program: Command): void {
  const limits = program.command('limits').description('Shows and changes the risk limits of a running gateway.');
  sessionsFlags(limits.command('show', { isDefault: true }))
    .description('Lists every limit in force.')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'limits' });
      printer<ControlAnswer>(o.json === true, shown)(answer);
    });
  changing(limits.command('set'))
    .argument(
      '<limit>',
      'where it stands: firm.LIMIT, or accounts.NAME.LIMIT (sessions, strategies, symbols), currency, rates.CODE',
    )
    .argument('<value>', 'as it would stand in the file; `off` takes the limit away')
    .description('Sets one limit, in force at once and in the file it stands in.')
    .addHelpText(
      'after',
      `\nLimits: ${LIMIT_NAMES.join(', ')}\n\nExample:\n  sluice limits set accounts.A1.maxOrderQty 500 --by ana --reason "new trader"`,
    )
    .action(async (path: string, value: string, o: ChangeFlags) => change(o, { cmd: 'limits-set', path, value }));
  changing(limits.command('reload'))
    .description('Reads the limits file again. Where it is wrong, the limits in force stay as they are.')
    .addHelpText('after', '\nExample:\n  sluice limits reload --by ana --reason "limits of the new week"')
    .action(async (o: ChangeFlags) => change(o, { cmd: 'limits-reload' }));
}

const changing = (command: Command): Command =>
  sessionsFlags(command)
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username);

async function change(o: ChangeFlags, request: Readonly<Record<string, unknown>>): Promise<void> {
  for (const flag of ['reason', 'by'] as const) if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  const answer = await askControl(controlSocket(o), { ...request, by: o.by, reason: o.reason });
  const changed = answer['changed'] as readonly LimitRow[];
  printer<readonly LimitRow[]>(o.json === true, rows => (rows.length === 0 ? 'nothing changed' : rowsText(rows)))(changed);
}

function shown(answer: ControlAnswer): string {
  const rows = answer['limits'] as readonly LimitRow[];
  const source = answer['source'] ?? 'built in';
  return rows.length === 0 ? `limits: ${source}\nno limit is set` : `limits: ${source}\n${rowsText(rows)}`;
}

const rowsText = (rows: readonly LimitRow[]): string =>
  table(
    ['limit', 'is', 'what it bounds'],
    rows.map(row => [row.path, row.limit, row.about]),
  );
