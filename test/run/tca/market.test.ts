import { join } from 'node:path';
import type { LoggedMessage } from '../../../src/drop-copy/read/message';
import { priceAt, type SymbolMarket } from '../../../src/drop-copy/tca/market';
import { floatOf } from '../../../src/drop-copy/tca/split';
import { LogMarket } from '../../../src/run/tca/log-market';
import { marketOfFiles } from '../../../src/run/tca/market-files';
import { at } from '../../drop-copy/tca/made-up';
import { type Folder, folder, saidOf } from '../../market-data/files';

let place: Folder;
beforeAll(() => {
  place = folder();
});
afterAll(() => place.remove());

const WANTED = new Map([['ACME', { from: at(0), to: at(60) }]]);
const MARK = (kind: string): string => `#sluice-rows 1 kind=${kind} priceScale=2 qtyScale=0\n`;
const quotes = (rows: string): string => `${MARK('quotes')}source,at,received,symbol,venue,bid,bidQty,ask,askQty,flags\n${rows}`;
const trades = (rows: string): string =>
  `${MARK('trades')}source,at,received,symbol,venue,price,qty,aggressor,conditions,correction,flags\n${rows}`;

async function acmeOf(...market: string[]): Promise<SymbolMarket> {
  return (await marketOfFiles({ market }, WANTED)).markets.get('ACME')!;
}
const pricesAt = (market: SymbolMarket, ...seconds: number[]): (number | undefined)[] =>
  seconds.map(s => {
    const price = priceAt(market, at(s));
    return price && floatOf(price);
  });

test('of quotes by venue the best of all is taken; one-sided and crossed they count as none', async () => {
  const file = place.file(
    'nbbo.csv',
    quotes(
      [
        `1,${at(1)},,ACME,A,10.00,5,10.10,5,`,
        `2,${at(2)},,ACME,B,10.04,5,10.20,5,`,
        `3,${at(3)},,ACME,A,,,10.06,5,`,
        `4,${at(4)},,ACME,A,,,10.02,5,`,
        `5,${at(5)},,ACME,B,10.00,5,10.20,5,`,
      ].join('\n'),
    ),
  );
  expect(pricesAt(await acmeOf(file), 0.5, 1, 2, 3, 4, 5)).toEqual([undefined, 10.05, 10.07, 10.05, 10.05, 10.01]);
});

test('mids go before trades, trades before bars; a bar is known when it is over; a cancelled print is none', async () => {
  const q = place.file('q.csv', quotes(`1,${at(1)},,ACME,,10.00,5,10.10,5,\n`));
  const t = place.file('t.csv', trades(`1,${at(2)},,ACME,,10.10,100,,,,\n2,${at(3)},,ACME,,99.00,100,,,10,\n`));
  const b = place.file(
    'b.csv',
    `${MARK('bars')}source,at,received,symbol,length,open,high,low,close,volume,vwap,flags\n1,${at(0)},,ACME,10000000,10,12,10,11,300,10.5,\n`,
  );
  const seen = async (...files: string[]) => {
    const m = await acmeOf(...files);
    return [m.kind, ...pricesAt(m, 3, 12), m.trades?.qty, m.isByBars];
  };
  expect([await seen(q, t, b), await seen(t, b), await seen(b)]).toEqual([
    ['quotes', 10.05, 10.05, [100], false],
    ['trades', 10.1, 10.1, [100], false],
    ['bars', undefined, 11, [300], true],
  ]);
});

test('rows that go back in time are put in order, and a folder is read with all that is in it but what is no market data', async () => {
  place.file('readme.txt', 'nothing of that kind\n');
  const inner = folder();
  inner.file('a.csv', trades(`1,${at(5)},,ACME,,10.20,1,,,,\n2,${at(2)},,ACME,,10.10,1,,,,\n`));
  inner.file('notes.txt', 'no market data\n');
  const { markets, notes } = await marketOfFiles(
    { market: [inner.path] },
    new Map([...WANTED, ['BOLT', { from: at(0), to: at(9) }]]),
  );
  inner.remove();
  expect([pricesAt(markets.get('ACME')!, 3, 6), notes]).toEqual([
    [10.1, 10.2],
    ['passed over notes.txt: no market data that we know', '--market has nothing of BOLT'],
  ]);
});

