import { csv, type Row, writeResult } from '../backtest/files';
import type { Figures } from './figures';
import { throughHtml } from './html';
import type { ComparedParent, ThroughReport } from './report';

/** Writes report.json, report.html and parents.csv. The same report gives the same bytes. Throws a UsageError that names a file that cannot be written. */
export function writeThrough(out: string, report: ThroughReport): void {
  const text = JSON.stringify(report, undefined, 1);
  writeResult(out, 'report.json', `${text}\n`);
  writeResult(out, 'report.html', throughHtml(JSON.parse(text) as ThroughReport));
  writeResult(out, 'parents.csv', csv(report.parents.map(rowOf)));
}

/** A parent under a plan as a row: the log's columns begin with `log`, Sluice's with `sluice`. */
function rowOf({ log, sluice, ...own }: ComparedParent): Row {
  return { ...own, ...named('log', log), ...named('sluice', sluice) };
}

const named = (side: string, figures: Figures): Row =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${side}${name[0]!.toUpperCase()}${name.slice(1)}`, value]));
