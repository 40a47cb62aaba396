import { join } from 'node:path';
import { ALL_FEATURES, streamSubject } from '../../../src/run/guards/feature-subject';
import { recordedMarket } from '../../../src/run/guards/recorded-events';
import { lookAhead } from '../../../src/validation/guards/look-ahead';
import { dataFile, testOn } from '../../data-pack';
import { market } from '../../market-data/features/feature-file';
import { folder } from '../../market-data/files';

const own = folder();
afterAll(own.remove);
const DRIFT = [{ name: 'drift', horizon: 30 }] as const;

/** What an early read is called: the spread of three rows later. */
async function tested(files: readonly string[], minutes: number, leak: string) {
  const subject = streamSubject(await recordedMarket({ files: [...files] }, minutes, 1), ALL_FEATURES, DRIFT);
  const early = async (of: typeof subject.market) =>
    (await subject.compute(of)).map(c =>
      c.name === leak ? { ...c, values: Array.from(c.values, (_, k) => c.values[k + 3] ?? 0) } : c,
    );
  const { findings, compared, names } = await lookAhead({ ...subject, compute: early }, { cuts: 3, seed: 1 });
  return [findings.map(f => f.name), names.length, compared > 10_000];
}

test('a recording of our own is looked at like a made-up stream: a leak is named, and nothing else', async () => {
  const { books, trades } = market(500);
  const files = [own.file('books.csv', books), own.file('trades.csv', trades)];
  expect(await tested(files, 20, 'trades')).toEqual([['trades'], ALL_FEATURES.length + DRIFT.length, true]);
});

test('only its first minutes are taken; a file that has no rows, or is none, are refused by name', async () => {
  const { books, trades } = market(200);
  const files = [own.file('b.csv', books), own.file('t.csv', trades)];
  const { events, to } = await recordedMarket({ files }, 1, 1);
  expect([events.at(-1)!.at <= to, to - events[0]!.at]).toEqual([true, 60_000_000]);
  const empty = own.file('empty.csv', `${books.split('\n').slice(0, 2).join('\n')}\n`);
  await expect(recordedMarket({ files: [empty] }, 1, 1)).rejects.toThrow('empty.csv:1: has no books');
  await expect(recordedMarket({ files: [join(own.path, 'none.csv')] }, 1, 1)).rejects.toThrow('none.csv');
});

const QUOTES = 'us-equities-algoseek/ticks/BAC_20131007_quote_ticks.csv.gz';
const TRADES = 'us-equities-algoseek/ticks/BAC_20131007_trade_ticks.csv.gz';
testOn(QUOTES, TRADES)(
  'the first minutes of a real session (needs us-equities-algoseek under SLUICE_DATA): a leak is named, and nothing else',
  async () => {
    // from four o'clock on: the session begins after 330 minutes
    const found = await tested([dataFile(QUOTES), dataFile(TRADES)], 333, 'microprice');
    expect(found).toEqual([['microprice'], ALL_FEATURES.length + DRIFT.length, true]);
  },
);
