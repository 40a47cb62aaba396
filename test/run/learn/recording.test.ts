import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { columnsOf, markOf } from '../../../src/market-data/read/sluice-rows';
import { recordedRows } from '../../../src/run/learn/recording';
import { RowTaker } from '../../../src/training/data/rows';
import type { OwnTrade } from '../../../src/training/own/own-trade';

const dir = mkdtempSync(join(tmpdir(), 'sluice-recording-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const START = Date.UTC(2026, 0, 5, 14, 30) * 1000;
const SCALES = { priceScale: 2, qtyScale: 0 };

function kept(kind: 'books' | 'trades', lines: readonly string[]): void {
  const text = `${[markOf(kind, SCALES), columnsOf(kind), ...lines].join('\n')}\n`;
  writeFileSync(join(dir, '2026-01-05', `ACME.${kind}.csv.gz`), gzipSync(text));
}

test('of a recorded day our first trade, whose report came before its print, and our last, whose report came after, are taken out too', async () => {
  mkdirSync(join(dir, '2026-01-05'));
  const seconds = Array.from({ length: 30 }, (_, s) => START + s * 1e6);
  kept(
    'books',
    seconds.map((at, n) => `${n + 3},${at},,ACME,99.99:100,100.01:100,`),
  );
  const prints = [5, 10, 20].map(s => START + s * 1e6);
  kept(
    'trades',
    prints.map((at, n) => `${n + 3},${at},,ACME,,100.01,7,buy,,,`),
  );
  const own = [prints[0]! - 1e6, prints[2]! + 1e6].map((at): OwnTrade => ({ at, price: 10001, qty: 7, buy: true, took: true }));
  const none = Float64Array.of();
  const of = {
    quantum: 1,
    priceUnits: 100,
    own,
    decisions: new RowTaker().rows(),
    mids: { at: none, mid: none, starts: none },
  };
  const place = { record: dir, day: '2026-01-05', symbol: 'ACME', draft: join(dir, 'draft.csv') };
  const { traded, ours, missing, feedBehind } = await recordedRows(place, of);
  expect({ traded, ours, missing, feedBehind }).toEqual({ traded: 21, ours: 14, missing: 0, feedBehind: [1e6, -1e6] });
});
