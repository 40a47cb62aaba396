import { type LedgerLine, TrialLedger } from '../../inference/registry/ledger';
import { hashOf } from '../records/record';
import type { ModelCard } from '../train/card';
import { told } from './desk';

/** Counts a training in a registry's ledger, once for each config and data. Throws a UsageError where the ledger is damaged or cannot be written. */
export function noteTraining(
  registry: string,
  { name, hash, made }: Pick<ModelCard, 'name' | 'hash' | 'made'>,
  by: string,
): void {
  const key = hashOf(['training', made.configHash, made.dataHash]);
  note(registry, { key, what: 'training', name, model: hash, sharpe: null, by });
}

/** A comparison of a model with a baseline. */
export interface ComparedModel {
  readonly name: string;
  readonly model: string;
  /** All that the comparison depends on. */
  readonly terms: unknown;
  /** Mean and standard deviation of what it cost less, by cluster, bps; NaN where it was held against no baseline. */
  readonly mean: number;
  readonly sd: number;
}

/** Counts a comparison, once for each model and terms. Throws as `noteTraining` does. */
export function noteComparison(registry: string, { name, model, terms, mean, sd }: ComparedModel, by: string): void {
  const sharpe = mean / sd;
  const key = hashOf(['comparison', model, terms]);
  note(registry, { key, what: 'comparison', name, model, sharpe: Number.isFinite(sharpe) ? sharpe : null, by });
}

type Trial = Parameters<TrialLedger['noteTrial']>[0];

const note = (registry: string, trial: Omit<Trial, 'at'>): void =>
  told(() => new TrialLedger(registry).noteTrial({ at: new Date().toISOString(), ...trial }));

/** What the ledger says of a model: trials that it came of or was compared in, who opened sealed data for it, what validations came to. */
export const ledgerOf = (registry: string, hash: string): readonly LedgerLine[] =>
  new TrialLedger(registry).lines().filter(line => line.model === hash);
