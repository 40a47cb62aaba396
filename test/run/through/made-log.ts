import { writeFileSync } from 'node:fs';
import { as, message } from '../../drop-copy/read/logs';

/** 2026-01-05T14:30:00Z in milliseconds. */
const START = 1_767_623_400_000;
const stamp = (seconds: number): string =>
  new Date(START + seconds * 1000).toISOString().replaceAll('-', '').replace('T', '-').replace('Z', '');

const sent = (type: string, seconds: number, body: string): string =>
  as(message(`35=${type}|49=OMS|56=BROKER|34=1|52=${stamp(seconds)}|${body}`, 'FIX.4.4'), '|');
const told = (seconds: number, body: string): string =>
  as(message(`35=8|49=BROKER|56=OMS|34=1|52=${stamp(seconds)}|${body}|60=${stamp(seconds)}`, 'FIX.4.4'), '|');

/**
 * The log of a broker's work on made-up orders, two seconds apart, over so many days: market orders of 100 to 400, each filled by two children's worth within 20 s, at prices that have
 * nothing to do with any market of ours. Every tenth is cancelled with half of it done.
 */
export function madeLog(file: string, orders: number, days: number): void {
  const lines = Array.from({ length: orders }, (_, n) => {
    const id = `L${n + 1}`;
    const at = 86_400 * (Math.floor(n / 2) % days) + 2 * n;
    const symbol = n % 2 === 0 ? 'ACME' : 'BOLT';
    const side = n % 3 === 0 ? '2' : '1';
    const qty = 100 * (1 + (n % 4));
    const half = qty / 2;
    const px = symbol === 'ACME' ? 250 + (n % 7) / 100 : 31 + (n % 5) / 100;
    const own = `11=${id}|37=O${n}|55=${symbol}|54=${side}|38=${qty}`;
    const fill = (k: number, last: number, cum: number): string =>
      told(
        at + 10 * k,
        `${own}|17=E${n}-${k}|150=F|39=${cum === qty ? 2 : 1}|32=${last}|31=${(px + k / 100).toFixed(2)}|14=${cum}|151=${qty - cum}|6=${px.toFixed(2)}`,
      );
    const done =
      n % 10 === 9
        ? [
            sent('F', at + 15, `11=${id}-C|41=${id}|55=${symbol}|54=${side}|60=${stamp(at + 15)}`),
            told(
              at + 16,
              `${own.replace(`11=${id}|`, `11=${id}-C|41=${id}|`)}|17=E${n}-X|150=4|39=4|14=${half}|151=0|6=${px.toFixed(2)}`,
            ),
          ]
        : [fill(2, half, qty)];
    return [
      sent('D', at, `11=${id}|21=1|55=${symbol}|54=${side}|60=${stamp(at)}|38=${qty}|40=1|59=0`),
      told(at, `${own}|17=E${n}-0|150=0|39=0|14=0|151=${qty}|6=0`),
      fill(1, half, half),
      ...done,
    ];
  });
  writeFileSync(file, `${lines.flat().join('\n')}\n`);
}

/** Buys of 100 at 100.00, a second apart, each filled at once at its limit: a market that begins at that price holds every one, whatever it does next. */
export function flatLog(file: string, orders: number): void {
  const lines = Array.from({ length: orders }, (_, n) => {
    const own = `11=F${n}|55=ACME|54=1|38=100|40=2|44=100.00|59=0`;
    return [
      sent('D', n, `${own}|21=1|60=${stamp(n)}`),
      told(n + 0.3, `${own}|37=O${n}|17=E${n}|150=F|39=2|32=100|31=100.00|14=100|151=0|6=100.00`),
    ];
  });
  writeFileSync(file, `${lines.flat().join('\n')}\n`);
}
