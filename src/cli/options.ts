import { InvalidArgumentError } from 'commander';

/** A whole number at or above zero. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}

/** A number above zero, in plain digits. */
export function positiveNumber(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) <= 0) throw new InvalidArgumentError('a number above zero is needed');
  return Number(text);
}

/** A time as ISO 8601 with its zone; kept as text. */
export function timeOption(text: string): string {
  const told = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!told || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('a time such as 2026-01-05T09:30:00Z is needed');
  return text;
}

/** An address to listen on; without a host it is loopback. */
export interface Address {
  readonly host?: string;
  readonly port: number;
}

/** `8080`, `0.0.0.0:8080` or `[::]:8080`. */
export function addressOption(text: string): Address {
  const found = /^(?:(\[[0-9a-fA-F:.]+\]|[^:\s]+):)?(\d{1,5})$/.exec(text);
  const port = Number(found?.[2]);
  if (!found || port > 65_535) throw new InvalidArgumentError('a port, or HOST:PORT, is needed');
  return found[1] === undefined ? { port } : { host: found[1].replace(/^\[|\]$/g, ''), port };
}
