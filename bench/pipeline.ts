import type { Turn } from '../src/core/turn';
import { ByteWriter } from '../src/journal/byte-writer';
import { writeTurn } from '../src/journal/turn-json';
import { AT, line, order, report } from './order-line';
import { medianOf, print, type Row } from './rows';

/** Microseconds of one passed-through order, from order to last fill: three turns through every stage. */
function microsPerOrder(orders: number, turn: (t: Turn) => void): number {
  const mailbox = line(turn);
  const start = process.hrtime.bigint();
  for (let n = 1; n <= orders; n++) {
    mailbox.post(order(n), AT + n);
    mailbox.post(report(n, '0'), AT + n);
    mailbox.post(report(n, 'F'), AT + n);
  }
  return Number(process.hrtime.bigint() - start) / 1000 / orders;
}

/** The line without sockets: stages alone, and with every turn made JSON. */
export function run(orders = 30_000, rounds = 5): Row[] {
  const alone: number[] = [];
  const journaled: number[] = [];
  for (let r = 0; r < rounds; r++) {
    let facts = 0;
    alone.push(microsPerOrder(orders, t => void (facts += t.facts.length)));
    const out = new ByteWriter();
    const journal = (t: Turn): void => {
      out.end = 0;
      writeTurn(out, t);
    };
    journaled.push(microsPerOrder(orders, journal));
  }
  return [
    { name: 'line: order, ack and fill through every stage', value: medianOf(alone), unit: 'us/order' },
    { name: 'line: the same, each turn made JSON for the journal', value: medianOf(journaled), unit: 'us/order' },
  ];
}

if (require.main === module) print(run());
