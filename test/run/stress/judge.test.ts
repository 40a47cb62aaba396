import { costGate, costsOf, FEWEST } from '../../../src/run/stress/costs';
import { controlGates, guardGates } from '../../../src/run/stress/held';
import { ruleGates } from '../../../src/run/stress/rules';
import type { Stressed } from '../../../src/run/stress/runs';
import type { Gate } from '../../../src/validation/report';
import { type Over, stressed } from './fabricated';

const BOUNDS = { kind: 'bounds' } as const;
const told = (gates: readonly Gate[], id: string): string => {
  const { verdict, why } = gates.find(g => g.id === id)!;
  return `${verdict}: ${why}`;
};

describe('hard rules', () => {
  const kept: Over[] = [{ audit: { haltTold: 1 } }, { purpose: BOUNDS }];

  test('where all are kept, and all were put to the test, all pass', () => {
    expect(ruleGates(kept.map(stressed)).map(g => [g.id, g.verdict])).toEqual(
      ['halt', 'limit-price', 'cap', 'oversold', 'left-working', 'completion'].map(id => [`stress.${id}`, 'pass']),
    );
  });

  test.each<[string, Over, string]>([
    ['halt', { audit: { haltTold: 1, sentInHalt: 2 } }, 'first flash-crash, seed 1, model: 2 sent in a halt'],
    [
      'limit-price',
      { purpose: BOUNDS, result: { beyondLimit: 1 } },
      'first flash-crash, seed 1, model with bounds: 1 fills beyond the limit price',
    ],
    [
      'cap',
      { purpose: BOUNDS, result: { greatestPart: 0.1001 } },
      'first flash-crash, seed 1, model with bounds: 10.01 % of the volume, capped at 10.00 %',
    ],
    ['oversold', { parent: { agrees: false, cumQty: 4100 } }, 'first flash-crash, seed 1, model: 4100 of 4000 booked'],
    ['left-working', { parent: { outcome: 'open' } }, 'first flash-crash, seed 1, model: it is open after its window'],
    [
      'left-working',
      { result: { broken: ['A: it is over, and 100 may still trade at the venue'] } },
      'first flash-crash, seed 1, model: A: it is over, and 100 may still trade at the venue',
    ],
    ['completion', { parent: { outcome: 'part', completion: 0.9 } }, 'first flash-crash, seed 1, model: part, 90.00 % done'],
  ])('a run against the rule %s fails it', (id, over, why) => {
    expect(told(ruleGates([...kept, over].map(stressed)), `stress.${id}`)).toMatch(
      new RegExp(`^fail: 1 of \\d runs; ${escaped(why)}`),
    );
  });

  test('a limit price, a cap and a market that is shut go before completion', () => {
    const part = { parent: { outcome: 'part', completion: 0.5 } } as const;
    const excused = [
      { ...part, purpose: BOUNDS },
      { ...part, name: 'circuit-breaker-2020' },
    ];
    expect(told(ruleGates([{}, ...excused].map(stressed)), 'stress.completion')).toBe('pass: none in 1 runs');
  });

  test('a limit price that the market never passed was not put to the test, and a fill beyond one is told all the same', () => {
    const calm: Over = { purpose: BOUNDS, result: { limitMattered: false } };
    const walked: Over = { purpose: BOUNDS, result: { limitMattered: false, beyondLimit: 1 } };
    expect([[calm], [calm, walked]].map(of => told(ruleGates(of.map(stressed)), 'stress.limit-price'))).toEqual([
      'inconclusive: no run put it to the test',
      'fail: 1 of 1 runs; first flash-crash, seed 1, model with bounds: 1 fills beyond the limit price',
    ]);
  });

  test('what nothing put to the test is not known', () => {
    expect(told(ruleGates([stressed()]), 'stress.halt')).toBe('inconclusive: no run put it to the test');
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('the worst twentieth of costs', () => {
  const MARGIN = { bps: 1, ofReach: 0.2 };
  /** A seed's order cost so much (bps) by the baseline, and so much more by the model. */
  function gate(seeds: number, worse: (seed: number) => number | null): Gate {
    const runs = Array.from({ length: seeds }, (_, seed) => {
      const cost = 20 * Math.sin(seed * 7.1);
      const more = worse(seed);
      return (['model', 'baseline'] as const).map(by => {
        const isBps = by === 'baseline' ? cost : more === null ? null : cost + more;
        return stressed({ name: 'halt', seed, by, parent: { isBps } });
      });
    });
    return costGate(costsOf(runs.flat(), MARGIN)[0]!, 1);
  }

  test.each<[string, number, (seed: number) => number | null, string]>([
    [
      'the same costs',
      FEWEST,
      () => 0,
      'pass: the interval ends 1.00 bps below the margin: 0.00 bps [0.00, 0.00], margin 1.00 bps',
    ],
    [
      'cheaper ones',
      FEWEST,
      () => -5,
      'pass: the interval ends 6.00 bps below the margin: -5.00 bps [-5.00, -5.00], margin 1.00 bps',
    ],
    [
      'dearer ones',
      FEWEST,
      () => 3,
      'fail: the interval begins 2.00 bps above the margin: 3.00 bps [3.00, 3.00], margin 1.00 bps',
    ],
    [
      'too few seeds',
      FEWEST - 1,
      () => 0,
      'inconclusive: 39 seeds: it takes 40 for a tail of two; 0.00 bps [0.00, 0.00], margin 1.00 bps',
    ],
    [
      'a cost that is not known',
      FEWEST + 1,
      seed => (seed === 3 ? null : 0),
      'inconclusive: the cost of 1 orders is not known: 0.00 bps [0.00, 0.00], margin 1.00 bps',
    ],
  ])('%s', (_, seeds, worse, verdict) => {
    expect(told([gate(seeds, worse)], 'stress.halt.cvar')).toBe(verdict);
  });

  test('a model that decides nothing costs what its baseline costs, and shows nothing by that but where a guard has to hold it', () => {
    const idle = { audit: { decided: { forecast: 0, last: 0, baseline: 20 } } };
    const runs = (name: string): Stressed[] =>
      Array.from({ length: 2 * FEWEST }, (_, n) =>
        stressed({ name, seed: n >> 1, by: n % 2 === 0 ? 'model' : 'baseline', ...(n % 2 === 0 && idle) }),
      );
    expect(
      ['halt', 'outage-late'].map(name => told([costGate(costsOf(runs(name), MARGIN)[0]!, 1)], `stress.${name}.cvar`)),
    ).toEqual([
      'inconclusive: the model decided no slot: what it would do there is not known; 0.00 bps [0.00, 0.00], margin 1.00 bps',
      'pass: the interval ends 1.00 bps below the margin: 0.00 bps [0.00, 0.00], margin 1.00 bps',
    ]);
  });

  test('noise as wide as the margin is not told from harm', () => {
    expect(gate(FEWEST, seed => 3 * Math.sin(seed * 3.7) - 1).verdict).toBe('inconclusive');
  });

  test('a margin grows with what the scenario moves', () => {
    const runs = ['flash-crash', 'halt'].flatMap(name => (['model', 'baseline'] as const).map(by => stressed({ name, by })));
    expect(costsOf(runs, MARGIN).map(c => c.margin.toFixed(3))).toEqual(['12.000', '1.000']);
  });
});

describe('guards and controls', () => {
  test('every order must have been held at least once', () => {
    const held = { name: 'feed-gaps', audit: { guards: { 'feature age': 3 } } } as const;
    const free = { name: 'feed-gaps', seed: 2, audit: { guards: { 'unknown regime': 1 } } } as const;
    expect(
      [guardGates([stressed(held)]), guardGates([stressed(held), stressed(free)])].map(g => told(g, 'stress.feed-gaps.guard')),
    ).toEqual(['pass: 1 of 1 orders', 'fail: 1 of 2 orders; first without: feed-gaps, seed 2, model']);
  });

  test('a control must bite, and nothing may be sent after a halt of a level', () => {
    const purpose = { kind: 'control', code: 'DailyLoss' } as const;
    const bit = { purpose, audit: { states: ['HALTED'] } } as const;
    const cases: Over[] = [bit, { purpose, audit: {} }, { purpose, audit: { states: ['HALTED'], sentWhenHalted: 1 } }];
    expect(cases.map(c => told(controlGates([stressed(bit), stressed(c)]), 'stress.flash-crash.DailyLoss'))).toEqual([
      'pass: it bit in 2 of 2 runs',
      'fail: 1 of 2 runs; first flash-crash, seed 1, model under DailyLoss: it did not bite',
      'fail: 1 of 2 runs; first flash-crash, seed 1, model under DailyLoss: something was sent after HALTED',
    ]);
  });
});
