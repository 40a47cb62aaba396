import { firstFrom, midAt, slippageBps, volumeIn } from '../../../src/core/measures/volume-weighted';

const NOTHING = Number.NaN;

test('VWAP and volume of a window, with own trades and without, both ends included', () => {
  const trades = {
    at: [10, 20, 30, 40],
    px: [100, 101, 103, 200],
    qty: [10, 20, 10, 5],
    own: [false, true, false, false],
  };
  expect([volumeIn(trades, 10, 30), volumeIn(trades, 20, 20), volumeIn(trades, 31, 39)]).toEqual([
    { qty: 40, vwap: 101.25, othersQty: 20, othersVwap: 101.5 },
    { qty: 20, vwap: 101, othersQty: 0, othersVwap: NOTHING },
    { qty: 0, vwap: NOTHING, othersQty: 0, othersVwap: NOTHING },
  ]);
});

test('slippage is above zero where it is worse', () => {
  expect([slippageBps(true, 100.1, 100), slippageBps(false, 100.1, 100)].map(x => Math.round(x * 1e6) / 1e6)).toEqual([10, -10]);
});

test('the last valid mid: one-sided and crossed books are passed over', () => {
  const quotes = { at: [10, 20, 30, 40], bid: [99, NOTHING, 101, 100], ask: [101, 101, 101, 104] };
  expect([5, 10, 19, 20, 35, 40, 99].map(at => midAt(quotes, at))).toEqual([NOTHING, 100, 100, 100, 100, 102, 102]);
});

test('the first place at or after a time', () => {
  expect([0, 10, 11, 30, 31].map(at => firstFrom([10, 10, 20, 30], at))).toEqual([0, 0, 2, 3, 4]);
});
