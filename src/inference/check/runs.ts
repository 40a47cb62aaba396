import { compile } from '../../core/learned/evaluate';
import type { Forecast, NoForecast } from '../../core/learned/forecaster';
import { rowsWithin } from '../../core/learned/rows';
import type { OpenedModel } from '../opened';
import type { Finding } from './finding';
import type { Golden } from './golden';

/** How far an answer may be from what it should be: of a part of it, where it is above 1. */
const CLOSE = 1e-5;
/** Rows that are spread over the ranges; they also make the runtime warm. */
const SPREAD = 500;
const TIMED = 1000;
/** So many of them may be late. */
const LATE = TIMED / 100;
const ROUNDS = 20;
const PARITY = 10_000;
const SEED = 11;
const RANGE = 'rows within range';

/** One answer at a time, as the line would ask. */
export const ask = (model: OpenedModel, x: Float32Array): Promise<Forecast | NoForecast> =>
  new Promise(resolve => model.ask(x, undefined, resolve));

const refused = (check: string, text: string): Finding => ({ check, state: 'refused', text });
const row = (x: Float32Array): string =>
  `[${Array.from(x.subarray(0, 6), n => Number(n.toPrecision(4))).join(', ')}${x.length > 6 ? ', ...' : ''}]`;
const far = (said: readonly number[] | Float64Array, meant: ArrayLike<number>): number =>
  Math.max(...Array.from(said, (y, k) => Math.abs(y - meant[k]!) / Math.max(1, Math.abs(meant[k]!))));

/** What the file's maker says that it answers, against what it answers here. */
export async function goldenRun(model: OpenedModel, golden: Golden): Promise<Finding> {
  const check = 'golden answers';
  let worst = 0;
  for (const [i, x] of golden.rows.entries()) {
    const said = await ask(model, x);
    if ('failed' in said) return refused(check, `row ${i}: ${said.failed}`);
    worst = Math.max(worst, far(said.y, golden.y[i]!));
    if (!(worst <= CLOSE)) return refused(check, `row ${i}: y is [${said.y}], the file says [${golden.y[i]}]`);
  }
  return { check, state: 'ok', text: `${golden.rows.length} rows, at most ${worst.toExponential(1)} off` };
}

/** Rows anywhere within the ranges, corners included: each must have an answer of finite numbers. */
export async function rangeRun(model: OpenedModel): Promise<Finding> {
  const check = RANGE;
  const { features } = model.terms;
  const ends = (['low', 'high'] as const).map(end => Float32Array.from(features, f => (Number.isFinite(f[end]) ? f[end] : 0)));
  const rows = [...ends, ...rowsWithin(features, SPREAD, SEED)];
  for (const x of rows) {
    const said = await ask(model, x);
    if ('failed' in said) return refused(check, `${row(x)}: ${said.failed}`);
  }
  return { check, state: 'ok', text: `${rows.length} rows, all answered with finite numbers` };
}

/** What `speedRun` found; `hopeless`: there is no point in asking on. */
export interface Speed {
  readonly finding: Finding;
  readonly hopeless: boolean;
}

/** 99 in 100 answers must come within the deadline (us), in one round at least: what else the machine does only adds to them. */
export async function speedRun(model: OpenedModel, deadline: number): Promise<Speed> {
  const check = 'p99';
  const rows = rowsWithin(model.terms.features, TIMED, SEED);
  let text = '';
  for (let round = 1; round <= ROUNDS; round++) {
    const took = await timed(model, rows, deadline);
    if (!Array.isArray(took)) return { finding: took, hopeless: true };
    const [shortest, p50, p99, longest] = [0, 0.5, 0.99, 1].map(
      q => took[Math.min(took.length - 1, Math.floor(took.length * q))]!,
    );
    if (took.filter(t => t > deadline).length <= LATE) {
      const ok = `p50 ${p50} us, p99 ${p99} us of ${TIMED} runs, deadline ${deadline} us`;
      return { finding: { check, state: 'ok', text: ok }, hopeless: false };
    }
    text = `${LATE + 1} of ${took.length} runs took longer than the deadline of ${deadline} us: p50 ${p50} us, the longest ${longest} us`;
    if (shortest! > deadline) return { finding: refused(check, text), hopeless: true };
  }
  return { finding: refused(check, `${text} (the last of ${ROUNDS} rounds)`), hopeless: false };
}

/** How long the rows took (us), sorted; fewer than were asked where more than one in 100 was late: nobody waits a thousand times for a slow model. Or the row that had no answer. */
async function timed(model: OpenedModel, rows: readonly Float32Array[], deadline: number): Promise<number[] | Finding> {
  const took: number[] = [];
  let late = 0;
  for (const x of rows) {
    const said = await ask(model, x);
    if ('failed' in said) return refused(RANGE, `${row(x)}: ${said.failed}`);
    took.push(said.took);
    if (said.took > deadline && ++late > LATE) break;
  }
  return took.sort((a, b) => a - b);
}

/** What it does with what no gateway would ask it: told, for TreeEnsemble answers a NaN as if it were a number. */
export async function extremesRun(model: OpenedModel): Promise<Finding[]> {
  const width = model.terms.features.length;
  const cases = [
    ['NaN in all columns', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['-infinity', Number.NEGATIVE_INFINITY],
    ['1e30', 1e30],
  ] as const;
  const findings: Finding[] = [];
  for (const [check, value] of cases) {
    const said = await ask(model, new Float32Array(width).fill(value));
    const text =
      'failed' in said
        ? `no answer: ${said.failed}`
        : `answered as if it were a number: y = [${said.y.map(y => Number(y.toPrecision(4)))}]`;
    findings.push({ check, state: 'note', text: `${text}; the gateway does not ask it` });
  }
  return findings;
}

/** A house model against the evaluator in TypeScript, which stands in for it where the runtime fails. */
export async function parityRun(model: OpenedModel, rows = PARITY): Promise<Finding> {
  const check = 'parity';
  const evaluator = compile(model.learned!);
  let worst = 0;
  for (const x of rowsWithin(model.terms.features, rows, SEED + 1)) {
    const said = await ask(model, x);
    if ('failed' in said) return refused(check, `${row(x)}: ${said.failed}`);
    evaluator.run(x);
    worst = Math.max(worst, far(said.y, evaluator.y));
    if (said.members.length > 0) worst = Math.max(worst, far(said.members, evaluator.members));
    if (!(worst <= CLOSE)) return refused(check, `${row(x)}: y is [${said.y}], the evaluator says [${evaluator.y}]`);
  }
  return { check, state: 'ok', text: `${rows} rows, at most ${worst.toExponential(1)} from the evaluator` };
}
