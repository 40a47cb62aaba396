import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Day, utcDayOf } from '../../core/civil';
import { DataError } from '../../core/data-error';
import { fileHash } from '../file-hash';
import { openRows, type ReadOptions, type RowFile } from '../read/rows';
import { columnsOf, markOf, rowWriter } from '../read/sluice-rows';
import { Cleanser, type Overrides } from './cleanser';
import { type CleanseReport, CoverageCount, reportText } from './report';
import type { Setup } from './rule';
import { type About, setupOf } from './setup';
import { Sink } from './sink';

export interface CleanseOptions extends ReadOptions, About {
  /** Folder for what is written; without one nothing is, and only the report is made. */
  readonly out?: string | undefined;
  readonly overrides?: Overrides | undefined;
}

const CHANGES_HEAD = 'line,rule,defect,act,why\n';

/**
 * Cleanses a file: reads it once for its hash and once row by row, and never holds it whole. With `out` it writes there the rows that are
 * left (gzipped where the source was), a line for each row dropped or mended, and the report as JSON and as text. Nothing that is there is
 * written over, and after an error nothing new is there. Rejects with a DataError that names file and line.
 */
export async function cleanseFile(file: string, options: CleanseOptions): Promise<CleanseReport> {
  const rows = await openRows(file, { ...options, anyOrder: true });
  if (rows.format.name === 'sluice-rows')
    throw new DataError(
      file,
      1,
      'is of our own format: it was cleansed before, or recorded by a gateway; raw files of others are cleansed',
    );
  const source = { file, sha256: await fileHash(file), bytes: statSync(file).size };
  const setup = setupOf(rows, options, await firstDay(rows));
  const sinks = options.out === undefined ? undefined : sinksIn(options.out, file);
  try {
    const report = await cleansed({ rows, source, setup, overrides: options.overrides, sinks });
    await sinks?.json.write(`${JSON.stringify(report, undefined, 2)}\n`);
    await sinks?.text.write(`${reportText(report)}\n`);
    for (const sink of Object.values(sinks ?? {})) await sink.commit();
    return report;
  } catch (error) {
    for (const sink of Object.values(sinks ?? {})) await sink.abandon();
    throw error;
  }
}

type Sinks = Readonly<Record<'rows' | 'changes' | 'json' | 'text', Sink>>;

interface Job {
  readonly rows: RowFile;
  readonly source: CleanseReport['source'];
  readonly setup: Setup;
  readonly overrides: Overrides | undefined;
  readonly sinks: Sinks | undefined;
}

/** Takes every row of a file through the rules, and writes what is left and what was changed. */
async function cleansed({ rows, source, setup, overrides, sinks }: Job): Promise<CleanseReport> {
  const { kind } = setup;
  let changes = CHANGES_HEAD;
  const cleanser = new Cleanser(setup, overrides, (row, rule, { defect, act, why }) => {
    if (sinks) changes += `${row.line},${rule},${defect},${act},"${why().replaceAll('"', '""')}"\n`;
  });
  const rules = cleanser.ran();
  const coverage = new CoverageCount();
  const write = rowWriter(kind, setup);
  const head = `# source ${basename(source.file)} sha256=${source.sha256}\n# rules ${rules.join(' ')}\n`;
  let text = `${markOf(kind, setup)}\n${head}${columnsOf(kind)}\n`;
  for await (const batch of rows.batches()) {
    for (const raw of batch) {
      coverage.take(raw.at);
      const { row, flags } = cleanser.take(raw);
      if (sinks && row) text += `${write(row, flags)}\n`;
    }
    await sinks?.rows.write(text);
    await sinks?.changes.write(changes);
    text = '';
    changes = '';
  }
  const { notRun, totals } = cleanser;
  return {
    ...{ source, format: rows.format.name, kind },
    written: sinks && { rows: sinks.rows.file, changes: sinks.changes.file },
    ...totals,
    ...{ coverage: coverage.result(), defects: cleanser.defects(), notRun, rules },
  };
}

/** What is written for a source: no name of it is the source's own. */
function sinksIn(out: string, file: string): Sinks {
  mkdirSync(out, { recursive: true });
  const gz = file.endsWith('.gz');
  const name = basename(gz ? file.slice(0, -3) : file).replace(/\.(csv|log|txt)$/, '');
  const at = (end: string): string => join(out, `${name}${end}`);
  const taken = ['.clean.csv', '.clean.csv.gz', '.changes.csv', '.report.json', '.report.txt'].map(at).find(existsSync);
  if (taken !== undefined)
    throw new DataError(taken, 1, 'is there already, and nothing is written over: remove it, or choose another --out');
  return {
    rows: new Sink(at(gz ? '.clean.csv.gz' : '.clean.csv')),
    changes: new Sink(at('.changes.csv')),
    json: new Sink(at('.report.json')),
    text: new Sink(at('.report.txt')),
  };
}

/** The UTC day of a file's first row: as of when its symbol's listing is looked up. */
async function firstDay(rows: RowFile): Promise<Day> {
  for await (const batch of rows.batches()) if (batch.length > 0) return utcDayOf(batch[0]!.at);
  return 0;
}
