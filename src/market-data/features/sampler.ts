import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import type { SymbolFeatures } from './symbol-features';

/** No rows are made where nothing was received for longer than this (us): they would only say that. */
const QUIET: Micros = 60_000_000;

/** What was known at a moment; the same object each time, so whoever keeps it copies it. */
export interface FeatureRow {
  /** The moment (us): all that was received up to it, and nothing later, is in the row. */
  at: Micros;
  /** When the latest of that was received. */
  asOf: Micros;
  /** In price; NaN where the book says nothing of itself. */
  mid: number;
  /** In the order of SYMBOL_FEATURES. */
  readonly vector: Float64Array;
}

/**
 * Reads the features of a symbol at fixed moments: whole multiples of `every` since the epoch. A moment is read once something later
 * is about to be told, so that all of its own stamp is in; what is known of the end of a stream is therefore never read.
 */
export class Sampler {
  private readonly row: FeatureRow = { at: 0, asOf: 0, mid: 0, vector: new Float64Array(SYMBOL_FEATURES.length) };
  private next: Micros = Number.NaN;

  /** `priceUnits`: units in a price of 1. */
  constructor(
    private readonly engine: SymbolFeatures,
    private readonly grid: { readonly every: Micros; readonly priceUnits: number },
    private readonly take: (row: FeatureRow) => void,
  ) {}

  /** What was received at `at` is about to be told: the moments before it are read. */
  before(at: Micros): void {
    const { engine, row } = this;
    const { every, priceUnits } = this.grid;
    if (Number.isNaN(this.next)) this.next = Math.ceil(at / every) * every;
    const last = Math.min(at - 1, engine.asOf + QUIET);
    for (; this.next <= last; this.next += every) {
      row.at = this.next;
      row.asOf = engine.asOf;
      row.mid = engine.mid2 / (2 * priceUnits);
      engine.read(row.at, row.vector);
      this.take(row);
    }
    if (this.next < at) this.next = Math.ceil(at / every) * every;
  }
}
