import { InvalidArgumentError } from 'commander';

/** A whole number at or above zero. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
