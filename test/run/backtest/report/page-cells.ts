import { valueAt } from '../../../../src/run/backtest/report/cells';

/** A cell of a table as it stands in a page. */
interface Read {
  readonly text: string;
  readonly of: string | undefined;
  readonly times: number;
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const cellsIn = (html: string): Read[] =>
  [...html.matchAll(/<td([^>]*)>(.*?)<\/td>/g)].map(([, attributes = '', text = '']) => {
    const of = /data-json="([^"]*)"/.exec(attributes)?.[1];
    return {
      text: unescaped(text.replace(/<[^>]+>/g, '')),
      of: of === undefined ? undefined : unescaped(of),
      times: Number(/data-times="([^"]*)"/.exec(attributes)?.[1] ?? 1),
    };
  });

/**
 * Holds every number in the tables of a page against the file that it names: how many there are, those that differ, and those that stand there
 * without saying where they come from.
 */
export function heldAgainst(html: string, file: unknown): { numbers: number; differing: Read[]; unnamed: Read[] } {
  const cells = cellsIn(html);
  const numbers = cells.filter(c => c.of !== undefined);
  const differing = numbers.filter(({ text, of, times }) => {
    const value = valueAt(file, of!);
    const decimals = text.split('.')[1]?.length ?? 0;
    return typeof value !== 'number' || !Number.isFinite(value) || text !== (times * value).toFixed(decimals);
  });
  return { numbers: numbers.length, differing, unnamed: cells.filter(c => c.of === undefined && /^[-+]?[\d.]+%?$/.test(c.text)) };
}

/** What a page would load, run or lead to outside of itself. */
export const outsideOf = (html: string): string[] => [
  ...(/<script|\son\w+="/i.test(html) ? ['a script'] : []),
  ...[...html.matchAll(/(?:href|src)="([^#"][^"]*)"/g)].map(m => m[1]!),
  ...(/https?:|@import|url\(/.exec(html) ?? []),
];

export const plotsIn = (html: string): string[] =>
  [...html.matchAll(/<svg[^>]*aria-label="([^"]+)"/g)].map(m => unescaped(m[1]!));
