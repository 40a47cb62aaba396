import type { Cell } from '../../rules/page';

/** Shown where there is no number. */
const NONE = '-';

/** Reads a value by a JSON Pointer (RFC 6901); undefined where it leads nowhere. */
export function valueAt(file: unknown, pointer: string): unknown {
  let value = file;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  }
  return value;
}

/** A key as a part of a JSON Pointer. */
export const pointerPart = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Makes cells of the numbers of a file, so that a page cannot show another number than stands there. */
export const cellsOf =
  (file: unknown) =>
  (pointer: string, decimals: number, times = 1): Cell => {
    const value = valueAt(file, pointer);
    if (value === null) return NONE;
    if (typeof value !== 'number') throw new Error(`${pointer} of the report is no number`);
    return { text: (times * value).toFixed(decimals), of: pointer, times };
  };
export type Cells = ReturnType<typeof cellsOf>;
