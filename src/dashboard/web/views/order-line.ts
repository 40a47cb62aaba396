import type { Setup } from '../../feed';

/** What `sluice order` takes where it is not told otherwise (src/cli/order-options.ts). */
const USUAL = { host: '127.0.0.1', port: 9880, senderCompID: 'OMS', targetCompID: 'SLUICE', data: 'var' } as const;

/** A line for a shell that sends a first order to this gateway; undefined where no OMS may connect, or none with FIX.4.4, which `sluice order` speaks. */
export function orderLine({ oms, symbols, data }: Setup): string | undefined {
  const door = oms.find(d => d.beginString === 'FIX.4.4');
  if (!door) return undefined;
  const flags = [
    door.host !== USUAL.host && `--host ${word(door.host)}`,
    door.port !== USUAL.port && `--port ${door.port}`,
    door.senderCompID !== USUAL.senderCompID && `--sender ${word(door.senderCompID)}`,
    door.targetCompID !== USUAL.targetCompID && `--target ${word(door.targetCompID)}`,
    data !== USUAL.data && `--data ${word(data)}`,
  ].filter(flag => flag !== false);
  const symbol = symbols.find(s => s !== '*') ?? 'ACME';
  return ['npx sluice order buy 10000', word(symbol), '--algo twap --over 2m', ...flags].join(' ');
}

/** As a shell reads it: quoted where it is more than a plain word. */
const word = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
