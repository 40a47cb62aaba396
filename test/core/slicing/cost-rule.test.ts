import { type CostInputs, weigh } from '../../../src/core/slicing/cost-rule';

/** Half a spread of 2 bps, no fees, a joiner that fills every second time with a mark-out of half the spread, no room to improve. */
const INPUTS: CostInputs = {
  halfSpread: 2,
  taker: 0,
  maker: 0,
  impact: 0,
  impactLater: 0,
  drift: 0,
  join: { fill: 0.5, edge: 2, adverse: 2 },
  improve: undefined,
};

describe('the cost rule', () => {
  test.each<[string, Partial<CostInputs>, string, number, number]>([
    ['rests where waiting costs nothing', {}, 'join', 2, 1],
    ['crosses where the price is expected to leave', { drift: 4, join: { fill: 0.2, edge: 2, adverse: 2 } }, 'cross', 2, 4.8],
    [
      'rests all the same where it is nearly sure to fill',
      { drift: 4, join: { fill: 0.9, edge: 2, adverse: 2 } },
      'join',
      2,
      0.6,
    ],
    ['a rebate for who rests tips it', { drift: 2.2, maker: -1 }, 'join', 2, 1.6],
    ['a fee for who takes tips it as well, for it is paid later too', { drift: 1.9, taker: 3 }, 'join', 5, 3.45],
    ['crossing through a thin book costs its impact now', { drift: 3, impact: 9 }, 'join', 11, 2.5],
    ['crossing later costs what the book will be', { impactLater: 9 }, 'cross', 2, 5.5],
    ['what is picked off pays for it', { join: { fill: 1, edge: 2, adverse: 5 } }, 'cross', 2, 3],
    ['of equal costs it rests', { join: { fill: 0, edge: 2, adverse: 2 } }, 'join', 2, 2],
  ])('%s', (_what, over, chose, cross, join) => {
    const found = weigh({ ...INPUTS, ...over });
    expect({ ...found, join: Number(found.join.toFixed(9)) }).toEqual({ chose, cross, join, improve: undefined });
  });

  test('it improves where a better place in the queue is worth a tick', () => {
    const improve = { fill: 0.9, edge: 1.5, adverse: 0.5 };
    expect(weigh({ ...INPUTS, improve }).chose).toBe('improve');
  });

  test('of joining and improving at one cost it joins', () => {
    expect(weigh({ ...INPUTS, improve: INPUTS.join }).chose).toBe('join');
  });
});
