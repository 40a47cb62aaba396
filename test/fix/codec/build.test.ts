import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tablesOf } from '../../../src/fix/codec/tables';

const ROOT = join(__dirname, '..', '..', '..');

test('the committed dictionaries are what the script makes of jspurefix', () => {
  const made = mkdtempSync(join(tmpdir(), 'dictionaries-'));
  try {
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-dictionaries.mjs'), made]);
    const files = readdirSync(made).sort();
    const same = files.filter(name => readFileSync(join(made, name)).equals(readFileSync(join(ROOT, 'fix-dictionaries', name))));
    expect({ files, same }).toEqual({ files: ['FIX42.xml', 'FIX44.xml', 'FIX50SP2.xml', 'FIXT11.xml'], same: files });
  } finally {
    rmSync(made, { recursive: true });
  }
});

test('the tables hold every message and field', () => {
  const counts = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2', 'FIXT.1.1'].map(version => {
    const { messages, fields } = tablesOf(version);
    return [version, messages.length, fields.length];
  });
  // each with the fields of SLUICE.xml that it lacks
  expect(counts).toEqual([
    ['FIX.4.2', 46, 405 + 4],
    ['FIX.4.4', 93, 912 + 5],
    ['FIX.5.0SP2', 156, 6028 + 1],
    ['FIXT.1.1', 8, 74],
  ]);
});
