import { readConfig } from '../../../src/run/config';
import { UsageError } from '../../../src/run/usage-error';

const read = (marketData: string): unknown => {
  const text = `instruments: [{ symbol: ACME, tick: 0.01 }]\nmarketData:\n  ${marketData}\n`;
  try {
    return readConfig('/etc/sluice.yaml', text).marketData;
  } catch (error) {
    return error instanceof UsageError ? error.message : error;
  }
};

test('seconds become microseconds, files stand beside the config, and what is left out has its default', () => {
  expect([
    read(
      'staleAfter: 2.5\n  record: rec\n  news: /var/news.jsonl\n  caution: { news: 60, halt: 0.5 }\n  depth: 10\n  status: true',
    ),
    read('status: false'),
    readConfig('sluice.yaml', 'instruments: [{ symbol: ACME, tick: 0.01 }]').marketData,
  ]).toEqual([
    {
      staleAfter: 2_500_000,
      record: '/etc/rec',
      news: '/var/news.jsonl',
      caution: { news: 60_000_000, halt: 500_000 },
      depth: 10,
      status: true,
    },
    { depth: 5, status: false, caution: {} },
    { depth: 5, status: false, caution: {} },
  ]);
});

test.each([
  ['depth: 11', 'depth: must be a whole number of levels from 1 to 10'],
  ['depth: 2.5', 'depth: must be a whole number of levels from 1 to 10'],
  ['depth: 0', 'depth: must be a whole number of levels from 1 to 10'],
  ['staleAfter: 0', 'staleAfter: must be from 0.1 to 86400 seconds, with at most six decimals'],
  ['staleAfter: 86400.5', 'staleAfter: must be from 0.1 to 86400 seconds, with at most six decimals'],
  ['staleAfter: -1', 'staleAfter: must be from 0.1 to 86400 seconds, with at most six decimals'],
  ['staleAfter: soon', 'staleAfter: must be from 0.1 to 86400 seconds, with at most six decimals'],
  ['status: maybe', 'status: must be true or false'],
  ['record: [a]', 'record: must be a path'],
  ['news: ""', 'news: must be a path'],
  ['stale: 1', 'stale: unknown key'],
  ['caution: 5', 'caution: must be `news` and `halt` in seconds'],
  ['caution: { news: no }', 'caution.news: must be from 0.1 to 86400 seconds, with at most six decimals'],
])('%s is refused', (line, why) => {
  expect(read(line)).toBe(`/etc/sluice.yaml:3: marketData.${why}`);
});
