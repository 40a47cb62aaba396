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

/** A whole number at or above zero of a control request; `otherwise` where it names none. Throws where it is something else. */
export const wholeOf = (value: unknown, name: string, otherwise: number): number => {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Error(`'${name}' must be a whole number at or above zero`);
  return value;
};

/** What a page holds where a request does not say. */
export const PAGE = 100;
