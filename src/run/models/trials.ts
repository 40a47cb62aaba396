import { type LedgerLine, type SeedRange, TrialLedger } from '../../inference/registry/ledger';
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
  /** Of the agents' markets that it opens; absent: a recorded one. */
  readonly seeds?: SeedRange | undefined;
}

/** Mean and standard deviation of what a model cost less than a baseline, by cluster, bps. */
interface Gain {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Counts a comparison, once for each model and terms: before it is run, so that one which is ended in the middle has counted, and again with what came of it (nothing to say where it
 * was held against no baseline). Throws as `noteTraining` does.
 */
export function noteComparison(registry: string, { name, model, terms, seeds }: ComparedModel, by: string, gain?: Gain): void {
  const sharpe = gain ? gain.mean / gain.sd : Number.NaN;
  const key = hashOf(['comparison', model, terms]);
  const found = { what: 'comparison', name, model, sharpe: Number.isFinite(sharpe) ? sharpe : null } as const;
  note(registry, { key, ...found, ...(seeds && { seeds }), by });
}

type Trial = Parameters<TrialLedger['noteTrial']>[0];

const note = (registry: string, trial: Omit<Trial, 'at'>): void =>
  told(() => new TrialLedger(registry).noteTrial({ at: new Date().toISOString(), ...trial }));

/** What the ledger says of a model: trials that it came of or was compared in, who opened sealed data for it, what validations came to. */
export function ledgerOf(registry: string, hash: string): readonly LedgerLine[] {
  const ledger = new TrialLedger(registry);
  // a trial whose Sharpe ratio was not known at first has two lines
  const last = new Set(ledger.trials().map(trial => trial.n));
  return ledger.lines().filter(line => line.model === hash && (line.act !== 'trial' || last.has(line.n)));
}
