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
