import { readFileSync } from 'node:fs';
import { type Day, dayFromText } from '../../core/civil';
import { rowsOf } from '../../core/csv';
import type { CorporateAction } from '../../core/reference/actions';
import type { TickerRow } from '../../core/reference/tickers';
import { TableError } from './table';

/** LEAN's "until further notice". */
const OPEN_END = '20501231';
/** Numbers of shares that a ratio is looked for in: distributions of a class of shares come in odd ones (371 for 370). */
const MOST_SHARES = 1000;
/** The files' factors have six digits. */
const PRECISION = 1e-5;

interface Line {
  readonly line: number;
  readonly day: Day;
  readonly cells: readonly string[];
}

/** The lines of a file without a header whose first cell is a day, in the order of their days. Throws a TableError. */
function linesOf(path: string, columns: string): Line[] {
  let before = Number.NEGATIVE_INFINITY;
  return rowsOf(readFileSync(path, 'utf8')).map(({ line, cells }) => {
    const day = dayFromText(cells[0]!);
    if (day === undefined || cells.length !== columns.split(',').length)
      throw new TableError([`${path}:${line}: is no line of ${columns}`]);
    if (day < before) throw new TableError([`${path}:${line}: its day is before that of the line above`]);
    before = day;
    return { line, day, cells };
  });
}

/**
 * The splits of a LEAN factor file (`date, price_factor, split_factor, reference_price`): a line's factor holds up to its date, so where it
 * changes, the ex-day is the day after. Dividends are only in the price factor and are not taken.
 */
export function leanActions(path: string, security: string): [string, CorporateAction][] {
  const lines = linesOf(path, 'date,price_factor,split_factor,reference_price');
  return lines.flatMap(({ line, day, cells }, n): [string, CorporateAction][] => {
    const next = lines[n + 1];
    if (!next || next.cells[2] === cells[2]) return [];
    const ratio = Number(next.cells[2]) / Number(cells[2]);
    const split = sharesOf(ratio);
    if (!split)
      throw new TableError([`${path}:${line}: split_factor: ${cells[2]} to ${next.cells[2]} is no ratio of whole shares`]);
    return [[security, { kind: 'split', exDay: day + 1, new: split[0], old: split[1] }]];
  });
}

/** The fewest whole shares in a ratio, as near as the files tell it. */
function sharesOf(ratio: number): readonly [number, number] | undefined {
  for (let old = 1; old <= MOST_SHARES; old++) {
    const shares = Math.round(ratio * old);
    if (shares >= 1 && shares <= MOST_SHARES && Math.abs(shares / old / ratio - 1) < PRECISION) return [shares, old];
  }
  return undefined;
}

/** The tickers of a LEAN map file (`date, ticker, exchange`): the first line is the beginning, each other says until when a ticker was held. */
export function leanTickers(path: string, security: string): TickerRow[] {
  const [first, ...rest] = linesOf(path, 'date,ticker,exchange');
  let from = first?.day ?? 0;
  return rest.flatMap(({ day, cells }): TickerRow[] => {
    const until = cells[0] === OPEN_END ? undefined : day + 1;
    if (until !== undefined && until <= from) return [];
    const row = { security, ticker: cells[1]!.toUpperCase(), from, until };
    from = day + 1;
    return [row];
  });
}
