import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sluice } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'sluice-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OMS = 'FIX.4.4:SLUICE->OMS';

test('rules are the same twice, and --out writes what is printed otherwise', async () => {
  const file = join(folder, 'rules.md');
  const [first, second, written] = await Promise.all([sluice('rules'), sluice('rules'), sluice('rules', '--out', file)]);
  const page = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '');
  expect([first.code, first.out[0], second.out, written, page]).toEqual([
    0,
    '# Sluice: rules of engagement',
    first.out,
    { code: 0, out: [], err: [] },
    first.out,
  ]);
});

test('--session leaves the other counterparties out', async () => {
  const { out } = await sluice('rules', '--session', OMS, '--format', 'html');
  const page = out.join('\n');
  expect([out[0], page.includes('SLUICE-&gt;OMS'), page.includes('-&gt;SIM')]).toEqual(['<!doctype html>', true, false]);
});

test('--atdl prints the strategies', async () => {
  const { code, out } = await sluice('rules', '--atdl');
  const names = out.flatMap(line => /<Strategy name="(\w+)"/.exec(line)?.[1] ?? []);
  expect([code, out[0], names]).toEqual([
    0,
    '<?xml version="1.0" encoding="UTF-8"?>',
    ['DMA', 'TWAP', 'ADAPTIVE', 'PTWAP', 'VWAP', 'POV', 'IS', 'OW', 'CLOSE'],
  ]);
});

test.each([
  ['a session that is not there', ['--session', 'X'], /^sluice: --session: X is none of FIX\.4\.4:SLUICE->OMS, /],
  ['a folder without sessions', ['--sessions', folder], /^sluice: .*: holds no \.cfg file$/],
  ['a config that is not there', ['--config', 'no.yaml'], /^sluice: no\.yaml: there is no such config file$/],
  ['a format that is none', ['--format', 'pdf'], /^sluice: option '--format <format>' argument 'pdf' is invalid/],
  ['a file that cannot be written', ['--out', join(folder, 'no', 'rules.md')], /^sluice: --out: .* cannot be written: ENOENT/],
] as const)('%s is a mistake that is told: exit code 2', async (_, args, told) => {
  const { code, out, err } = await sluice('rules', ...args);
  expect({ code, out, lines: err.length, told: told.test(err[0] ?? '') }).toEqual({ code: 2, out: [], lines: 1, told: true });
});
