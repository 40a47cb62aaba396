import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FeaturesReport, type FeaturesRequest, writeFeatures } from '../../../src/run/data-features';
import type { Folder } from '../files';

/** A stamp of 10:00:00 and so many seconds, in microseconds. */
export const STAMP = (seconds: number): number => 1_767_607_200_000_000 + Math.round(seconds * 1e6);

const COLUMNS = {
  books: 'source,at,received,symbol,bids,asks,flags',
  trades: 'source,at,received,symbol,venue,price,qty,aggressor,conditions,correction,flags',
} as const;

/** A file in our own format; cells of each row after `source`. `delay`: from the venue's stamp to receipt (s), none where it is undefined. */
function rowsFile(
  kind: keyof typeof COLUMNS,
  rows: readonly (readonly [seconds: number, rest: string])[],
  delay?: number,
): string {
  const stamped = rows.map(([s, rest], i) => `${i + 1},${STAMP(s)},${delay === undefined ? '' : STAMP(s + delay)},ACME,${rest}`);
  return `#sluice-rows 1 kind=${kind} priceScale=2 qtyScale=0\n${COLUMNS[kind]}\n${stamped.join('\n')}\n`;
}

/** Books a second over so many seconds, a tick up and down, and a trade after each third. */
export function market(seconds: number, delay?: number): { readonly books: string; readonly trades: string } {
  const all = Array.from({ length: seconds }, (_, s) => s);
  const bid = (s: number): number => 9_999 + ((s * 7) % 5);
  const px = (units: number): string => (units / 100).toFixed(2);
  const books = all.map(
    s => [s, `${px(bid(s))}:${100 + ((s * 37) % 90)}|${px(bid(s) - 1)}:300,${px(bid(s) + 2)}:${100 + ((s * 53) % 70)},`] as const,
  );
  const trades = all.filter(s => s % 3 === 0).map(s => [s + 0.5, `,${px(bid(s) + 2)},${10 + (s % 7)},buy,,,`] as const);
  return { books: rowsFile('books', books, delay), trades: rowsFile('trades', trades, delay) };
}

/** Makes `name` of the two files of a market. */
export async function featuresOf(
  folder: Folder,
  { books, trades }: ReturnType<typeof market>,
  name: string,
  over: Partial<FeaturesRequest> = {},
): Promise<FeaturesReport> {
  const files = [folder.file(`${name}.books.csv`, books), folder.file(`${name}.trades.csv`, trades)];
  return writeFeatures({ files, out: join(folder.path, name), every: '1s', latency: '0us', format: [], ...over });
}

/** The text with its last line made right again. */
export function resealed(text: string): string {
  const body = text.replace(/#end .*\n$/, '');
  const rows = body.split('\n').length - 3;
  return `${body}#end rows=${rows} sha256=${createHash('sha256').update(body).digest('hex')}\n`;
}
