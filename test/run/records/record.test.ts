import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE, contentHash, hashOf, recordOf } from '../../../src/run/records/record';

const folder = mkdtempSync(join(tmpdir(), 'records-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

test('a record is the same wherever files lie, and another one where content, settings or seed differ', async () => {
  const [here, there, other] = [file('a/tape.csv', '1\n'), file('b/tape.csv', '1\n'), file('c/tape.csv', '2\n')];
  const of = (tape: string, rest = {}) =>
    recordOf({ seed: 1, config: { tape, length: 5, ...rest }, made: { regime: 'calm' }, files: [tape] });
  const [one, moved, changed, longer] = await Promise.all([of(here), of(there), of(other), of(here, { length: 6 })]);
  const seeded = await recordOf({ seed: 2, config: {}, files: [] });
  expect({
    moved,
    changed: [changed.configHash === one.configHash, changed.dataHash === one.dataHash],
    longer: [longer.configHash === one.configHash, longer.dataHash === one.dataHash],
    rest: [one.seed, seeded.seed, one.code, one.dataHash.length, one.configHash.length],
  }).toEqual({ moved: one, changed: [true, false], longer: [false, true], rest: [1, 2, CODE, 64, 64] });
});

test("a folder's hash is of names and contents; what cannot be read is refused by name", async () => {
  file('d/x.csv', '1');
  file('e/x.csv', '1');
  file('f/y.csv', '1');
  const [d, e, f] = await Promise.all(['d', 'e', 'f'].map(name => contentHash(join(folder, name))));
  expect([d === e, d === f, hashOf({ a: undefined, b: 1 }) === hashOf({ b: 1 })]).toEqual([true, false, true]);
  await expect(recordOf({ seed: 1, config: {}, files: [join(folder, 'none')] })).rejects.toThrow(/none cannot be read: ENOENT/);
});
