import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureFills } from '../../../src/drop-copy/tca/fills';
import { measureOrder } from '../../../src/drop-copy/tca/measure';
import { PARTS } from '../../../src/drop-copy/tca/split';
import { at, fillOf, marketOf, orderOf } from './made-up';

/** The order, the fills and the market of the worked example in docs/tca.md. */
const FILLS = [
  fillOf({ at: at(2.5), qty: 200, px: 1_000_300, liquidity: '2', fee: '0.60' }),
  fillOf({ at: at(10), qty: 200, px: 1_000_400, liquidity: '2', fee: '0.60' }),
  fillOf({ at: at(20), qty: 100, px: 1_000_300, liquidity: '1', fee: '-0.20' }),
  fillOf({ at: at(30), qty: 200, px: 1_000_600, liquidity: '2', fee: '0.60' }),
  fillOf({ at: at(40), qty: 100, px: 1_000_800, liquidity: '2', fee: '0.30' }),
];
const ORDER = orderOf({ fills: FILLS, decided: at(-2), strategy: 'TWAP', closed: 'Canceled' });
const MARKET = marketOf(
  [
    [-10, 100],
    [-1, 100.01],
    [1, 100.02],
    [3, 100.03],
    [8, 100.035],
    [10.5, 100.045],
    [15, 100.04],
    [25, 100.05],
    [30.5, 100.06],
    [35, 100.07],
    [45, 100.1],
  ],
  [
    ...FILLS.map(f => [(f.at - at(0)) / 1e6, f.qty, f.px / 1e4] as const),
    [5, 1_200, 100.03] as const,
    [50, 2_000, 100.09] as const,
  ].sort((a, b) => a[0] - b[0]),
);
const AROUND = { market: MARKET, children: { access: at(2), fees: undefined }, logEnd: at(600) };

/** The table of results in the docs: what, and its number. */
function told(): Record<string, number> {
  const page = readFileSync(join(__dirname, '../../../docs/tca.md'), 'utf8');
  const rows = page.split('<!-- worked example: results -->')[1]!.split('\n\n')[1]!.split('\n').slice(2);
  return Object.fromEntries(
    rows.map(row => row.split('|').map(cell => cell.trim())).map(([, what, , value]) => [what!, Number(value)]),
  );
}

test('the worked example of docs/tca.md, computed by hand there, comes out the same', () => {
  const m = measureOrder(ORDER, AROUND);
  const got = {
    ...Object.fromEntries(PARTS.map(part => [part, m.partsCents[part]! / 100])),
    'implementation shortfall': m.shortfallCents! / 100,
    'IS, bps': m.isBps!,
    'average price': m.avgPx!,
    'against arrival, bps': m.arrivalBps!,
    VWAP: m.vwap!,
    'against VWAP, bps': m.vwapBps!,
    TWAP: m.twap!,
    'against TWAP, bps': m.twapBps!,
    'participation, %': 100 * m.participation!,
  };
  const expected = told();
  const rounded = Object.fromEntries(Object.entries(got).map(([what, value]) => [what, Number(value.toFixed(5))]));
  expect(rounded).toEqual(expected);
});

test('fills of the example by themselves: spread against the mid before, and what the mid did after', () => {
  const fills = measureFills(ORDER, MARKET);
  expect(fills.slice(0, 3).map(f => [f.liquidity, ...[f.spreadBps, ...f.markOuts].map(v => Number(v!.toFixed(4)))])).toEqual([
    ['taker', 0.9998, 0.9998, 2.4995, 7.9984],
    ['taker', 0.4998, 0.9997, 0.4998, 6.4977],
    ['maker', -0.9996, 0, 0.9996, 5.9976],
  ]);
});
