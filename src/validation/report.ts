/** What a gate, a stage or a validation comes to. `inconclusive`: too little was seen to tell; the model may run in shadow, and must not act. */
export const VERDICTS = ['pass', 'inconclusive', 'fail'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The five stages in their order, after what must hold of the data and features at all (`guards`). */
export const STAGES = ['guards', 'in-sample', 'out-of-sample', 'walk-forward', 'stress', 'paper'] as const;
export type StageName = (typeof STAGES)[number];

/** One thing that a model must show. */
export interface Gate {
  /** Unlike any other of the report: `oos.cost`, `stress.flash-crash.cvar`. */
  readonly id: string;
  /** What is measured, with its unit, for a reader who does not know the id. */
  readonly what: string;
  /** What was measured, and its 95 % interval where there is one; null where nothing could be. */
  readonly value: number | null;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  /** What it is held against: `value` (or the end of the interval that `why` names) must be on the side that `must` says. */
  readonly must: 'at least' | 'at most';
  readonly bound: number;
  /** What the figures rest on: clusters, not rows. */
  readonly clusters?: number | undefined;
  readonly verdict: Verdict;
  /** The verdict in a sentence with its figures: by how much it held or missed, or what more would be needed to tell. */
  readonly why: string;
}

/** A table that a stage shows beside its gates: texts and numbers as they are to be read. */
export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a stage found. A stage that was not run has no gate and is inconclusive; `notes` say why. */
export interface StageReport {
  readonly stage: StageName;
  readonly verdict: Verdict;
  readonly gates: readonly Gate[];
  readonly tables: readonly ReportTable[];
  /** What a reader must know to take the figures for what they are. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** What a run rests on: with the same four it gives the same figures. */
export interface RunRecord {
  readonly seed: number;
  /** SHA-256 in hex of what was read or made up: files, or generator with its settings. */
  readonly dataHash: string;
  /** SHA-256 in hex of the config as it was read, defaults filled in. */
  readonly configHash: string;
  /** `sluice 0.1.0`. */
  readonly code: string;
}

/** What a model was validated for. Outside of it the certificate says nothing. */
export interface Scope {
  /** Where it may act: `simulator` for what was shown on made-up markets only. */
  readonly venue: 'simulator' | 'live';
  /** Symbols; `*` for all. */
  readonly symbols: readonly string[];
  /** Largest order, shares or contracts. */
  readonly maxQty: number;
  /** Widest Band that was tried, a part of OrderQty, and longest window, seconds. */
  readonly maxBand: number;
  readonly maxWindow: number;
  /** Names of market regimes that it was held against. */
  readonly regimes: readonly string[];
}

/** All that a validation found. The worst verdict of a stage is its own, but for `fail`, which nothing mends. */
export interface ValidationReport {
  readonly schema: 1;
  readonly model: { readonly hash: string; readonly name: string };
  readonly scope: Scope;
  readonly run: RunRecord;
  /** When it was made, ISO 8601. */
  readonly at: string;
  /** Trials that the registry had counted of this model's family, and accesses to the sealed data, this one included. */
  readonly trials: number;
  readonly sealedAccesses: number;
  readonly stages: readonly StageReport[];
  readonly verdict: Verdict;
}

/** The worst of verdicts: one failure is a failure, one doubt leaves a doubt. None at all is a doubt. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}
