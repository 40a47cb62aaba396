import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordDay } from '../../../../simulator/market/facts/day-files';
import { factsOf } from '../../../../simulator/market/facts/facts';
import type { Recording } from '../../../../simulator/market/facts/recording';
import { dataFile, testOn } from '../../../data-pack';

const folder = mkdtempSync(join(tmpdir(), 'days-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, ...lines: string[]): string => {
  writeFileSync(join(folder, name), lines.map(l => `${l}\n`).join(''));
  return join(folder, name);
};
const seen = (r: Recording): string[] => [
  ...Array.from({ length: r.quotes }, (_, n) => r.quoteAt(n)).map(q => `${q.at / 1e6} ${q.bidQty}@${q.bid} ${q.askQty}@${q.ask}`),
  ...Array.from({ length: r.trades }, (_, n) => r.tradeAt(n)).map(
    t => `${t.at / 1e6} ${t.sign > 0 ? 'bought' : 'sold'} ${t.qty}@${t.price}`,
  ),
];

const QUOTES = 'ms_since_midnight_ny,bid_x10000,bid_size,ask_x10000,ask_size,exchange,cond_flags_hex,suspicious';
const TRADES = 'ms_since_midnight_ny,price_x10000,size,exchange,cond_flags_hex,suspicious';

describe('recordDay', () => {
  test('LOBSTER: the best quotes of the book file, and executions with the taker as the side', async () => {
    const messages = file(
      'X_2012-06-21_34200000_57600000_message_1.csv',
      '34200.5,1,11,100,1000000,1',
      '34201.0,4,12,30,1000200,-1',
      '34201.0,5,0,20,1000150,-1',
      '34202.0,4,11,100,1000000,1',
    );
    file(
      'X_2012-06-21_34200000_57600000_orderbook_1.csv',
      '1000200,50,1000000,100',
      '1000200,20,1000000,100',
      '1000200,20,1000000,100',
      '1000200,20,999900,10',
    );
    expect(seen(await recordDay(messages))).toEqual([
      '34200.5 100@10000 50@10002',
      '34201 100@10000 20@10002',
      '34202 10@9999 20@10002',
      '34201 bought 50@10001.5',
      '34202 sold 100@10000',
    ]);
  });

  test('quote ticks: one side a row; trades by the quotes before them, at the mid as the price last moved; no print off exchange', async () => {
    const quotes = file(
      'Y_20131007_quote_ticks.csv',
      QUOTES,
      '30000000,99900,5,0,0,P,1,0',
      '34200100,0,0,100100,7,P,1,0',
      '34200500,100000,9,0,0,Q,1,0',
    );
    file(
      'Y_20131007_trade_ticks.csv',
      TRADES,
      '34200050,100000,1,P,1,0',
      '34200200,100100,3,P,1,0',
      '34200300,100000,4,P,1,0',
      '34200350,100000,9,D,1,0',
      '34200600,100000,5,P,1,0',
      '57600000,100000,5,P,1,0',
    );
    expect(seen(await recordDay(quotes))).toEqual([
      '34200.1 5@999 7@1001',
      '34200.5 9@1000 7@1001',
      '34200.2 bought 3@1001',
      '34200.3 sold 4@1000',
      '34200.6 sold 5@1000',
    ]);
  });

  test('a file that cannot be used: where, and why', async () => {
    file('Z_1_trade_ticks.csv', TRADES, '34200050,100000,1,P,1,0', '34200040,100000,1,P,1,0');
    file('V_1_trade_ticks.csv', TRADES);
    const all = [
      file('strange.csv', ''),
      file('W_1_message_1.csv', '34200.5,1,11,100,1000000,1'),
      file('Z_1_quote_ticks.csv', QUOTES),
      file('V_1_quote_ticks.csv', QUOTES, '34200050,x,1,0,0,P,1,0'),
      join(folder, 'none_quote_ticks.csv'),
    ];
    const reasons = await Promise.all(
      all.map(f =>
        recordDay(f).then(
          () => 'read',
          (e: Error) => e.message.replaceAll(`${folder}/`, ''),
        ),
      ),
    );
    expect(reasons).toEqual([
      'strange.csv:1: the name does not say what it is: *_message_*.csv[.gz] (LOBSTER) or *_quote_ticks.csv[.gz] (quotes, trades beside it)',
      'W_1_message_1.csv:1: its order book file (_orderbook_ for _message_) is not beside it',
      'Z_1_trade_ticks.csv:3: time goes back: the file is not in order',
      'V_1_quote_ticks.csv:2: column 2 is not a number',
      'none_trade_ticks.csv:1: cannot be read (ENOENT)',
    ]);
  });
});

const data = dataFile();
const onData = testOn('lobster');

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these are skipped. */
describe('real days (needs the sample files under SLUICE_DATA)', () => {
  onData.each([
    ['lobster/AAPL_2012-06-21_34200000_57600000_message_1.csv.gz', [15.13, 4.8, 0.59]],
    ['lobster/AMZN_2012-06-21_34200000_57600000_message_5.csv.gz', [12.85, 7.37, 0.607]],
    ['us-equities-algoseek/ticks/BAC_20131007_quote_ticks.csv.gz', [1, 4.75, 0.802]],
  ])('%s: spread in ticks, volatility in bps a minute, memory of signs', async (name, expected) => {
    const { spreadTicks, volatilityBps, signAcf1 } = factsOf(await recordDay(join(data, name)));
    expect([Number(spreadTicks.toFixed(2)), Number(volatilityBps.toFixed(2)), Number(signAcf1.toFixed(3))]).toEqual(expected);
  });
});
