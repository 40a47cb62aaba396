import { join } from 'node:path';
import { barsTape } from '../../../../simulator/market/replay/bars-tape';
import { booksTape } from '../../../../simulator/market/replay/books-tape';
import { LevelPlayer } from '../../../../simulator/market/replay/level-player';
import type { LevelTape } from '../../../../simulator/market/replay/level-tape';
import { quotesTape } from '../../../../simulator/market/replay/quotes-tape';
import { BUY, SELL } from '../../../../simulator/matching/types';
import { loadRows } from '../../../../src/market-data/read/rows';
import { dataFile, testOn } from '../../../data-pack';
import { Stage } from './stage';

const data = dataFile();
const onData = testOn('us-equities-algoseek');
const listing = (tickText: string, lotText: string) => ({ symbol: 'T', tickText, lotText, referencePriceTicks: 1 });

/** Plays a tape alone: whether its book ever crossed, and what it traded and printed, in lots. */
function alone(tape: LevelTape): { rows: number; crossed: number; volume: number } {
  const stage = new Stage(new LevelPlayer({ tape, start: 0 }));
  let [crossed, volume] = [0, 0];
  for (let due = stage.market.nextAt(); due !== undefined; due = stage.market.nextAt()) {
    stage.until(due);
    if ((stage.book.best(BUY) ?? 0) >= (stage.book.best(SELL) ?? Number.POSITIVE_INFINITY)) crossed++;
    for (const line of stage.told.splice(0)) volume += Number(/ (\d+)@/.exec(line)![1]);
    stage.trades.length = 0;
  }
  return { rows: tape.rows, crossed, volume };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('replaying real market data by price (needs the sample files under SLUICE_DATA)', () => {
  onData('a day of quotes and trades of IBM: never crossed, and all of its volume', async () => {
    const folder = join(data, 'us-equities-algoseek', 'ticks');
    const quotes = await loadRows(join(folder, 'IBM_20131007_quote_ticks.csv.gz'), 'quotes');
    const trades = await loadRows(join(folder, 'IBM_20131007_trade_ticks.csv.gz'), 'trades');
    const tape = quotesTape(listing('0.01', '1'), quotes, trades);
    const volume = sum([...trades.rows].map(t => t.qty));
    expect([alone(tape), tape.leftOut]).toEqual([{ rows: 132_613, crossed: 0, volume }, 747]);
  });

  onData('book snapshots and trades of BTCUSDT: never crossed, and all of its volume', async () => {
    const file = join(data, 'crypto-l2-binance', 'spot_btcusdt_20240808.log.gz');
    const books = await loadRows(file, 'books', { format: 'binance-books' });
    const trades = await loadRows(file, 'trades', { format: 'binance-trades' });
    const tape = booksTape(listing('0.01', '0.00001'), books, trades);
    const volume = sum([...trades.rows].map(t => Math.floor(t.qty / 1e3)));
    expect(alone(tape)).toEqual({ rows: 13_206, crossed: 0, volume });
  });

  onData('minute bars of BAC: open, high, low, close and volume of every bar', async () => {
    const bars = await loadRows(
      join(data, 'us-equities-algoseek', 'minute', 'BAC_2013-10-04_2013-10-11_1min_trade.csv.gz'),
      'bars',
    );
    const rows = [...bars.rows];
    const stage = new Stage(new LevelPlayer({ tape: barsTape(listing('0.0001', '1'), bars, { seed: 1 }), start: 0 }));
    const wrong = rows.filter(bar => {
      stage.until(bar.at + bar.length - 1 - rows[0]!.at);
      const prints = stage.told.splice(0).map(line => {
        const [, qty, price] = / (\d+)@([\d.]+)/.exec(line)!;
        return [line.startsWith('print') ? Math.round(Number(price) * 10_000) : Number(price), Number(qty)] as const;
      });
      stage.trades.length = 0;
      const prices = prints.map(p => p[0]);
      const kept = [prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1), sum(prints.map(p => p[1]))];
      return kept.join() !== [bar.open, bar.high, bar.low, bar.close, bar.volume].join();
    });
    expect([rows.length, wrong]).toEqual([3466, []]);
  });
});
