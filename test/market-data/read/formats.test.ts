import { FORMATS } from '../../../src/market-data/read/formats';
import { openRows } from '../../../src/market-data/read/rows';
import { type Folder, folder } from '../files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
});
afterAll(() => dir.remove());

/** Midnight of a day in UTC, in microseconds. */
const utc = (text: string): number => Date.parse(`${text}Z`) * 1000;

/** A made-up file of each format, and its last row. */
const CASES: Readonly<Record<string, readonly [file: string, text: string, row: object]>> = {
  'taq-quotes': [
    'q.csv.gz',
    'DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n2018-01-02 09:30:00.000001,P,10.01,1,10.02,3,XXX\n2018-07-02 09:30:00.5,N,0,0,10.02,3,XXX\n',
    {
      at: utc('2018-07-02T13:30:00.5'),
      line: 3,
      symbol: 'XXX',
      venue: 'N',
      bid: undefined,
      ask: { price: 10_020_000, qty: 300 },
    },
  ],
  'taq-trades': [
    't.csv',
    'DT,EX,SYMBOL,COND,SIZE,PRICE,CORR\n2018-01-02 05:01:21.479000,D,XXX,FTI,2,157.8025,8\n',
    {
      at: utc('2018-01-02T10:01:21.479'),
      line: 2,
      symbol: 'XXX',
      venue: 'D',
      price: 157_802_500,
      qty: 2,
      conditions: 'FTI',
      correction: '8',
    },
  ],
  'taq-clean-trades': [
    't.csv',
    'DT,SYMBOL,PRICE,SIZE\n2014-09-17 09:30:00.531656,ETF,23.82,3\n',
    { at: utc('2014-09-17T13:30:00') + 531_656, line: 2, symbol: 'ETF', price: 23_820_000, qty: 3 },
  ],
  'algoseek-trades': [
    'AAA_20131007_trade_ticks.csv',
    'ms_since_midnight_ny,price_x10000,size,exchange,cond_flags_hex,suspicious\n34200001,139400,500,P,2000,0\n',
    { at: utc('2013-10-07T13:30:00.001'), line: 2, venue: 'P', price: 139_400, qty: 500, conditions: '2000' },
  ],
  'algoseek-quotes': [
    'AAA_2013-10-07_quote_ticks.csv',
    'ms_since_midnight_ny,bid_x10000,bid_size,ask_x10000,ask_size,exchange,cond_flags_hex,suspicious\n' +
      '34200001,139400,500,0,0,P,1,0\n34200002,0,0,139500,700,Q,1,0\r\n',
    { at: utc('2013-10-07T13:30:00.002'), line: 3, bid: { price: 139_400, qty: 500 }, ask: { price: 139_500, qty: 700 } },
  ],
  'algoseek-minutes': [
    'm.csv',
    'date,ms_since_midnight_ny,open_x10000,high_x10000,low_x10000,close_x10000,volume\n20140605,34200000,10,30,5,20,90\n',
    { at: utc('2014-06-05T13:30:00'), line: 2, length: 60e6, open: 10, high: 30, low: 5, close: 20, volume: 90 },
  ],
  'algoseek-bars': [
    'h.csv',
    'datetime_ny,open_x10000,high_x10000,low_x10000,close_x10000,volume\n19980102 09:00,10,30,5,20,90\n19980105 00:00,10,30,5,20,90\n',
    { at: utc('1998-01-05T05:00:00'), line: 3, length: 86_400e6, open: 10, high: 30, low: 5, close: 20, volume: 90 },
  ],
  'bars-2024': [
    'b.csv',
    'date;timestamp;close;high;low;open;price;volume\nTue, 02 Jan 2024 14:30:00 GMT;1704205800000;4;5;2;3;3.5001;7\n',
    { at: 1_704_205_800e6, line: 2, length: 60e6, open: 3e6, high: 5e6, low: 2e6, close: 4e6, volume: 7, vwap: 3_500_100 },
  ],
  'bars-timestamp': [
    'b.csv',
    'timestamp,open,high,low,close,volume\n2021-12-31 23:01:00.000000,3,5,2,4,218102.59507500002\n',
    {
      at: utc('2021-12-31T23:01:00'),
      line: 2,
      length: 60e6,
      open: 3e6,
      high: 5e6,
      low: 2e6,
      close: 4e6,
      volume: 218_102_595_075,
    },
  ],
  'bars-quoted': [
    'b.csv',
    'timestamp,open,high,low,close\n2012-02-01 00:00:00+00:00,3,5,2,4\n',
    { at: utc('2012-02-01T00:00:00'), line: 2, length: 60e6, open: 3e6, high: 5e6, low: 2e6, close: 4e6, volume: 0 },
  ],
  'bars-open-time': [
    'b.csv',
    'open_time,open,high,low,close,volume\n2023-03-01 00:00:00+00:00,3,5,2,4,1e-05\n',
    { at: utc('2023-03-01T00:00:00'), line: 2, length: 60e6, open: 3e6, high: 5e6, low: 2e6, close: 4e6, volume: 10 },
  ],
  'bars-close-first': [
    'b.csv',
    'time,close,high,low,open,volume\n2008-09-29 17:32:00,4,5,2,3,36\n',
    { at: utc('2008-09-29T17:32:00'), line: 2, length: 60e6, open: 3e6, high: 5e6, low: 2e6, close: 4e6, volume: 36e6 },
  ],
  'bars-panel': [
    'b.csv',
    'symbol,date,open,high,low,close,volume,adj_close\nAA,2015-03-20,3,5,2,4,36,3.9\n',
    {
      at: utc('2015-03-20T04:00:00'),
      line: 2,
      symbol: 'AA',
      length: 86_400e6,
      open: 3e6,
      high: 5e6,
      low: 2e6,
      close: 4e6,
      volume: 36,
    },
  ],
  'bitstamp-orders': [
    'o.csv',
    'id,timestamp,exchange.timestamp,price,volume,action,direction\n7,1430438404518,1430438404000,236.47,200000000,created,bid\n',
    {
      at: 1_430_438_404e6,
      received: 1_430_438_404_518e3,
      line: 2,
      kind: 'added',
      orderId: '7',
      side: 'buy',
      price: 23_647,
      qty: 2e8,
    },
  ],
  'bitstamp-trades': ['t.csv', '1315922016,5.800000000000,1.5\n', { at: 1_315_922_016e6, line: 1, price: 5_800_000, qty: 15e7 }],
  'bitstamp-books': [
    'raw.log',
    '1430438404518 trade {"price": 1, "amount": 2, "id": 3}\n' +
      '1430438405885 order_book {"bids": [["236.47", "1.78855669"]], "asks": [["236.50", "1"], ["236.60", "0"]]}\n',
    { at: 1_430_438_405_885e3, line: 2, bids: [{ price: 23_647, qty: 178_855_669 }], asks: [{ price: 23_650, qty: 1e8 }] },
  ],
  'binance-trades': [
    'b.log',
    '1723161254087896568 {"stream":"x@trade","data":{"e":"trade","E":5,"T":1723161255342,"p":"100.5","q":"0.02","m":true}}\n' +
      '1723161254087896569 {"stream":"x@bookTicker","data":{"u":1,"b":"1","B":"1","a":"2","A":"1"}}\n',
    {
      at: 1_723_161_255_342e3,
      received: 1_723_161_254_087_896,
      line: 1,
      price: 10_050_000_000,
      qty: 2_000_000,
      aggressor: 'sell',
    },
  ],
  'binance-quotes': [
    'b.log',
    '1723161254087896568 {"stream":"x@bookTicker","data":{"u":1,"b":"1","B":"2","a":"2","A":"0"}}\n',
    { at: 1_723_161_254_087_896, received: 1_723_161_254_087_896, line: 1, bid: { price: 1e8, qty: 2e8 }, ask: undefined },
  ],
  'binance-books': [
    'b.log',
    '1723161254000000000 {"stream":"x@depth@0ms","data":{"e":"depthUpdate","T":1,"U":4,"u":6,"pu":3,"b":[["9","1"]],"a":[]}}\n' +
      '1723161254100000000 {"lastUpdateId":5,"T":2,"bids":[["8","1"]],"asks":[["12","1"],["11","1"]]}\n' +
      '1723161254200000000 {"stream":"x@depth@0ms","data":{"e":"depthUpdate","T":3,"U":7,"u":8,"pu":6,"b":[["8","0"]],"a":[["11","3"]]}}\n',
    {
      at: 3000,
      received: 1_723_161_254_200_000,
      line: 3,
      bids: [{ price: 9e8, qty: 1e8 }],
      asks: [
        { price: 11e8, qty: 3e8 },
        { price: 12e8, qty: 1e8 },
      ],
    },
  ],
  'futures-ticks': [
    't.csv',
    'Date and Time,Price,Volume\n2011/07/31 22:38:45.108,1205.0,1\n',
    { at: utc('2011-07-31T22:38:45.108'), line: 2, price: 1_205_000_000, qty: 1 },
  ],
  'histdata-ticks': [
    't.csv',
    '20200701 170000065,1.1212,1.12172,0\n',
    { at: utc('2020-07-01T22:00:00.065'), line: 1, bid: { price: 1_121_200, qty: 1 }, ask: { price: 1_121_720, qty: 1 } },
  ],
  'minutes-by-end': [
    't.csv',
    '20110103 090100;3;5;2;4;1579\n',
    { at: utc('2011-01-03T09:00:00'), line: 1, length: 60e6, open: 3e6, high: 5e6, low: 2e6, close: 4e6, volume: 1579 },
  ],
};

test('every format has a case', () => {
  expect(Object.keys(CASES)).toEqual(FORMATS.map(f => f.name));
});

test.each(FORMATS)('$name', async ({ name, head }) => {
  const [file, text, expected] = CASES[name]!;
  const opened = await openRows(dir.file(file, text), head === undefined ? { format: name } : {});
  const rows = [];
  for await (const batch of opened.batches()) rows.push(...batch);
  expect([opened.format.name, rows.at(-1)]).toEqual([name, expected]);
});
