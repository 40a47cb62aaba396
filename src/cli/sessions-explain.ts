import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import { printer, table } from './output';
import { controlSocket, ID_HELP, marketDataText, type SessionRow, type SessionsFlags, sessionsFlags } from './sessions-row';

interface Explained {
  readonly session: SessionRow;
  /** Every key as it holds, and the line that gives it. */
  readonly keys: readonly { readonly key: string; readonly value: string; readonly from: string }[];
  /** When it is open, in lines. */
  readonly schedule: readonly string[];
}

/** `sessions explain`: why a session is as it is. */
export function explainCommand(sessions: Command): void {
  sessionsFlags(sessions.command('explain'))
    .argument('<id>', ID_HELP)
    .description(
      'Explains a session: state, numbers, counters since the start, hours, and every setting with the line it comes from.',
    )
    .addHelpText('after', "\nExample:\n  sluice sessions explain 'FIX.4.4:SLUICE->VENUE'")
    .action(async (id: string, o: SessionsFlags) => {
      const { session, keys, schedule } = (await askControl(controlSocket(o), {
        cmd: 'session-explain',
        session: id,
      })) as unknown as Explained;
      printer<Explained>(o.json === true, readable)({ session, keys, schedule });
    });
}

function readable({ session: s, keys, schedule }: Explained): string {
  const counters = Object.entries(s.counters).filter(([name]) => name !== 'lastTrouble');
  return [
    `${s.id}: ${s.role}, ${s.type}, ${[s.endpoint, ...(s.otherHosts ?? [])].join(', ')}${s.tls ? ', TLS' : ''}`,
    `state ${s.state}, ${s.loggedOn ? 'logged on' : 'not logged on'}; next in ${s.nextIn}, next out ${s.nextOut}`,
    s.lastReset === null ? 'numbers were never reset' : `numbers last reset ${s.lastReset.at}: ${s.lastReset.cause}`,
    `since the start: ${counters.map(([name, n]) => `${name} ${n}`).join(', ')}`,
    ...(s.marketData ? [`market data: ${marketDataText(s)}`] : []),
    ...('lastTrouble' in s.counters ? [`last trouble: ${s.counters['lastTrouble']}`] : []),
    '',
    'hours:',
    ...schedule.map(line => `  ${line}`),
    '',
    table(
      ['setting', 'value', 'from'],
      keys.map(k => [k.key, k.value, k.from]),
    ),
  ].join('\n');
}
