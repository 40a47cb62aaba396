import { againstLog } from '../../../src/run/through/compare';
import type { Figures } from '../../../src/run/through/figures';
import type { ComparedParent } from '../../../src/run/through/report';

const figures = (over: Partial<Figures>): Figures => ({
  completion: 1,
  cumQty: 100,
  avgPx: 10,
  seconds: 20,
  children: null,
  fills: 1,
  arrival: 10,
  slippageBps: null,
  firstFillBps: null,
  isBps: null,
  ...over,
});

const parent = (clOrdId: string, log: Partial<Figures>, sluice: Partial<Figures>): ComparedParent =>
  ({
    clOrdId,
    plan: 'as logged',
    symbol: 'ACME',
    day: '2026-01-05',
    planned: true,
    log: figures(log),
    sluice: { ...figures(sluice), outcome: 'done' },
  }) as ComparedParent;

test('means are over the parents that have the figure on both sides, so that they differ by what is told', () => {
  const told = againstLog(
    [
      parent('A', { firstFillBps: 1 }, { firstFillBps: 4, children: 2 }),
      parent('B', { firstFillBps: 3 }, { firstFillBps: 5, children: 4 }),
      parent('C', {}, { firstFillBps: 1000, children: 6 }),
      parent('D', { firstFillBps: -500 }, {}),
    ],
    1,
  );
  const of = (name: string) => {
    const { log, sluice, difference } = told.find(d => d.figure === name)!;
    return [log, sluice, difference.mean, difference.observations];
  };
  expect({ paired: of('after first fill bps'), oneSide: of('child orders'), neither: of('IS bps') }).toEqual({
    paired: [2, 4.5, 2.5, 2],
    // the log tells of no child: nothing is paired, and Sluice's mean stands alone, over the three that have one
    oneSide: [null, 4, Number.NaN, 0],
    neither: [null, null, Number.NaN, 0],
  });
});
