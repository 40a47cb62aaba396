import { basename } from 'node:path';
import { type Day, utcDayOf } from '../../core/civil';
import type { FeatureTable } from '../../market-data/features/table';
import { readReference } from '../../market-data/reference/folder';
import { TableError } from '../../market-data/reference/table';
import type { Finding, Guarded } from '../../validation/guards/finding';
import { guardUniverse, type StudiedSymbol, Universe } from '../../validation/guards/universe';
import { tableOf } from '../train/files';
import { UsageError } from '../usage-error';

/** What recorded data are: whose, of which days, and how each file is stamped. */
export interface Recordings {
  readonly symbols: readonly StudiedSymbol[];
  readonly tables: readonly { readonly file: string; readonly header: FeatureTable['header'] }[];
}

/** Reads feature files one by one. Rejects with a UsageError that names file and line: also where a row is made of something later than its own moment. */
export async function recordingsOf(files: readonly string[]): Promise<Recordings> {
  const days = new Map<string, Set<Day>>();
  const tables: { file: string; header: FeatureTable['header'] }[] = [];
  for (const file of files) {
    const { header, at } = await tableOf(file);
    tables.push({ file: basename(file), header });
    if (header.symbol === null) continue;
    const own = days.get(header.symbol) ?? new Set<Day>();
    for (const moment of at) own.add(utcDayOf(moment));
    days.set(header.symbol, own);
  }
  return { tables, symbols: [...days].map(([ticker, own]) => ({ ticker, days: [...own].sort((a, b) => a - b) })) };
}

/** A file by the venue's stamps with nothing added says what was known before anybody outside of the venue could know it. */
export function guardStamps({ tables }: Recordings): Guarded {
  const early = tables.filter(t => t.header.latency === 0 && t.header.sources.some(s => s.stamps === 'venue'));
  const findings = early.map(
    ({ file }): Finding => ({
      guard: 'stamps',
      name: file,
      why: "its rows are by the venue's stamps with no latency added: what is told at one was received later (sluice data features --latency)",
    }),
  );
  const what = 'recorded rows that are stamped before they could be received';
  return { id: 'guards.stamps', what, findings, looked: `${tables.length} feature files`, unsure: [] };
}

/** Whose the symbols were, and who is missing. Without reference data nobody can tell. Throws a UsageError where they cannot be read. */
export function guardSymbols({ symbols }: Recordings, reference: string | undefined): Guarded {
  if (reference === undefined) {
    const nobody = guardUniverse(new Universe([]), []);
    return {
      ...nobody,
      looked: `${symbols.length} symbols`,
      unsure: ['whose they were and who is missing: name guards.reference'],
    };
  }
  try {
    return guardUniverse(new Universe(readReference(reference).tickers.all()), symbols);
  } catch (error) {
    throw error instanceof TableError ? new UsageError(error.message) : error;
  }
}
