import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl, type ControlAnswer } from '../run/control-client';
import type { HeldRow } from '../run/control-held';
import { UsageError } from '../run/usage-error';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

interface ActFlags extends SessionsFlags {
  readonly by: string;
  readonly reason: string;
}

/** `orders`: what waits for a person in a running gateway. */
export function ordersCommand(program: Command): void {
  const orders = program.command('orders').description('Orders of a running gateway that a soft limit holds.');
  sessionsFlags(orders.command('held', { isDefault: true }))
    .description('Lists the orders that are held, why and until when.')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'held' });
      printer<readonly HeldRow[]>(o.json === true, heldText)(answer['held'] as readonly HeldRow[]);
    });
  acting(orders.command('release'))
    .description(
      "Lets a held order go on, within its hard limits: the first person asks, a second one, who is not the order's trader, grants it.",
    )
    .addHelpText('after', '\nExample:\n  sluice orders release s9k2xP1 --by ana --reason "client confirmed"')
    .action(async (order: string, o: ActFlags) => act(o, { cmd: 'held-release', order }));
  acting(orders.command('refuse'))
    .description('Denies a held order at once.')
    .addHelpText('after', '\nExample:\n  sluice orders refuse s9k2xP1 --by ben --reason "a slip"')
    .action(async (order: string, o: ActFlags) => act(o, { cmd: 'held-refuse', order }));
}

const acting = (command: Command): Command =>
  sessionsFlags(command)
    .argument('<order>', 'its OrderID (37), or its ClOrdID (11) where only one held order has it')
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username);

async function act(o: ActFlags, request: Readonly<Record<string, unknown>>): Promise<void> {
  for (const flag of ['reason', 'by'] as const) if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  const answer = await askControl(controlSocket(o), { ...request, by: o.by, reason: o.reason });
  const { ok: _ok, held: _held, ...row } = answer;
  printer<Omit<ControlAnswer, 'ok'>>(o.json === true, outcomeText)(row);
}

function outcomeText(row: Omit<ControlAnswer, 'ok'>): string {
  const { orderId, outcome, until } = row;
  if (outcome !== 'asked') return `order ${orderId} ${outcome}`;
  return `order ${orderId} still held: another person has until ${timeText(until)} to release it`;
}

const timeText = (micros: unknown): string => new Date(Number(micros) / 1000).toISOString();

const heldText = (rows: readonly HeldRow[]): string =>
  rows.length === 0
    ? 'no order is held'
    : table(
        ['order', 'clOrdId', 'account', 'trader', 'symbol', 'side', 'qty', 'price', 'until', 'release asked by', 'why'],
        rows.map(r => [
          ...[r.orderId, r.clOrdId, r.account, r.trader, r.symbol, r.side, r.orderQty, r.price ?? 'market'],
          ...[timeText(r.until), r.asked?.by ?? '', r.why],
        ]),
      );
