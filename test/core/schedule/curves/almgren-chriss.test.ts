import fc from 'fast-check';
import {
  type AlmgrenChrissModel,
  almgrenChrissCurve,
  almgrenChrissHoldings,
  costAndRisk,
  etaOfSlot,
} from '../../../../src/core/schedule/curves/almgren-chriss';
import { evenCurve, mistakeIn, WHOLE } from '../../../../src/core/schedule/curves/cumulative';

const SOUND: AlmgrenChrissModel = { slots: 50, tau: 60, sigma: 0.02, eta: 0.001, gamma: 0.00001, riskAversion: 0.1 };

/** A model whose kappa T is what is asked for. */
function modelOf(kT: number, slots: number): AlmgrenChrissModel {
  const base = { ...SOUND, slots, riskAversion: 0 };
  const ratio = ((2 * Math.sinh(kT / slots / 2)) / base.tau) ** 2;
  return { ...base, riskAversion: (ratio * etaOfSlot(base)) / base.sigma ** 2 };
}

/**
 * The optimum by brute force: where the derivative of E + lambda V after each inner holding is 0. Both are sums of squares of neighbours, so
 * these are linear equations with three unknowns each, solved by elimination.
 */
function solved(model: AlmgrenChrissModel): number[] {
  const { slots, tau, sigma, riskAversion } = model;
  const trade = (2 * etaOfSlot(model)) / tau;
  const hold = 2 * riskAversion * sigma ** 2 * tau;
  const [up, right] = [[] as number[], [] as number[]];
  for (let j = 1; j < slots; j++) {
    const middle = 2 * trade + hold - trade * (up[j - 2] ?? 0);
    up.push(trade / middle);
    right.push((trade * (j === 1 ? 1 : right[j - 2]!)) / middle);
  }
  const x = [...Array.from({ length: slots }, () => 0), 0];
  for (let j = slots - 1; j >= 1; j--) x[j] = right[j - 1]! + up[j - 1]! * x[j + 1]!;
  x[0] = 1;
  return x;
}

const holdingsOf = (model: AlmgrenChrissModel): readonly number[] => {
  const holdings = almgrenChrissHoldings(model);
  if ('refused' in holdings) throw new Error(holdings.refused);
  return holdings;
};

test.each(
  [1e-9, 1e-3, 1, 10, 1000]
    .flatMap(kT => [1, 2, 3, 50, 390].map(slots => [kT, slots] as const))
    // beyond it the risk aversion itself is beyond doubles
    .filter(([kT, slots]) => kT / slots < 600),
)('the holdings of kappa T %d in %d slots are the numeric optimum to 1e-10', (kT, slots) => {
  const model = modelOf(kT, slots);
  const optimum = solved(model);
  const worst = Math.max(...holdingsOf(model).map((x, j) => Math.abs(x - optimum[j]!)));
  expect(worst).toBeLessThan(1e-10);
});

test('no other trajectory has less of expected cost plus lambda times variance', () => {
  const objective = (m: AlmgrenChrissModel, x: readonly number[]): number => {
    const { expected, variance } = costAndRisk(m, x, 1000);
    return expected + m.riskAversion * variance;
  };
  fc.assert(
    fc.property(
      fc.constantFrom(1e-3, 1, 10, 100),
      fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (kT, moves) => {
        const model = modelOf(kT, moves.length + 1);
        const best = holdingsOf(model);
        const other = best.map((x, j) => x + (moves[j - 1] ?? 0) * (j < best.length - 1 ? 1 : 0));
        return objective(model, other) >= objective(model, best) * (1 - 1e-12);
      },
    ),
  );
});

test('without risk aversion it is the curve of a TWAP, to the last part', () => {
  expect([1, 3, 7, 20, 390].map(slots => almgrenChrissCurve({ ...SOUND, slots, riskAversion: 0 }))).toEqual(
    [1, 3, 7, 20, 390].map(evenCurve),
  );
});

test("the paper's example: sigma 0.95, eta 2.5e-6, gamma 2.5e-7, lambda 1e-6 over five days has a kappa of 0.61 a day", () => {
  const model = { slots: 5, tau: 1, sigma: 0.95, eta: 2.5e-6, gamma: 2.5e-7, riskAversion: 1e-6 };
  // far from the end of the window a holding falls by a factor of about exp(-kappa) a day
  const [a, b] = holdingsOf({ ...model, slots: 60 }).slice(20, 22);
  expect(Math.log(a! / b!)).toBeCloseTo(0.61, 2);
});

test('costs of a block and of an even schedule, by hand', () => {
  const model = { slots: 2, tau: 2, sigma: 0.5, eta: 0.03, gamma: 0.01, riskAversion: 0 };
  // eta~ = 0.03 - 0.01; all at once: 0.01/2 + 0.02/2; in halves: 0.01/2 + 0.02/2 / 2, and half is held for 2 s
  expect([costAndRisk(model, [1, 0, 0], 10), costAndRisk(model, [1, 0.5, 0], 10)]).toEqual([
    { expected: expect.closeTo(1.5, 12), variance: 0 },
    { expected: expect.closeTo(1, 12), variance: expect.closeTo(12.5, 12) },
  ]);
});

test('every sound model gives a curve', () => {
  const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), positive, positive, positive, (slots, sigma, eta, riskAversion) => {
      const curve = almgrenChrissCurve({ slots, tau: 1, sigma, eta, gamma: 0, riskAversion });
      return !('refused' in curve) && curve.length === slots && mistakeIn(curve) === undefined;
    }),
  );
});

test('so much urgency that all is done at once', () => {
  expect(almgrenChrissCurve({ ...SOUND, slots: 4, riskAversion: 1e30 })).toEqual([WHOLE, WHOLE, WHOLE, WHOLE]);
});

test.each<[string, Partial<AlmgrenChrissModel>]>([
  [
    'eta 0.001 less half of gamma 0.0001 over a slot of 60 s is -0.002: it must be above 0 (shorter slots, or more temporary impact)',
    { gamma: 0.0001 },
  ],
  ['eta is NaN: it must be a number at or above 0', { eta: Number.NaN }],
  ['sigma is -1: it must be a number at or above 0', { sigma: -1 }],
  ['riskAversion is Infinity: it must be a number at or above 0', { riskAversion: Number.POSITIVE_INFINITY }],
  ['gamma is -0.1: it must be a number at or above 0', { gamma: -0.1 }],
  ['a slot of 0 s: it must be longer than 0', { tau: 0 }],
  ['0 slots: there must be at least one', { slots: 0 }],
  ['1.5 slots: there must be at least one', { slots: 1.5 }],
  ['risk aversion times variance is beyond any number', { sigma: 1e200, riskAversion: 1e300 }],
])('refused: %s', (refused, change) => {
  expect(almgrenChrissCurve({ ...SOUND, ...change })).toEqual({ refused });
});
