import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import { ModelError } from '../../inference/model-error';
import { decodeOnnx } from '../../inference/onnx/decode';
import { termsOf } from '../../inference/terms';
import { resolveModel } from '../models/resolve';
import { UsageError } from '../usage-error';
import type { LearnConfig } from './config';
import type { JournalRead } from './journal-read';
import { parentBytes } from './judge';
import { recordedDays } from './recording';
import type { Plan } from './runs';
import { findSources, type Source } from './sources';

/** What a journal holds of what can be learned. */
export interface Held {
  readonly journal: string;
  readonly record: string | null;
  readonly from: Micros;
  readonly to: Micros;
  readonly parents: number;
  readonly fills: number;
  /** Children, or prices of theirs, that rested. */
  readonly rested: number;
  readonly answers: number;
  /** Moments at which a decision was shown the market. */
  readonly decisions: number;
  /** Days of symbols that were recorded. */
  readonly recordedDays: number;
}

/** What a run is about: the journals as far as they go now, and the model in force. Throws a UsageError where either is not there. */
export function planOf(config: LearnConfig): Plan {
  const parent = resolveModel(config.parent, { role: 'predictor', registry: config.registry })!;
  try {
    termsOf(decodeOnnx(parent.bytes));
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`parent: ${parent.file}: ${error.message}`) : error;
  }
  const { hash, validation, journals, synthetic } = config;
  return { schema: 1, config: hash, validation, parent: parent.hash, sources: findSources(journals, synthetic) };
}

/** A journal in a line. */
export function summaryOf({ journal, record }: Source, read: JournalRead): Held {
  const symbols = [...read.symbols];
  const sum = (of: (symbol: string, has: (typeof symbols)[number][1]) => number): number =>
    symbols.reduce((total, [symbol, has]) => total + of(symbol, has), 0);
  return {
    journal,
    record: record ?? null,
    from: read.from,
    to: read.to,
    parents: read.parents,
    fills: sum((_, s) => s.own.length),
    rested: read.spells.length,
    answers: read.roundTrips.length,
    decisions: sum((_, s) => s.decisions.at.length),
    recordedDays: record === undefined ? 0 : sum(symbol => recordedDays(record, symbol).length),
  };
}

const SAMPLED: ReadonlySet<string> = new Set([...SYMBOL_FEATURES.map(f => f.name), 'side']);

/** What samples hold: the features of the recipe, and those that the parent is asked with, as far as they are of a symbol. */
export function featuresOf(config: LearnConfig, plan: Plan): string[] {
  const asked = termsOf(decodeOnnx(parentBytes(config, plan))).features.map(f => f.name);
  const named = [...config.training.features.map(f => f.name), ...asked.filter(name => SAMPLED.has(name))];
  const paired = named.flatMap(name => (name === 'queueBid' || name === 'queueAsk' ? ['queueBid', 'queueAsk'] : [name]));
  return [...new Set(paired)];
}
