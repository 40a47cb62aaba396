import fc from 'fast-check';
import {
  logarithmic,
  logarithmicShare,
  optimistic,
  powerLaw,
  proRata,
  queueModelOf,
  riskAverse,
} from '../../../../simulator/models/queue/queue-model';

describe('queue models: lots that stood ahead, of those that left a level without a trade', () => {
  /** Worked by hand from the formulas in the docstrings. */
  test.each([
    // ahead 60, behind 40, 10 leave
    [riskAverse, 60, 40, 10, 0],
    [powerLaw(1), 60, 40, 10, 6],
    [proRata, 60, 40, 10, 6],
    [optimistic, 60, 40, 10, 10],
    [optimistic, 6, 40, 10, 6],
    [powerLaw(2), 60, 40, 10, (10 * 3600) / 5200],
    [logarithmic, 99, 9, 24, 16],
    [logarithmicShare, 90, 9, 16, 8],
    // the back holds 5 only: the other lots were ahead whatever the model says
    [riskAverse, 60, 5, 20, 15],
    [powerLaw(1), 15, 5, 20, 15],
    [logarithmicShare, 20, 5, 25, 20],
    // last in the queue: all that left stood ahead; first in it: none did
    [powerLaw(3), 50, 0, 7, 7],
    [logarithmic, 50, 0, 7, 7],
    [powerLaw(3), 0, 50, 7, 0],
    [logarithmicShare, 0, 50, 7, 0],
  ])('%j: ahead %d, behind %d, %d leave', (model, ahead, behind, gone, expected) => {
    expect(model.goneAhead(ahead, behind, gone)).toBeCloseTo(expected, 9);
  });

  test('never more than stood ahead or left, never less than the back could not have held', () => {
    const queue = fc.record({ ahead: fc.nat(1000), behind: fc.nat(1000) }).filter(q => q.ahead + q.behind > 0);
    fc.assert(
      fc.property(queue, fc.double({ min: 0, max: 1, noNaN: true }), ({ ahead, behind }, share) => {
        const gone = Math.ceil(share * (ahead + behind));
        for (const model of [riskAverse, proRata, optimistic, logarithmic, logarithmicShare, powerLaw(0.5), powerLaw(3)]) {
          const lots = model.goneAhead(ahead, behind, gone);
          expect(lots >= Math.max(0, gone - behind) - 1e-9 && lots <= Math.min(ahead, gone) + 1e-9).toBe(true);
          expect(
            lots >= riskAverse.goneAhead(ahead, behind, gone) && lots <= optimistic.goneAhead(ahead, behind, gone) + 1e-9,
          ).toBe(true);
        }
      }),
    );
  });

  test('models by name; a name that is none', () => {
    const names = ['risk-averse', 'log', 'log-share', 'power:2', 'power:-1', 'power:x', 'fifo', 'pro-rata', 'optimistic'];
    expect(names.map(name => queueModelOf(name)?.name)).toEqual([
      'risk-averse',
      'log',
      'log-share',
      'power:2',
      undefined,
      undefined,
      undefined,
      'pro-rata',
      'optimistic',
    ]);
  });
});
