import type { FillRow, PlanView } from '../../../src/dashboard/feed';
import { trajectory } from '../../../src/dashboard/web/plot/trajectory';

const S = 1_000_000;
const PLAN = {
  points: [
    [0, 0, null, null],
    [10 * S, 100, 50, 150],
    [20 * S, 200, 150, 200],
  ],
} as unknown as PlanView;
const fill = (at: number | null, liquidity: FillRow['liquidity'], superseded = false): FillRow =>
  ({ at, liquidity, superseded }) as FillRow;

test('planned and done stand side by side at every moment that either tells of', () => {
  const columns = trajectory({
    plan: PLAN,
    done: [
      [5 * S, 40],
      [15 * S, 140],
    ],
    fills: [fill(5 * S, 'maker'), fill(15 * S, 'taker'), fill(15 * S, 'auction', true), fill(null, 'maker')],
    until: 16 * S,
  });
  expect(columns).toEqual({
    at: [0, 5, 10, 15, 16, 20],
    target: [0, 50, 100, 150, 160, 200],
    least: [null, null, 50, 100, 110, 150],
    most: [null, null, 150, 175, 180, 200],
    done: [0, 40, 40, 140, 140, null],
    maker: [null, 40, null, null, null, null],
    taker: [null, null, null, 140, null, null],
  });
});

test('an order without a plan has only what was done', () => {
  const { at, target, done } = trajectory({ plan: null, done: [[S, 10]], fills: [], until: 2 * S });
  expect({ at, target, done }).toEqual({ at: [1, 2], target: [null, null], done: [10, 10] });
});

test('nothing known is nothing drawn', () => {
  expect(trajectory({ plan: undefined, done: [], fills: [], until: 0 }).at).toEqual([]);
});
