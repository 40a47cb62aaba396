import { fourDecimals } from '../round';

/** Taken once: under a test runner each use of a global is looked up. */
const { abs, exp, log, max, min } = Math;

/** A loss counts half after so many labels that do not overlap: what was right last month says little about now. */
const HALF_LIFE = 300;
const FORGET = 0.5 ** (1 / HALF_LIFE);
/** No member falls below this weight: one that is right again comes back. */
const LEAST = 0.02;
/** A gate that moved less than this is left where it is. */
const MOVE = 0.01;

/**
 * Recent losses of an ensemble's members in one state of the market out of sample, each counted only once the horizon of its label has passed. Their weights are
 * softmax(log prior - n / 2 ln loss), n the labels that the loss is of, with forgetting: the likelihood of normal residuals whose width is as large as it is found to be.
 * Dynamic model averaging: Raftery, Karny and Ettler, Technometrics 52 (2010).
 */
export class MemberLosses {
  readonly losses: number[];
  /** Labels, discounted as the losses are. */
  private weight = 0;

  constructor(private readonly prior: readonly number[]) {
    this.losses = prior.map(() => 0);
  }

  /** A label: `errors` are each member's, in standard deviations; `part`: what of a label it counts for (0 to 1), where labels overlap or the state is not certain. */
  add(errors: readonly number[], part: number): void {
    const keep = FORGET ** part;
    this.weight = keep * this.weight + part;
    for (let m = 0; m < this.losses.length; m++) this.losses[m] = keep * this.losses[m]! + part * errors[m]! ** 2;
  }

  /** The weights that follow: four decimals, summing to 1. */
  gate(): number[] {
    const least = min(...this.losses);
    if (!(least > 0)) return [...this.prior];
    const raw = this.losses.map((loss, m) => this.prior[m]! * exp((-this.weight / 2) * log(loss / least)));
    const sum = raw.reduce((a, b) => a + b, 0);
    if (!(sum > 0)) return [...this.prior];
    const spare = 1 - LEAST * raw.length;
    const gate = raw.map(w => fourDecimals(LEAST + (spare * w) / sum));
    const rest = 1 - gate.reduce((a, b) => a + b, 0);
    const top = gate.indexOf(max(...gate));
    gate[top] = fourDecimals(gate[top]! + rest);
    return gate;
  }
}

/** Where no regime is known all bars are of the first state. */
export const ONE_STATE: readonly number[] = [1, 0, 0];

/** The weights in a market whose states have these probabilities: each state's gate by its own, so that they move with the regime and without a jump. */
export function mixed(gates: readonly (readonly number[])[], posteriors: readonly number[]): number[] {
  const [first] = gates;
  const sums = first!.map((_, m) => gates.reduce((sum, gate, k) => sum + posteriors[k]! * gate[m]!, 0));
  const all = sums.reduce((a, b) => a + b, 0);
  return sums.map(w => fourDecimals(w / all));
}

/** True where a gate is worth telling of. */
export const hasMoved = (from: readonly number[], to: readonly number[]): boolean =>
  to.some((w, m) => abs(w - (from[m] ?? 0)) >= MOVE);
