import { isAbsolute, join } from 'node:path';
import { AUDIT } from '../../../src/run/audit/config';
import { readConfig } from '../../../src/run/config';

const INSTRUMENTS = 'instruments:\n  - { symbol: ACME, tick: 0.01, lot: 1 }\n';
const read = (audit: string) => readConfig('/etc/sluice.yaml', `${INSTRUMENTS}${audit}`).audit;

test('without a word about it heads are published hourly beside the journal, and a millisecond a minute is allowed', () => {
  expect([read(''), AUDIT]).toEqual([AUDIT, { everyMinutes: 60, retentionDays: 1827, clock: { maxDriftMicros: 1000 } }]);
});

test('a file of heads stands beside the config, or where it says', () => {
  const files = ['heads.jsonl', '/mnt/worm/heads.jsonl'].map(f => read(`audit: { headFile: ${f} }\n`).headFile!);
  expect([files, isAbsolute(files[0]!)]).toEqual([[join('/etc', 'heads.jsonl'), '/mnt/worm/heads.jsonl'], true]);
});

test.each([
  ['audit: { webhook: ftp://x }', 'audit.webhook: must be an http or https address'],
  ['audit: { everyMinutes: 0 }', 'audit.everyMinutes: '],
  ['audit: { retentionDays: soon }', 'audit.retentionDays: '],
  ['audit:\n  clock: { maxDriftMicros: 0.5 }', 'audit.clock.maxDriftMicros: '],
  ['audit: { heads: x }', 'audit.heads: unknown key'],
])('%s is refused with its line', (text, what) => {
  expect(() => read(`${text}\n`)).toThrow(new RegExp(`^/etc/sluice.yaml:[34]: ${what.replaceAll('.', '\\.')}`));
});
