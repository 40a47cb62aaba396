import fc from 'fast-check';
import { binsOf, type DayVolume } from '../../../src/core/schedule/curves/volume';
import type { VolumeHistory } from '../../../src/market-data/volume/collect';
import { readVolumes, volumeText } from '../../../src/market-data/volume/day-file';
import { type Folder, folder } from '../files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
});
afterAll(() => dir.remove());

const HEAD = 'symbol,day,open,close,binSeconds,closing,volumes';
const GOOD = 'ACME,2026-01-05,09:30,10:30,1800,,100 200.5';

function read(text: string): VolumeHistory | string {
  try {
    return readVolumes(dir.file('volumes.csv', text));
  } catch (error) {
    return (error as Error).message.replaceAll(`${dir.path}/`, '');
  }
}

test('what was written is read: every history, to six decimals', () => {
  const volume = fc.nat(1e12).map(n => n / 1e6);
  const days = fc
    .uniqueArray(
      fc.record({
        day: fc.integer({ min: 10_000, max: 30_000 }),
        open: fc.nat(40_000),
        length: fc.integer({ min: 1, max: 46_000 }),
        closing: fc.option(volume, { nil: undefined }),
        volumes: fc.array(volume, { minLength: 46, maxLength: 46 }),
      }),
      { selector: d => d.day, minLength: 1, maxLength: 4 },
    )
    .chain(list => fc.tuple(fc.constant(list), fc.integer({ min: 1000, max: 9000 })))
    .map(([list, binSeconds]) =>
      list
        .map(({ length, volumes, closing, ...d }): DayVolume => {
          const hours = { ...d, binSeconds, close: d.open + length };
          const bins = [1, ...volumes].slice(0, binsOf(hours));
          return { ...hours, bins, ...(closing !== undefined && { closing }) };
        })
        .sort((a, b) => a.day - b.day),
    );
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Z.]{0,5}$/), days, { minKeys: 1, maxKeys: 3 }), symbols => {
      const history = new Map(Object.entries(symbols));
      expect(read([...volumeText(history, ['a.csv.gz sha256=00'])].join(''))).toEqual(history);
    }),
    { numRuns: 50 },
  );
});

test.each<[string, string, string]>([
  [
    'a volume',
    GOOD.replace('200.5', '-1'),
    "volumes.csv:2: volumes: volume 2 must be a decimal number at or above zero, and is '100 -1'",
  ],
  ['a number of volumes', GOOD.replace(' 200.5', ''), 'volumes.csv:2: has 1 volumes, and 2 bins from open to close'],
  ['no volume at all', GOOD.replace('100 200.5', '0 0'), 'volumes.csv:2: has no volume: leave the day out'],
  ['hours that end before they begin', GOOD.replace('10:30', '09:30'), 'volumes.csv:2: close must be after open'],
  ['a clock', GOOD.replace('09:30', '9.30'), "volumes.csv:2: open: must be a time such as 09:30 or 15:59:45, and is '9.30'"],
  ['a day', GOOD.replace('2026-01-05', 'Monday'), "volumes.csv:2: day: must be a day such as 2026-01-05, and is 'Monday'"],
  ['bins', GOOD.replace('1800', '0'), "volumes.csv:2: binSeconds: must be a whole number above zero, and is '0'"],
  [
    'bins of another length',
    `${GOOD}\n${GOOD.replace('05', '06').replace('1800', '3600').replace(' 200.5', '')}`,
    'volumes.csv:3: binSeconds: is 3600, and 1800 on days of ACME before',
  ],
  ['a day that stands twice', `${GOOD}\n${GOOD}`, "volumes.csv:3: symbol and day: 'ACME 2026-01-05' was on line 2 before"],
])('%s that is wrong: an error with line and column', (_, row, said) => {
  expect(read(`${HEAD}\n${row}\n`)).toBe(said);
});

test('a file without the columns it needs', () => {
  expect(read('symbol,day\n')).toBe(
    ['open', 'close', 'binSeconds', 'volumes'].map(column => `volumes.csv:1: column '${column}' is missing`).join('\n'),
  );
});
