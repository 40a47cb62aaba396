import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Witness } from '../../../src/run/backtest/witness';
import { isWithin } from '../../../src/run/through/figures';
import { readLog } from '../../../src/run/through/read';
import { sameMarket } from '../../../src/run/through/same-market';
import { sourceOf } from '../../../src/run/through/source';
import { flatLog } from './made-log';

const folder = mkdtempSync(join(tmpdir(), 'through-same-'));
afterAll(() => rmSync(folder, { recursive: true }));
const log = join(folder, 'flat.log');
const quotes = join(folder, 'quotes.csv');
const file = join(folder, 'market.yaml');
beforeAll(() => {
  flatLog(log, 30);
  writeFileSync(quotes, 'DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n');
  writeFileSync(file, 'instruments: [{ symbol: OTHER, tick: 0.01, lot: 1, priorClose: 100.00 }]\n');
});

test("fills within the best prices show that a market is the log's own, unless agents made it up", async () => {
  const { parents } = await readLog([log], {});
  const witness = new Witness();
  witness.of('ACME').quoted(0, 99.99, 100.01);
  const found = (madeUp: string[]) => sameMarket([{ parents, witness }], { tick: () => 0.01, madeUp });
  expect([found([]), found(['OTHER']), found(['ACME'])]).toEqual([
    { same: true, madeUp: false, fills: 30, inside: 30 },
    { same: true, madeUp: false, fills: 30, inside: 30 },
    { same: false, madeUp: true, fills: 30, inside: 30 },
  ]);
});

test.each([
  ['agents', ['ACME']],
  [file, ['ACME']],
  [`quotes:${quotes}`, []],
])('of an instrument that nobody describes agents make the market up: %s', async (market, madeUp) => {
  const { seen } = await readLog([log], {});
  expect(sourceOf({ market }, ['ACME'], seen).madeUp).toEqual(madeUp);
});

test('thirty limits at one price tell no more of the tick than one does', async () => {
  const { seen } = await readLog([log], {});
  expect(seen.derive('ACME')?.spec).toEqual({ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' });
});

test.each([
  [9.98, true],
  [9.979, false],
  [10.02, true],
  [10.021, false],
])('a fill at %d: within the best prices and a tick more, and no further', (px, expected) => {
  expect(isWithin({ at: [0], bid: [9.99], ask: [10.01] }, { at: 1, px }, 0.01)).toBe(expected);
});
