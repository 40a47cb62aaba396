import type { MarketFeed } from '../../../src/run/market/feed';
import type { SumsAt } from '../../../src/run/market/sums';
import { Rig } from '../../core/rig';
import { folded, rowsOf, watched } from './seen-rig';

/** A market at 100.00 whose sums begin with the gateway: what it traded before that nobody knows any more. In units, four decimals finer than the tick. */
function marketOf(sums: { now: SumsAt }): MarketFeed {
  return { sums: () => sums.now } as unknown as MarketFeed;
}
const AT_START: SumsAt = { volume: 0, turnover: 0, time: 0, midTime: 0 };
const LATER: SumsAt = { volume: 1_000, turnover: 1_000 * 100e6, time: 1_000, midTime: 1_000 * 100e6 };

test('costs against VWAP and TWAP are known of an order that came since the start', () => {
  const sums = { now: AT_START };
  const market = marketOf(sums);
  const { rig, seen } = watched({}, market);
  rig.order('A').ack('TC1').fill('TC1', '40', '100.02');
  sums.now = LATER;
  const [row] = rowsOf(seen, rig.books, market);
  expect([row!.slippage, row!.beforeStart]).toEqual([{ arrival: 2, vwap: 2, twap: 2 }, undefined]);
});

test('after a restart they are not known, and the row says that it came before: nothing is made up of the market since', () => {
  const sums = { now: AT_START };
  const { rig } = watched({}, marketOf(sums));
  rig.order('A').ack('TC1').fill('TC1', '40', '100.02');
  const again = folded(rig.turns);
  sums.now = LATER;
  const [row] = rowsOf(again, Rig.ready({ recorded: rig.turns }).books, marketOf(sums));
  expect([row!.slippage, row!.beforeStart]).toEqual([{ arrival: 2, vwap: null, twap: null }, true]);
});

test('one that came before the restart and ends after it is in no average against VWAP and TWAP', () => {
  const { rig } = watched();
  rig.order('A').ack('TC1').fill('TC1', '40', '100.02');
  const again = folded(rig.turns);
  rig.fill('TC1', '60', '100.02');
  again.turned(rig.turns.at(-1)!, rig.books, marketOf({ now: LATER }));
  const { arrival, vwap, twap } = again.day.read();
  expect({ arrival, vwap, twap }).toEqual({ arrival: { bps: 2, n: 1 }, vwap: { bps: null, n: 0 }, twap: { bps: null, n: 0 } });
});
