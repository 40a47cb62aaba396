import { fourDecimals } from '../round';

/** Taken once: under a test runner each use of a global is looked up. */
const { max, min, sqrt } = Math;

/** A test that has found something. */
export interface Finding {
  readonly by: 'psi' | 'residual' | 'loss' | 'coverage';
  readonly feature?: string | undefined;
  readonly value: number;
  readonly limit: number;
  readonly n: number;
}

/** The shift of residuals that is let pass (standard deviations), and the sum beyond it that is not: by Siegmund about 300,000 labels between false alarms a side. */
const SLACK = 0.25;
const BIASED = 20;
/** One residual counts for no more standard deviations than this. */
const MOST = 4;
/** Residuals wider than they should be are taken in their own width, over so many of the latest: a market that has become wilder is no drift. */
const FADE = 0.5 ** (1 / 20);
/** Log-likelihood by which saying nothing was the better forecast: by Lorden's inequality 100,000 labels or more between false alarms. */
const WORTHLESS = Math.log(100_000);

/**
 * Watches the residuals of a forecast, in standard deviations of what it forecasts, over labels that do not overlap.
 *
 * `residual`: Page's test to both sides (Page, Biometrika 41, 1954; Hinkley, Biometrika 58, 1971), with 0 as the mean that holds where nothing is wrong: with a running mean a model that is wrong
 * from its first day would never be found. Average run length by Siegmund, Sequential Analysis (1985), (exp(2ab) - 2ab - 1) / 2a^2 with a = SLACK, b = BIASED + 1.166.
 *
 * `loss`: the same over the log-likelihood ratio of "no change" against the forecast, ((z - p)^2 - z^2) / 2: it rises where the forecast is opposite, too large or worthless,
 * and not because the market has become wilder. Run length: Lorden, Annals of Mathematical Statistics 42 (1971).
 */
export class ResidualTests {
  n = 0;
  private up = 0;
  private down = 0;
  private loss = 0;
  /** Mean square of what happened, no less than 1. */
  private square = 1;

  /** `z`: what happened; `p`: what was said; both in standard deviations. What was found begins anew. */
  add(z: number, p: number): Finding | undefined {
    if (!Number.isFinite(z - p)) return undefined;
    this.n++;
    const happened = clip(z);
    const said = clip(p);
    const width = max(1, this.square);
    this.square = FADE * this.square + (1 - FADE) * happened ** 2;
    const error = clip((z - p) / sqrt(width));
    this.up = max(0, this.up + error - SLACK);
    this.down = max(0, this.down - error - SLACK);
    this.loss = max(0, this.loss + ((happened - said) ** 2 - happened ** 2) / (2 * width));
    const side = max(this.up, this.down);
    if (this.loss > WORTHLESS) return this.found('loss', this.loss, WORTHLESS);
    return side > BIASED ? this.found('residual', side, BIASED) : undefined;
  }

  private found(by: 'residual' | 'loss', value: number, limit: number): Finding {
    const { n } = this;
    this.up = 0;
    this.down = 0;
    this.loss = 0;
    this.n = 0;
    return { by, value: fourDecimals(value), limit: fourDecimals(limit), n };
  }
}

const clip = (x: number): number => min(max(x, -MOST), MOST);

/** Orders of one look, and by how much the part within q90 may differ from 90 per cent. */
const ORDERS = 400;
const OFF = 0.03;

/** Whether nine orders in ten cost no more than the q90 that they were told, looked at every 400 orders. */
export class Coverage {
  private n = 0;
  private within = 0;

  /** An order that is over: what it has cost and what it was told (bps). */
  add(cost: number, q90: number): Finding | undefined {
    this.n++;
    if (cost <= q90) this.within++;
    if (this.n < ORDERS) return undefined;
    const value = this.within / this.n;
    const n = this.n;
    this.n = 0;
    this.within = 0;
    return Math.abs(value - 0.9) > OFF + 1e-12 ? { by: 'coverage', value, limit: OFF, n } : undefined;
  }
}
