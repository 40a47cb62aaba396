import type { Target } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';
import { AsOfRows } from './as-of-rows';
import { type JoinSide, Labels, WARM_UP } from './labels';
import { mirrorOf } from './mirror';
import { afterWarmUp, type MarketRows } from './rows';

/** What is learned from rows. */
export interface SampleTerms {
  /** Names of features of a symbol, and `side`. */
  readonly features: readonly string[];
  readonly targets: readonly Target[];
  /** Between rows of the market, a second at most, and between rows that are learned from (us). */
  readonly grid: Micros;
  readonly every: Micros;
  /** Each row comes with its mirror image, in which buyers are sellers: then a model can learn no direction but that of what it sees. */
  readonly mirror: boolean;
}

/** Rows to learn from that belong together: one market, or one stretch of a recording. */
export interface Sample {
  readonly cluster: string;
  /** When each row is of (us). */
  readonly at: Float64Array;
  /** A column a feature, NaN where not known. */
  readonly x: readonly Float32Array[];
  /** A column a target; NaN where a row has no label of it, which only samples of decisions have (`decisions.ts`). */
  readonly y: readonly Float32Array[];
  /** What one of the rows weighs in the fit of `drift`: 1 over the variance expected of it. */
  readonly calm: Float32Array;
  /** Probability of each of three states of the regime filter, NaN where not known. */
  readonly states: readonly Float32Array[];
}

/** Least volatility (bps per root second) that a weight goes by. */
const STILL = 0.2;

/**
 * Makes a sample of a market's rows: features as of each row, labels of what followed up to their horizon; both are read under a clock that throws a LookAheadError for
 * anything later. Rows that lack a label are left out.
 */
export function sampleOf(cluster: string, market: MarketRows, terms: SampleTerms): Sample {
  const rows = afterWarmUp(market, WARM_UP);
  const { features, targets, grid, every, mirror } = terms;
  const labels = new Labels(rows, grid);
  const known = new AsOfRows(rows);
  const columns = features.map(name => (name === 'side' ? undefined : known.of(name, rows.column(name))));
  const posteriors = STATES.map(state => rows.posteriors?.[state] && known.of(`regime ${state}`, rows.posteriors[state]));
  const mirrored = mirrorOf(features);
  const volatility = known.of('volatility60', rows.column('volatility60'));
  const into = new Growing(features.length, targets.length);
  const step = Math.round(every / grid);
  for (let k = 0, n = 0; k < rows.at.length; k += step, n++) {
    const side: JoinSide = n % 2 === 0 ? 1 : -1;
    const y = targets.map(target => labels.of(target, k, side));
    known.moveTo(k);
    if (y.some(Number.isNaN) || Number.isNaN(volatility.value(k))) continue;
    const x = columns.map(column => column?.value(k) ?? side);
    const calm = 1 / Math.max(STILL, volatility.value(k)) ** 2;
    const states = posteriors.map(state => state?.value(k) ?? Number.NaN);
    const row = { at: rows.at[k]!, x, y, calm, states };
    into.add(row);
    if (mirror) into.add({ ...row, x: mirrored(x), y: y.map((v, i) => (targets[i]!.name === 'drift' ? -v : v)) });
  }
  return into.sample(cluster);
}

/** 1 over the variance that a volatility (bps per root second) lets one expect. */
export const weightOf = (volatility: number): number => 1 / Math.max(STILL, volatility) ** 2;

const STATES = [0, 1, 2] as const;

interface Row {
  readonly at: Micros;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly calm: number;
  readonly states: readonly number[];
}

/** Columns that grow row by row. */
export class Growing {
  private readonly rows: Row[] = [];

  constructor(
    private readonly features: number,
    private readonly targets: number,
  ) {}

  add(row: Row): void {
    this.rows.push(row);
  }

  sample(cluster: string): Sample {
    const { rows } = this;
    const columns = (n: number, of: (row: Row) => readonly number[]): Float32Array[] =>
      Array.from({ length: n }, (_, i) => Float32Array.from(rows, row => of(row)[i]!));
    return {
      cluster,
      at: Float64Array.from(rows, row => row.at),
      x: columns(this.features, row => row.x),
      y: columns(this.targets, row => row.y),
      calm: Float32Array.from(rows, row => row.calm),
      states: columns(STATES.length, row => row.states),
    };
  }
}
