import fc from 'fast-check';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { Rig, T0 } from '../rig';
import { BAR, models } from './stage';

/** Numbers as JSON can hold them, the oddest among them, and null. */
const odd = fc.oneof(
  fc.constantFrom(null, 0, -0, 1e308, -1e308, 1e-308, 0.5, -0.5, Number.MAX_SAFE_INTEGER),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }),
);
const bar = fc.record({
  mid: odd,
  features: fc.array(odd, { minLength: SYMBOL_FEATURES.length, maxLength: SYMBOL_FEATURES.length }),
  logs: fc.tuple(odd, odd, odd),
  /** Bars that are missing before it. */
  hole: fc.nat(3),
  /** What the model says, and its members. */
  says: fc.tuple(odd, odd, odd),
  answers: fc.boolean(),
});

test('whatever bars and answers say, what is learned stays a number, and probabilities and weights sum to 1', () => {
  fc.assert(
    fc.property(fc.array(bar, { minLength: 40, maxLength: 60 }), bars => {
      const rig = new Rig({ started: { models: models('aaa') } });
      const { learning } = rig.books;
      let end = T0;
      for (const { hole, says, answers, ...told } of bars) {
        end += (hole + 1) * BAR;
        rig.at = end;
        rig.post({ type: 'BarClosed', symbol: 'ACME', start: end - BAR, end, ...told });
        const asked = rig.turns.at(-1)!.facts.find(f => f.type === 'ForecastAsked');
        const [y, one, two] = says;
        if (asked && answers)
          rig.post({
            type: 'ForecastReceived',
            ask: asked.ask,
            model: 'aaa',
            y: [0, y],
            members: [0, one, 0, two],
            took: 1,
            by: 'flat',
          });
      }
      const sums = [learning.regimeOf('ACME')!.posteriors, learning.gateOf('aaa', 'ACME', end)!].map(p =>
        p.reduce((a, b) => a + b, 0),
      );
      const watch = learning.watchOf('aaa')!;
      expect([
        rig.failures,
        sums.map(sum => Math.abs(sum - 1) < 1e-3),
        [...watch.learner.weights, ...watch.errors].every(Number.isFinite),
      ]).toEqual([[], [true, true], true]);
    }),
    { numRuns: 60 },
  );
});
