import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import type { NamedSource } from './config';
import { idOf } from './journal-read';
import { type JournalMarket, marketOf } from './market-of';

/** A journal as far as a run takes it: what is added to it meanwhile waits for the next run. */
export interface Source extends JournalMarket {
  readonly journal: string;
  /** Folder of what the gateway received (`marketData.record`); absent: it was not kept. */
  readonly record?: string | undefined;
  /** What the journal is known by (`idOf`). */
  readonly id: string;
  /** The last turn, and when it was (us). */
  readonly upTo: number;
  readonly to: Micros;
}

/** The file of a journal, and the folder beside it that holds what was received. */
const JOURNAL = 'journal.db';
const RECORD = 'record';

/**
 * Finds the journals that are named and reads how far each goes; one that is named twice, or copied, counts once, as far as the longest goes. Throws a UsageError where there is
 * none. `synthetic`: no real order is behind them.
 */
export function findSources(named: readonly NamedSource[], synthetic: boolean): readonly Source[] {
  const found: Source[] = [];
  for (const { journal, record } of named.flatMap(journalsIn)) {
    const source = sourceOf(journal, record, synthetic);
    if (!source) continue;
    const twin = found.findIndex(other => other.id === source.id && isSame(other, source));
    if (twin < 0) found.push(source);
    else if (found[twin]!.upTo < source.upTo) found[twin] = source;
  }
  if (found.length === 0) throw new UsageError('journals: none of them has a turn in it');
  return found.sort((a, b) => a.to - b.to || (a.journal < b.journal ? -1 : 1));
}

/** Whether two journals are one as far as the shorter goes: two backtests of one market begin alike, and go on with their own orders. */
function isSame(a: Source, b: Source): boolean {
  const upTo = Math.min(a.upTo, b.upTo);
  const [one, other] = [a, b].map(source => withTurns({ ...source, upTo }, turns => idOf(turns(), upTo)));
  return one === other;
}

function journalsIn({ journal, record }: NamedSource): NamedSource[] {
  if (!existsSync(journal)) throw new UsageError(`journals: ${journal} does not exist`);
  if (!statSync(journal).isDirectory()) return [{ journal, record: record ?? recordBeside(journal) }];
  const files = readdirSync(journal, { recursive: true, encoding: 'utf8' }).filter(name => /(^|[\\/])journal\.db$/.test(name));
  if (files.length === 0) throw new UsageError(`journals: ${journal} has no ${JOURNAL} in it`);
  if (record !== undefined && files.length > 1)
    throw new UsageError(
      `journals: ${journal} has ${files.length} journals, and one \`record\` is named: name each journal with its own`,
    );
  return files.sort().map(name => {
    const file = join(journal, name);
    return { journal: file, record: record ?? recordBeside(file) };
  });
}

function recordBeside(journal: string): string | undefined {
  const folder = join(dirname(journal), RECORD);
  return existsSync(folder) ? folder : undefined;
}

function sourceOf(file: string, record: string | undefined, synthetic: boolean): Source | undefined {
  const journal = openJournal(file, 'journals');
  try {
    let last: RecordedTurn | undefined;
    for (const turn of journal.turns()) last = turn;
    if (!last) return undefined;
    const market = marketOf(file, journal.turns(), synthetic);
    return { journal: file, record, id: idOf(journal.turns()), upTo: last.seq, to: last.at, ...market };
  } finally {
    journal.close();
  }
}

/** Reads a journal as far as the run takes it. */
export function withTurns<T>({ journal, upTo }: Source, read: (turns: () => Iterable<RecordedTurn>) => T): T {
  const opened = openJournal(journal, 'journals');
  try {
    return read(() => until(opened.turns(), upTo));
  } finally {
    opened.close();
  }
}

function* until(turns: Iterable<RecordedTurn>, upTo: number): Generator<RecordedTurn> {
  for (const turn of turns) {
    if (turn.seq > upTo) return;
    yield turn;
  }
}
