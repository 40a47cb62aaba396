import { hasControlCharacter } from './kill-latch';

/** A text of a control request; throws an Error that names it where it is missing. */
export const textOf = (value: unknown, name: string): string => {
  if (typeof value !== 'string' || value === '') throw new Error(`'${name}' is missing`);
  return value;
};

/** A text that goes into facts and onto the wire; throws where it has a control character. */
export const plain = (value: unknown, name: string): string => {
  const text = textOf(value, name);
  if (hasControlCharacter(text)) throw new Error(`'${name}' has a control character: write it as plain text on one line`);
  return text;
};
