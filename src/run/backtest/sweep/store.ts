import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../../../journal/folder-lock';
import { UsageError } from '../../usage-error';
import { outFolder } from '../files';
import type { BacktestReport } from '../report/report';

/** What a folder's sweep is: its runs belong together only as long as all of it is the same. Texts by name. */
export type Identity = Readonly<Record<string, string>>;

const RUNS = 'runs';
const IDENTITY = 'sweep.json';
/** A run that is not over: whoever comes later begins it again. */
const PART = '.part';

/** The folder of a run; `part` while it runs. */
export const runFolder = (out: string, name: string): string => join(out, RUNS, name);
export const partFolder = (out: string, name: string): string => `${runFolder(out, name)}${PART}`;

/** An empty folder for a run that is to begin. What a killed run left there is removed. */
export function begun(out: string, name: string): string {
  const part = partFolder(out, name);
  rmSync(part, { recursive: true, force: true });
  return outFolder(part);
}

/** The run is over: from here on it is not run again. */
export function finished(out: string, name: string): void {
  renameSync(partFolder(out, name), runFolder(out, name));
}

export const isFinished = (out: string, name: string): boolean => existsSync(runFolder(out, name));

/** What a finished run reported. Throws a UsageError where that cannot be read. */
export function reportOf(out: string, name: string): BacktestReport {
  const folder = runFolder(out, name);
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as BacktestReport;
  } catch (error) {
    throw new UsageError(
      `${folder}: its report cannot be read (${(error as Error).message}): remove that folder, and it is run again`,
    );
  }
}

/**
 * Takes a folder for a sweep until what is returned is called. With `fresh` all runs that are there are removed. Throws a UsageError where another process has it, where it
 * holds something else, or where its runs are of a sweep that differs, and says in what.
 */
export function openStore(out: string, identity: Identity, fresh: boolean): () => void {
  outFolder(out);
  if (!existsSync(join(out, IDENTITY)) && existsSync(join(out, 'journal.db')))
    throw new UsageError(`--out: ${out} holds a single backtest: a sweep has a folder of its own`);
  const release = holdLock(join(out, 'sweep.lock'));
  if (!release) throw new UsageError(`--out: ${out}: another sweep is running there`);
  try {
    if (fresh) rmSync(join(out, RUNS), { recursive: true, force: true });
    else sameAs(out, identity);
    mkdirSync(join(out, RUNS), { recursive: true });
    writeWhole(join(out, IDENTITY), `${JSON.stringify(identity, undefined, 1)}\n`);
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/** Names of what differs that are told; the rest is counted. */
const TOLD = 5;
/** A value longer than this says nothing to anybody. */
const SHORT = 60;

function sameAs(out: string, identity: Identity): void {
  if (!existsSync(join(out, RUNS)) || !existsSync(join(out, IDENTITY))) return;
  const before = JSON.parse(readFileSync(join(out, IDENTITY), 'utf8')) as Identity;
  const names = [...new Set([...Object.keys(before), ...Object.keys(identity)])].filter(name => before[name] !== identity[name]);
  if (names.length === 0) return;
  const short = (text: string | undefined): string =>
    text === undefined ? 'not there' : text.length > SHORT ? `${text.slice(0, SHORT)}...` : text;
  const told = names.slice(0, TOLD).map(name => `\n  ${name}: was ${short(before[name])}, is ${short(identity[name])}`);
  const more = names.length > TOLD ? `\n  and ${names.length - TOLD} more` : '';
  throw new UsageError(
    `--out: the runs in ${out} are of another sweep: take another folder, or --fresh to begin again${told.join('')}${more}`,
  );
}

/** Writes a file that is the old one or the new one, whatever happens meanwhile. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}${PART}`, text);
  renameSync(`${file}${PART}`, file);
}
