import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CorporateAction, CorporateActions } from '../../core/reference/actions';
import { MarketCalendar, type PhaseRow } from '../../core/reference/calendar';
import { EffectiveDated } from '../../core/reference/effective';
import { Halts } from '../../core/reference/halts';
import { type Listing, type Reference, referenceOf } from '../../core/reference/reference';
import { type TickerRow, Tickers } from '../../core/reference/tickers';
import { TickTable, type TickTableRow } from '../../core/reference/ticks';
import { leanActions, leanTickers } from './lean';
import { readTable, TableError, type TableRow } from './table';
import { type RowOf, TABLES, type TableName } from './tables';

/** Decimals that floors and ticks of a table may have. */
const TICK_SCALE = 10;

/**
 * Reads a folder of reference data: the tables of TABLES that are there, and LEAN's `factor_files/` and `map_files/`. Throws a TableError
 * that names file and line of a mistake.
 */
export function readReference(folder: string): Reference {
  if (!existsSync(folder)) throw new TableError([`${folder}: there is no such folder of reference data`]);
  const known = [...Object.keys(TABLES), 'factor_files', 'map_files'];
  if (!known.some(name => existsSync(join(folder, name))))
    throw new TableError([`${folder}: has none of the files of reference data: ${known.join(', ')}`]);
  return referenceOf({
    calendars: calendarsIn(folder),
    listings: listingsIn(folder),
    tickTables: tickTablesIn(folder),
    actions: new CorporateActions([...actionsIn(folder), ...leanFiles(folder, 'factor_files', leanActions)]),
    tickers: tickersIn(folder),
    halts: new Halts(haltsIn(folder)),
  });
}

/** The rows of a table; none where the folder has no such file. */
function rowsIn<N extends TableName>(folder: string, name: N): TableRow<RowOf<N>>[] {
  const path = join(folder, name);
  return existsSync(path) ? (readTable(path, TABLES[name] as never) as TableRow<RowOf<N>>[]) : [];
}

/** Does what may throw an Error about a table as a whole; says the file. */
function about<T>(folder: string, name: TableName, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof TableError ? error : new TableError([`${join(folder, name)}: ${(error as Error).message}`]);
  }
}

function listingsIn(folder: string): EffectiveDated<Listing> {
  const rows = rowsIn(folder, 'listings.csv').map(({ value }) => [value.symbol, value] as const);
  return about(folder, 'listings.csv', () => new EffectiveDated<Listing>(rows));
}

function calendarsIn(folder: string): ReadonlyMap<string, MarketCalendar> {
  const phases = rowsIn(folder, 'phases.csv');
  const special = rowsIn(folder, 'special-days.csv');
  const calendars = new Map<string, MarketCalendar>();
  for (const { line, value } of rowsIn(folder, 'calendars.csv')) {
    const { market, zone } = value;
    const own = phases.filter(p => p.value.market === market).map(p => [p.value.schedule, p.value as PhaseRow] as const);
    const days = special.filter(s => s.value.market === market).map(s => s.value);
    try {
      calendars.set(market, new MarketCalendar({ market, zone, phases: own, special: days }));
    } catch (error) {
      const what = error instanceof RangeError ? `zone: '${zone}' is no IANA time zone` : (error as Error).message;
      throw new TableError([`${join(folder, 'calendars.csv')}:${line}: ${what}`]);
    }
  }
  for (const name of ['phases.csv', 'special-days.csv'] as const)
    for (const { line, value } of name === 'phases.csv' ? phases : special)
      if (!calendars.has(value.market))
        throw new TableError([`${join(folder, name)}:${line}: market: '${value.market}' is not in calendars.csv`]);
  return calendars;
}

function tickTablesIn(folder: string): EffectiveDated<TickTableRow> {
  const tables = new Map<string, { key: string; row: TickTableRow & { bands: { floor: string; tick: string }[] } }>();
  for (const { value } of rowsIn(folder, 'tick-tables.csv')) {
    const { table, from, until, floor, tick } = value;
    const key = `${table} ${from} ${until ?? ''}`;
    const there = tables.get(key) ?? { key: table, row: { from, until, bands: [] } };
    there.row.bands.push({ floor, tick });
    tables.set(key, there);
  }
  return about(folder, 'tick-tables.csv', () => {
    for (const { key, row } of tables.values())
      try {
        new TickTable(row.bands, TICK_SCALE);
      } catch (error) {
        throw new Error(`table '${key}': ${(error as Error).message}`);
      }
    return new EffectiveDated([...tables.values()].map(({ key, row }) => [key, row] as const));
  });
}

function actionsIn(folder: string): [string, CorporateAction][] {
  return rowsIn(folder, 'corporate-actions.csv').map(({ line, value }) => {
    const { security, exDay, kind, amount, currency } = value;
    if (kind === 'split' && value.new !== undefined && value.old !== undefined)
      return [security, { kind, exDay, new: value.new, old: value.old }];
    if (kind === 'dividend' && amount !== undefined && currency !== undefined)
      return [security, { kind, exDay, amount, currency }];
    const needs = kind === 'split' ? 'a split needs new and old' : 'a dividend needs amount and currency';
    throw new TableError([`${join(folder, 'corporate-actions.csv')}:${line}: ${needs}`]);
  });
}

function tickersIn(folder: string): Tickers {
  const rows: TickerRow[] = rowsIn(folder, 'tickers.csv').map(({ value }) => value);
  return about(folder, 'tickers.csv', () => new Tickers([...rows, ...leanFiles(folder, 'map_files', leanTickers)]));
}

function haltsIn(folder: string) {
  return rowsIn(folder, 'halts.csv').map(({ line, value }) => {
    if (value.end > value.start) return value;
    throw new TableError([`${join(folder, 'halts.csv')}:${line}: end: must be after start`]);
  });
}

/** What LEAN's files of a kind say, each of them about the security that its name is. */
function leanFiles<T>(folder: string, kind: string, read: (path: string, security: string) => T[]): T[] {
  const inside = join(folder, kind);
  if (!existsSync(inside)) return [];
  const files = readdirSync(inside).filter(name => name.endsWith('.csv'));
  return files.sort().flatMap(name => read(join(inside, name), name.slice(0, -4).toUpperCase()));
}
