import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { referenceOf } from '../../../src/core/reference/reference';
import { type CleanseOptions, cleanseFile } from '../../../src/market-data/cleanse/file';
import type { CleanseReport } from '../../../src/market-data/cleanse/report';
import { readReference } from '../../../src/market-data/reference/folder';
import { dataFile, longTestOn, testOn } from '../../data-pack';
import { only } from './rig';

const data = dataFile();
const onData = testOn('taq-us-raw');
const nothing = referenceOf({});
// millions of rows, on a machine that may have other work
jest.setTimeout(300_000);

/** Counts by `rule:defect`. */
async function counts(file: string, options: Partial<CleanseOptions> = {}): Promise<Record<string, number>> {
  const report = await cleanseFile(join(data, file), { reference: nothing, ...options });
  return countsOf(report);
}
const countsOf = ({ defects }: CleanseReport): Record<string, number> =>
  Object.fromEntries(defects.map(({ rule, defect, count }) => [`${rule}:${defect}`, count]));

/** Real files, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('counts by defect match what the data were measured to have (needs the data pack under SLUICE_DATA)', () => {
  // measured over two days, of which the pack has the first: 52 zero bids, 79 zero offers, 1,347 wide, 44 crossed, 35 locked quotes
  onData('TAQ quotes of 2018-01-02: 27 zero bids, 45 zero offers, 1,107 wider than 5 %, none crossed or locked', async () => {
    const sides = only('zero-quote', 'crossed', 'wide-spread', 'stamp-order', 'off-tick');
    expect(await counts('taq-us-raw/XXX_2018-01-02_raw_quotes.csv.gz', { overrides: sides, tick: '0.01' })).toEqual({
      'zero-quote:no-bid': 6,
      'zero-quote:no-offer': 24,
      'zero-quote:neither-side': 21,
      'wide-spread:wide': 1107,
    });
  });

  onData(
    'TAQ trades of 2018-01-02: none corrected (2 were, over two days), 32 % on the reporting facility, odd lots, form T',
    async () => {
      const marks = only('corrected', 'odd-lot', 'off-exchange', 'extended-hours', 'off-tick', 'stamp-order');
      expect(await counts('taq-us-raw/XXX_2018-01-02_raw_trades.csv.gz', { overrides: marks, tick: '0.01' })).toEqual({
        'off-tick:off-tick': 7932,
        'odd-lot:odd-lot': 17_592,
        'off-exchange:off-exchange': 12_619,
        'extended-hours:form-t': 271,
      });
    },
  );

  onData('Bitstamp order events: 16,278 stamps go back, 191 events of orders from before', async () => {
    const found = await counts('l3-other/bitstamp_BTCUSD_2015-05-01_l3_orders.csv.gz', { tick: '0.01' });
    expect(found).toEqual({
      'stamp-order:steps-back': 16_278,
      'stamp-order:still-behind': 3576,
      'order-life:unknown-order': 191,
      'order-life:event-after-end': 22,
      'order-life:added-after-end': 5,
      'far-order:far-order': 98,
      'fleeting-order:fleeting': 6330,
    });
  });

  longTestOn('taq-us-raw')(
    '2024 minute bars: VWAP outside of the bar, flat bars, spikes taken back, all stamps in order, no bad bar',
    async () => {
      const folder = 'us-equities-2024-1min';
      const rows: Record<string, readonly (number | undefined)[]> = {};
      for (const file of readdirSync(join(data, folder))) {
        const report = await cleanseFile(join(data, folder, file), { reference: nothing });
        const found = countsOf(report);
        const percent = (defect: string): number => Math.round((1000 * found[defect]!) / report.rows) / 10;
        const odd = Object.keys(found).filter(d => /^(stamp-order|duplicate|bar-shape|bar-volume)/.test(d)).length;
        rows[file.slice(0, file.indexOf('_'))] = [
          percent('bar-vwap:vwap-outside'),
          percent('bar-flat:flat'),
          found['bar-spike:spike-before'] ?? 0,
          found['jump:jump'] ?? 0,
          odd,
        ];
      }
      // VWAP outside 40 to 70 % (SW 8 to 11), about half flat, 0 to 7 spikes, a few jumps
      expect(rows).toEqual({
        BKNG: [63.5, 52.5, 6, 3, 0],
        CPAY: [44.8, 36.9, 1, 1, 0],
        FDS: [55.9, 47.1, 0, 1, 0],
        GWW: [61.4, 51.5, 0, 0, 0],
        LII: [54.9, 45.8, 2, 2, 0],
        NDSN: [61.6, 54.3, 1, 2, 0],
        NVR: [65, 54.6, 2, 0, 0],
        SW: [7.8, 7.6, 7, 5, 0],
        TDG: [62.4, 52.4, 2, 2, 0],
        TDY: [58.8, 51.1, 2, 3, 0],
        TYL: [60, 51.5, 0, 1, 0],
      });
    },
  );

  longTestOn('taq-us-raw')('consolidated quotes: BAC is never crossed, IBM in 89 of 109,067 rows (0.08 %)', async () => {
    const sides = only('crossed');
    const [bac, ibm] = [
      await counts('us-equities-algoseek/ticks/BAC_20131007_quote_ticks.csv.gz', { overrides: sides }),
      await counts('us-equities-algoseek/ticks/IBM_20131007_quote_ticks.csv.gz', { overrides: sides }),
    ];
    expect([bac['crossed:crossed'], ibm['crossed:crossed']]).toEqual([undefined, 89]);
  });

  onData('splits and tickers by the factor and map files', async () => {
    const reference = readReference(join(data, 'us-equities-algoseek'));
    const rules = only('split', 'ticker-reuse');
    const of = (symbol: string, security?: string) =>
      counts(`us-equities-algoseek/daily/${symbol}_daily.csv.gz`, { reference, symbol, security, overrides: rules });
    expect([await of('AAPL'), await of('WM', 'WM'), await of('AAA')]).toEqual([
      { 'split:known-split': 4 },
      { 'ticker-reuse:other-security': 2465 },
      { 'ticker-reuse:new-owner': 1 },
    ]);
  });

  onData('stress: the halt of 2020-03-18 is a gap, and 658 bars of Binance.US have no volume', async () => {
    expect([
      await counts('stress/SPX500_CFD_2020-03-18_1640_1759utc_circuit_breaker_1min.csv', { overrides: only('gap') }),
      await counts('stress/binanceus_BTCUSDT_2023-03-01_2023-03-21_1min.csv.gz', { overrides: only('gap', 'bar-volume') }),
      await counts('crypto-l2-binance/spot_btcusdt_20240808.log.gz', { format: 'binance-trades', overrides: only('clock-skew') }),
    ]).toEqual([{ 'gap:gap': 1 }, { 'bar-volume:no-volume': 658 }, { 'clock-skew:received-early': 9757 }]);
  });

  onData('bad ticks of the E-mini', async () => {
    const { defects } = await cleanseFile(join(data, 'es-futures-bars/ES_bad_ticks_2011-07-31_first100.csv'), {
      reference: nothing,
    });
    expect(defects.find(d => d.rule === 'outlier')?.examples.map(e => e.line)).toEqual([70, 71, 72]);
  });
});
