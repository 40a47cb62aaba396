import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStress } from '../../../src/run/stress/file';
import { scenariosOf } from '../../../src/run/stress/scenarios';
import { UsageError } from '../../../src/run/usage-error';

const folder = mkdtempSync(join(tmpdir(), 'stress-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const said = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (error) {
    return error instanceof UsageError ? error.message.replaceAll(`${folder}/`, '') : `threw ${error}`;
  }
};

test.each([
  ['seeds: 1', 's.yaml:1: seeds: must be 2 or more'],
  ['scenarios: [flood]', /^s.yaml:1: scenarios.0: must be one of flash-crash, liquidity-90, /],
  [
    'bars: [{ name: Day, file: a.csv, from: 2010-05-06T18:38:00Z }]',
    's.yaml:1: bars.0.name: must be lower case letters, digits and dashes',
  ],
  [
    'bars: [{ name: flash-crash, file: a.csv, from: 2010-05-06T18:38:00Z }]',
    "s.yaml:1: bars.0.name: 'flash-crash' puts risk controls or guards to the test, which bars cannot: call them otherwise",
  ],
  ['bars: [{ name: outage-nan, file: a.csv, from: 2010-05-06T18:38:00Z }]', /bars.0.name: 'outage-nan' puts risk controls or/],
  ['bars: [{ name: day, file: a.csv, from: 2010-05-06 }]', /from: '2010-05-06' is not a whole minute in UTC/],
  ['margin: { bps: -1 }', 's.yaml:1: margin.bps: must be 0 or more'],
  [
    'bars:\n  - { name: d, file: a.csv, from: 2010-05-06T18:38:00Z }\n  - { name: d, file: b.csv, from: 2010-05-06T18:38:00Z }',
    "s.yaml:3: bars.1.name: 'd' is there twice",
  ],
  ['seed: 1', 's.yaml:1: seed: unknown key'],
])('%s', async (text, error) => {
  expect(await said(() => readStress(write('s.yaml', `${text}\n`)))).toEqual(
    typeof error === 'string' ? error : expect.stringMatching(error),
  );
});

const HEAD = 'time,close,high,low,open,volume\n';
const bar = (clock: string, close: number): string => `2010-05-06 ${clock}:00,${close},${close + 1},${close - 1},${close},60\n`;
const bars = (file: string, from = '2010-05-06T18:38:00Z', name = 'day') => ({
  name,
  file,
  from: Date.parse(from) * 1000,
  side: 'sell' as const,
});
const load = (file: string, from?: string) => said(() => scenariosOf({ scenarios: ['halt'], bars: [bars(file, from)] }));
/** A bar a minute from 18:36 on. */
const hour = Array.from({ length: 24 }, (_, n) => bar(`18:${36 + n}`, 1100 - n)).join('');

test('a recorded day is a scenario beside those that ship, or in the place of the one that it is called after', async () => {
  const file = write('day.csv', HEAD + hour);
  const [beside, instead] = [
    await scenariosOf({ scenarios: ['halt'], bars: [bars(file)] }),
    await scenariosOf({ scenarios: ['halt', 'flash-crash-2010'], bars: [bars(file, undefined, 'flash-crash-2010')] }),
  ];
  expect([beside, instead].map(all => all.map(s => [s.name, s.source]))).toEqual([
    [
      ['halt', 'synthetic'],
      ['day', 'recorded'],
    ],
    [
      ['halt', 'synthetic'],
      ['flash-crash-2010', 'recorded'],
    ],
  ]);
});

test.each<[string, () => string, string | undefined, RegExp]>([
  ['no file', () => join(folder, 'none.csv'), undefined, /none.csv/],
  [
    'no bar when the order comes',
    () => write('a.csv', HEAD + hour),
    '2010-05-06T19:38:00Z',
    /^a.csv: no bar begins at 2010-05-06T19:38:00Z, when the order of 'day' would come$/,
  ],
  [
    'bars that end within the window',
    () => write('b.csv', HEAD + bar('18:38', 1100) + bar('18:39', 1099)),
    undefined,
    /^b.csv: the bars end at .* within the window of 'day'/,
  ],
  ['a price of 0', () => write('c.csv', HEAD + bar('18:38', 1)), undefined, /^c.csv:2: has a price that is not above 0$/],
  ['rows that are no bars', () => write('d.csv', 'timestamp,bid,ask\n1,2,3\n'), undefined, /^d.csv/],
  ['no rows', () => write('e.csv', HEAD), undefined, /^e.csv/],
])('%s is refused, with the file', async (_, file, from, error) => {
  expect(await load(file(), from)).toEqual(expect.stringMatching(error));
});