test('market data by order make a book', async () => {
  const file = place.file(
    'orders.csv',
    `${MARK('orders')}source,at,received,symbol,kind,orderId,side,price,qty,flags\n` +
      [
        `1,${at(1)},,ACME,added,a,buy,10.00,5,`,
        `2,${at(1)},,ACME,added,b,sell,10.10,5,`,
        `3,${at(2)},,ACME,added,c,buy,10.04,5,`,
        `4,${at(3)},,ACME,executed,c,buy,10.04,2,`,
        `5,${at(4)},,ACME,deleted,c,buy,10.04,3,`,
      ].join('\n'),
  );
  const market = await acmeOf(file);
  expect([market.kind, ...pricesAt(market, 1, 2, 3, 4), market.trades?.qty]).toEqual(['books', 10.05, 10.07, 10.07, 10.05, [2]]);
});

test.each([
  [
    'a file without symbols and without a name',
    'DT,SYMBOL,PRICE,SIZE\n',
    '',
    'x.csv:1: has no trades: it ends before the first, or is of another format than taq-clean-trades',
  ],
  ['a file of no format', 'hello\n', '', "x.csv:1: 'hello' begins no format we know"],
  [
    'a file that does not say whose rows it has',
    'timestamp,open,high,low,close,volume\n2026-01-05 14:30:00,1,1,1,1,1\n',
    '',
    'x.csv does not say whose rows it has: name the symbol, --market SYMBOL=x.csv',
  ],
])('%s is told', async (_what, text, symbol, said) => {
  const file = place.file('x.csv', text);
  const got = await saidOf(place.path, marketOfFiles({ market: [`${symbol}${file}`] }, WANTED));
  expect(got?.startsWith(`--market: ${said}`)).toBe(true);
});

test('a symbol can be named for a file, also where a path has an equals sign in it', async () => {
  const text = 'timestamp,open,high,low,close,volume\n2026-01-05 14:30:00,10,12,10,11,300\n';
  const file = place.file('bars=1.csv', text);
  const named = await acmeOf(`ACME=${file}`);
  const missing = await saidOf(place.path, marketOfFiles({ market: [join(place.path, 'gone=1.csv')] }, WANTED));
  expect([named.kind, pricesAt(named, 61), missing]).toEqual(['bars', [11], '--market: gone=1.csv does not exist']);
});

test('of two who tell of a symbol in a log the first is taken, a message that two logs have once, and a crossed book is none', () => {
  const log = new LogMarket();
  const say = (seconds: number, sender: string, seq: number, bid: string, ask: string): void => {
    const text = `8=FIX.4.4|9=1|35=W|34=${seq}|49=${sender}|52=20260105-14:30:00|56=GW|55=ACME|268=2|269=0|270=${bid}|271=1|269=1|270=${ask}|271=1|10=000|`;
    const buf = Buffer.from(text.replaceAll('|', '\x01'));
    const message: LoggedMessage = {
      buf,
      start: 0,
      end: buf.length,
      file: 0,
      line: 1,
      offset: 0,
      at: at(seconds),
      direction: 'in',
      misfit: undefined,
    };
    log.message(message);
  };
  say(1, 'A', 1, '10.00', '10.10');
  say(1, 'A', 1, '10.00', '10.10');
  say(2, 'B', 1, '50.00', '50.10');
  say(3, 'A', 2, '10.20', '10.10');
  say(4, 'A', 3, '10.10', '10.20');
  const market = log.of('ACME')!;
  expect([log.messages, market.prices.at.length, pricesAt(market, 3, 4), log.of('BOLT')]).toEqual([
    4,
    2,
    [10.05, 10.15],
    undefined,
  ]);
});
