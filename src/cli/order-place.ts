import type { Command } from 'commander';
import type { ClientRow, NewOrder } from '../run/order-client-messages';
import { type AlgoFlags, withAlgo, workedBy } from './order-algo';
import { estimate } from './order-estimate';
import { decimalAboveZero, oneOf, word } from './order-input';
import { factLine, rowLine, withoutRepeats } from './order-lines';
import { asOms, controlSocket, orderFile, type SessionFlags, withSession } from './order-options';
import { follow, showInside, type Verdict } from './order-wait';
import { printer } from './output';

interface Flags extends SessionFlags, AlgoFlags {
  readonly limit?: string;
  readonly tif: string;
  readonly estimate?: boolean;
  /** False with --no-wait. */
  readonly wait: boolean;
}

const TIFS = { day: '0', gtc: '1', ioc: '3', fok: '4' } as const;
const SIDES = { buy: '1', sell: '2' } as const;

const EXAMPLES = (side: string): string => `
Examples:
  sluice order ${side} 100 ACME --limit 99.50 --tif ioc
  sluice order ${side} 10000 ACME --algo twap --over 30s
  sluice order ${side} 10000 ACME --algo pov --rate 0.1 --over 1h --param Style=passive

Exit code: 0 filled, or ended as --tif asked, or sent with --no-wait; 1 rejected or ended short; 2 usage.
Ctrl-C leaves the order working.`;

/** `order buy` and `order sell`. */
export function orderPlaceCommand(order: Command, side: 'buy' | 'sell'): void {
  const command = order
    .command(`${side} <qty> <symbol>`)
    .description(`Sends an order to ${side} and shows what becomes of it.`)
    .option('--limit <px>', 'limit price; without one it is a market order')
    .option('--tif <tif>', 'day, ioc, fok or gtc', 'day')
    .option('--no-wait', 'send it and leave')
    .option('--estimate', 'only ask what it is expected to cost: nothing is sent');
  withSession(withAlgo(command))
    .addHelpText('after', EXAMPLES(side))
    .action(async (qty: string, symbol: string, o: Flags) => {
      const now = Date.now();
      const wanted = newOrderOf(side, qty, symbol, o, now);
      process.exitCode = o.estimate ? await estimate(wanted, o, now) : await place(wanted, o);
    });
}

async function place(wanted: NewOrder, o: Flags): Promise<Verdict> {
  const show = printer<ClientRow>(o.json === true, rowLine);
  return asOms(o, orderFile(o), async client => {
    const clOrdId = client.newClOrdId();
    const showFact = printer(o.json === true, withoutRepeats(factLine));
    const inside = o.wait && wanted.strategy !== undefined;
    const stop = !inside ? undefined : await showInside(controlSocket(o), clOrdId, showFact);
    const verdict = follow(client, clOrdId, show, o.wait ? ending(wanted.timeInForce) : sending);
    client.place(wanted, clOrdId);
    const reached = await verdict;
    stop?.();
    return reached;
  });
}

type Judge = (row: ClientRow) => Verdict | undefined;

/** Without waiting: it is done once it was sent. */
const sending: Judge = row => (row.kind === 'sent' ? 0 : undefined);

/** Filled is done; so is an IOC or FOK whose rest was cancelled, and an order whose cancel was asked for meanwhile; every other end is short. */
function ending(timeInForce: string): Judge {
  let mayCancel = timeInForce === TIFS.ioc || timeInForce === TIFS.fok;
  return row => {
    if (row.kind === 'sent' && row.msgType === 'F') mayCancel = true;
    if (row.kind === 'refused') return 1;
    if (row.kind !== 'report' || Number(row.leavesQty) !== 0) return undefined;
    if (row.ordStatus === '2') return 0;
    if (mayCancel && (row.ordStatus === '4' || row.ordStatus === 'C')) return 0;
    return '348BC'.includes(row.ordStatus) ? 1 : undefined;
  };
}

/** The order that the arguments describe. Throws UsageError naming the argument that is wrong. `now`: ms since 1970. */
export function newOrderOf(side: 'buy' | 'sell', qty: string, symbol: string, o: Flags, now: number): NewOrder {
  return {
    side: SIDES[side],
    orderQty: decimalAboveZero('QTY', qty),
    symbol: word('SYMBOL', symbol),
    price: o.limit === undefined ? undefined : decimalAboveZero('--limit', o.limit),
    timeInForce: oneOf('--tif', o.tif, TIFS),
    ...workedBy(o, now),
  };
}
