import type { Books } from '../../src/core/books';

/**
 * Books as plain JSON, to compare: maps and sets become arrays in key order or in their own, bigints text, an undefined field an absent one.
 * What only the turn under way uses (`inbound`) is left out.
 */
export function snapshot(books: Books): unknown {
  const plain = (key: string, value: unknown): unknown => {
    // what an order's levels have in use stands once, under the books' own
    if (key === 'levels' && Array.isArray(value)) return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Map) return [...value];
    if (value instanceof Set) return [...value];
    return value;
  };
  const { inbound: _inbound, working, instruments: _instruments, ...rest } = books;
  return JSON.parse(JSON.stringify({ ...rest, working: [...working].map(p => p.parentId) }, plain));
}
