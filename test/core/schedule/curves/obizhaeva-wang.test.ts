import fc from 'fast-check';
import { mistakeIn, WHOLE } from '../../../../src/core/schedule/curves/cumulative';
import {
  obizhaevaWangBlocks,
  obizhaevaWangCost,
  obizhaevaWangCurve,
  transientCost,
} from '../../../../src/core/schedule/curves/obizhaeva-wang';

/** Decimals of the numbers below: near no decay the equations are so close to each other that doubles would leave no digit. */
const DIGITS = 120;
const ONE = 10n ** BigInt(DIGITS);
const times = (a: bigint, b: bigint): bigint => (a * b) / ONE;
const over = (a: bigint, b: bigint): bigint => (a * ONE) / b;
const numberOf = (a: bigint): number => Number(a / 10n ** BigInt(DIGITS - 25)) / 1e25;

/** A double, exactly: it is an integer times a power of two. */
function exact(x: number): bigint {
  let shift = 0n;
  let whole = x;
  for (; !Number.isInteger(whole); whole *= 2) shift++;
  return (BigInt(whole) * ONE) >> shift;
}

/** exp(-x): the series of a thousandth part, squared up again, over one. */
function decayOf(x: number): bigint {
  const small = exact(x) >> 12n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term > 0n; n++) sum += term = times(term, small) / n;
  for (let n = 0; n < 12; n++) sum = times(sum, sum);
  return over(ONE, sum);
}

/** The optimum by brute force: the matrix of what each block costs each other, solved for equal marginal costs, scaled to the whole. */
function solved(blocks: number, decay: number): { blocks: number[]; cost: number } {
  const a = decayOf(decay);
  const power = [ONE];
  for (let n = 1; n < blocks; n++) power.push(times(power[n - 1]!, a));
  const rows = Array.from({ length: blocks }, (_, i) => [
    ...Array.from({ length: blocks }, (__, j) => power[Math.abs(i - j)]!),
    ONE,
  ]);
  for (let i = 0; i < blocks; i++)
    for (let k = i + 1; k < blocks; k++) {
      const part = over(rows[k]![i]!, rows[i]![i]!);
      for (let j = i; j <= blocks; j++) rows[k]![j]! -= times(part, rows[i]![j]!);
    }
  const x: bigint[] = Array.from({ length: blocks }, () => 0n);
  for (let i = blocks - 1; i >= 0; i--) {
    let right = rows[i]![blocks]!;
    for (let j = i + 1; j < blocks; j++) right -= times(rows[i]![j]!, x[j]!);
    x[i] = over(right, rows[i]![i]!);
  }
  const sum = x.reduce((total, block) => total + block, 0n);
  // half of x'Mx, where Mx is the same 1/sum in every row
  return { blocks: x.map(block => numberOf(over(block, sum))), cost: numberOf(over(ONE, 2n * sum)) };
}

test.each(
  // N intervals of a window have N + 1 blocks, at their edges
  [1e-9, 1e-3, 1, 10, 1000].flatMap(rhoT => [1, 2, 3, 50].map(n => [rhoT, n] as const)),
)('rho T %d in %d intervals: blocks and cost are the numeric optimum to 1e-10', (rhoT, n) => {
  const decay = rhoT / n;
  const best = solved(n + 1, decay);
  const blocks = obizhaevaWangBlocks(n + 1, decay);
  const off = [
    ...blocks.map((block, i) => Math.abs(block - best.blocks[i]!)),
    Math.abs(obizhaevaWangCost(n + 1, decay) - best.cost),
    Math.abs(transientCost(blocks, decay) - best.cost),
  ];
  expect(Math.max(...off)).toBeLessThan(1e-10);
});

test('without decay all that counts is done in two halves at the ends; with a full one every block is alike', () => {
  expect([obizhaevaWangBlocks(4, 0), obizhaevaWangBlocks(4, Number.POSITIVE_INFINITY), obizhaevaWangBlocks(1, 1)]).toEqual([
    [0.5, 0, 0, 0.5],
    [0.25, 0.25, 0.25, 0.25],
    [1],
  ]);
});

test('many blocks are the continuous schedule: X / (rho T + 2) at both ends', () => {
  expect(obizhaevaWangBlocks(100_001, 3 / 100_000)[0]).toBeCloseTo(1 / 5, 4);
});

test('no other blocks of the same sum cost less', () => {
  const moves = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(moves, fc.double({ min: 1e-6, max: 50, noNaN: true }), (by, decay) => {
      const mean = by.reduce((a, b) => a + b, 0) / by.length;
      const other = obizhaevaWangBlocks(by.length, decay).map((block, n) => block + by[n]! - mean);
      return transientCost(other, decay) >= obizhaevaWangCost(by.length, decay) * (1 - 1e-9);
    }),
  );
});

test('the curve has a block a slot, more of it at the ends, and mirrors itself', () => {
  const curve = obizhaevaWangCurve(5, 0.5);
  expect([mistakeIn(curve), curve.map((part, n) => part + (curve[3 - n] ?? 0))]).toEqual([
    undefined,
    [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE],
  ]);
});
