import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl, type ControlAnswer } from '../run/control-client';
import type { StateRow } from '../run/control-states';
import { UsageError } from '../run/usage-error';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

interface SetFlags extends SessionsFlags {
  readonly level: string;
  readonly key?: string;
  readonly by: string;
  readonly reason: string;
}

/** `state`: which levels of risk do not trade as usual; a person sets one ACTIVE, REDUCING or HALTED, or enables a throttled one again. */
export function stateCommand(program: Command): void {
  const state = program.command('state').description('Trading states of a running gateway: ACTIVE, REDUCING, HALTED, by level.');
  sessionsFlags(state.command('show', { isDefault: true }))
    .description('Lists the levels that do not trade as usual.')
    .action(async (o: SessionsFlags) => show(o, await askControl(controlSocket(o), { cmd: 'states' })));
  acting(state.command('set'))
    .argument('<state>', 'ACTIVE, REDUCING (only what makes a position smaller) or HALTED (nothing; what works is cancelled)')
    .description('Sets the state of a level; it stays until somebody sets another.')
    .addHelpText('after', '\nExample:\n  sluice state set ACTIVE --level account --key A1 --by ana --reason "loss looked into"')
    .action(async (to: string, o: SetFlags) => act(o, { cmd: 'state-set', state: to.toUpperCase() }));
  acting(state.command('enable'))
    .description('Lets a level take orders again that its repeated-execution throttle has disabled; its count begins anew.')
    .addHelpText('after', '\nExample:\n  sluice state enable --level strategy --key TWAP --by ana --reason "orders were meant"')
    .action(async (o: SetFlags) => act(o, { cmd: 'throttle-reset' }));
}

const acting = (command: Command): Command =>
  sessionsFlags(command)
    .option('--level <level>', 'firm, session, account, strategy or symbol', 'firm')
    .option('--key <key>', 'which one of that level; none for the firm')
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username);

async function act(o: SetFlags, request: Readonly<Record<string, unknown>>): Promise<void> {
  for (const flag of ['reason', 'by'] as const) if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  if (o.level !== 'firm' && o.key === undefined) throw new UsageError(`--key: say which ${o.level} is meant`);
  const { level, key, by, reason } = o;
  show(o, await askControl(controlSocket(o), { ...request, level, key, by, reason }));
}

function show(o: SessionsFlags, answer: ControlAnswer): void {
  printer<readonly StateRow[]>(o.json === true, text)(answer['states'] as readonly StateRow[]);
}

const text = (rows: readonly StateRow[]): string =>
  rows.length === 0
    ? 'every level is ACTIVE'
    : table(
        ['level', 'key', 'state', 'by', 'throttle'],
        rows.map(r => [r.level, r.key, r.state, r.reason, r.throttle ?? '']),
      );
