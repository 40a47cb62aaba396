import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayFromText } from '../../../src/core/civil';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { FeatureWriter } from '../../../src/market-data/features/store';
import { guardStamps, guardSymbols, recordingsOf } from '../../../src/run/guards/recordings';
import { gateOfGuard } from '../../../src/validation/guards/finding';

const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A feature file of a row on each of some days. */
async function written(
  name: string,
  symbol: string,
  stamps: 'received' | 'venue',
  latency: number,
  days: readonly string[],
): Promise<string> {
  const file = join(folder, name);
  const source = { file: 'quotes.csv', sha256: '00', format: 'sluice-quotes', stamps };
  const writer = new FeatureWriter(file, { madeBy: 'test', symbol, every: 1_000_000, latency, sources: [source], config: {} });
  for (const day of days) {
    const at = (dayFromText(day)! * 86_400 + 52_200) * 1_000_000;
    writer.row({ at, asOf: at, mid: 100, vector: new Float64Array(SYMBOL_FEATURES.length) });
  }
  await writer.commit();
  return file;
}

test("rows by a venue's stamps without latency are found; whose the symbols were is asked of the reference data", async () => {
  const files = [
    await written('one.csv', 'AB', 'received', 0, ['2020-01-06', '2020-06-01']),
    await written('two.csv', 'AB', 'venue', 0, ['2020-06-02']),
    await written('three.csv', 'CD', 'venue', 500, ['2020-01-06']),
  ];
  const reference = join(folder, 'reference');
  mkdirSync(reference);
  writeFileSync(
    join(reference, 'tickers.csv'),
    'security,ticker,from,until\nfirst,AB,2010-01-01,2020-03-01\nsecond,AB,2020-04-01,\nthird,CD,2010-01-01,\n',
  );
  const recordings = await recordingsOf(files);
  const said = [guardStamps(recordings), guardSymbols(recordings, reference), guardSymbols(recordings, undefined)].map(
    guarded => {
      const { id, verdict, why } = gateOfGuard(guarded);
      return `${id} ${verdict}: ${why}`;
    },
  );
  expect(said).toEqual([
    "guards.stamps fail: two.csv: its rows are by the venue's stamps with no latency added: what is told at one was received later (sluice data features --latency)",
    'guards.universe fail: AB: its days are of more than one company: first from 2020-01-06, second from 2020-06-01',
    'guards.universe inconclusive: nothing found in 2 symbols, but nothing can be said of whose they were and who is missing: name guards.reference',
  ]);
});

test('reference data that are not there, and a file that is none, are refused by name', async () => {
  const nothing = { symbols: [], tables: [] };
  expect(() => guardSymbols(nothing, join(folder, 'nowhere'))).toThrow('nowhere: there is no such folder of reference data');
  await expect(recordingsOf([join(folder, 'none.csv')])).rejects.toThrow('none.csv');
});
