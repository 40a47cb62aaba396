import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { verifyAudit } from '../../../src/run/audit/verify';
import { sluice } from '../../cli/run-cli';
import { story, Written } from './written';

const LONG = process.env['SLUICE_LONG'] === '1';

let dir: string;
let file: string;
let good: Buffer;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-bytes-'));
  const first = join(dir, 'good.db');
  new Written(first).story(story()).archive('A', 'C').close();
  good = readFileSync(first);
  file = join(dir, 'journal.db');
});
beforeEach(() => writeFileSync(file, good));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Everything the tables hold, bytes as bytes; undefined where the database cannot be read. */
function content(): string | undefined {
  const db = new Database(file, { readonly: true });
  try {
    const tables = ['batch', 'closed_order', 'closed_key'].map(t => db.prepare(`SELECT * FROM ${t}`).raw().all());
    return JSON.stringify(tables, (_k, v: unknown) => (v instanceof Uint8Array ? Buffer.from(v).toString('hex') : v));
  } catch {
    return undefined;
  } finally {
    db.close();
  }
}

/** Whether verification says that the file is as it was. */
function passes(): boolean {
  try {
    return verifyAudit(file, undefined).faults.length === 0;
  } catch {
    return false;
  }
}

const flips = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
const flip = ({ at, by }: { at: number; by: number }): void => {
  const bytes = Buffer.from(good);
  bytes[at % bytes.length]! ^= by;
  writeFileSync(file, bytes);
};

test('any one byte of the database file, changed to another: it is found, or what the rows say has not changed', () => {
  const before = content();
  fc.assert(
    fc.property(flips, change => {
      flip(change);
      const changed = content() !== before;
      expect([passes() && changed, change]).toEqual([false, change]);
    }),
    { numRuns: LONG ? 20_000 : 300 },
  );
});

test('sluice audit verify says so with exit code 1', async () => {
  const text = Buffer.from('"clOrdId":"BIG"');
  flip({ at: good.indexOf(text) + 12, by: 1 });
  const bad = await sluice('audit', 'verify', '--journal', file, '--json');
  copyFileSync(join(dir, 'good.db'), file);
  const fine = await sluice('audit', 'verify', '--journal', file, '--json');
  const faults = (out: readonly string[]): unknown => (JSON.parse(out[0]!) as { faults: unknown }).faults;
  expect([bad.code, fine.code, faults(fine.out), faults(bad.out)]).toEqual([
    1,
    0,
    [],
    [{ row: expect.any(Number), why: 'its content, or that of the row before, is not what was written' }],
  ]);
});
