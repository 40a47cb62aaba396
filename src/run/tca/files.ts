import type { OrderMeasure } from '../../drop-copy/tca/measure';
import { PARTS, type Part } from '../../drop-copy/tca/split';
import { isoMicros } from '../audit/time';
import { csv, outFolder, type Row, writeResult } from '../backtest/files';
import { tcaPage } from './page';
import type { TcaReport } from './tca';

/** Orders that report.json holds; orders.csv has all. */
export const MOST_IN_JSON = 10_000;

/** The report as JSON holds it: of very many orders the first ones. */
export const jsonOf = (report: TcaReport): TcaReport & { readonly ordersLeftOut: number } => ({
  ...report,
  orders: report.orders.slice(0, MOST_IN_JSON),
  ordersLeftOut: Math.max(0, report.orders.length - MOST_IN_JSON),
});

/** Writes orders.csv, report.json and report.html. Throws a UsageError that names what cannot be written. */
export function writeTca(out: string, report: TcaReport): void {
  const file = jsonOf(report);
  outFolder(out);
  writeResult(out, 'orders.csv', ordersCsv(report.orders));
  writeResult(out, 'report.json', `${JSON.stringify(file, null, 1)}\n`);
  writeResult(out, 'report.html', tcaPage(file));
}

/** Rows are made some at a time: all at once they take many times what their text does. */
const AT_ONCE = 5_000;

function ordersCsv(orders: readonly OrderMeasure[]): string {
  let text = '';
  for (let i = 0; i === 0 || i < orders.length; i += AT_ONCE) {
    const some = csv(orders.slice(i, i + AT_ONCE).map(rowOf));
    text += i === 0 ? some : some.slice(some.indexOf('\n') + 1);
  }
  return text;
}

/** An order as a row: money with cents, times as ISO 8601 in UTC. */
function rowOf({ index: _place, partsBps, partsCents, shortfallCents, valueCents, held, without, ...rest }: OrderMeasure): Row {
  const parts = (suffix: string, of: (part: Part) => number | string | null): Row =>
    Object.fromEntries(PARTS.map(part => [`${part}${suffix}`, of(part)]));
  return {
    ...rest,
    received: isoMicros(rest.received),
    ended: rest.ended === null ? null : isoMicros(rest.ended),
    orderedValue: money(valueCents),
    shortfall: money(shortfallCents),
    ...parts('', part => money(partsCents[part])),
    ...parts('Bps', part => partsBps[part]),
    heldByTiming: held.join(' '),
    leftOut: without.join(' '),
  };
}

const money = (cents: number | null): string | null => (cents === null ? null : (cents / 100).toFixed(2));
