import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstPerson } from '../../src/run/first-person';

let dir: string;
let said: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-first-'));
  said = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

const begin = () => firstPerson(dir, line => said.push(line));
const secretIn = (line: string): string => /with the secret ([\w-]+) /.exec(line)![1]!;

test('its secret is shown once, at the first start, and is kept as a hash that only its user may read', async () => {
  const first = await begin();
  const secret = secretIn(said[0]!);
  const again = await begin();
  const file = join(dir, 'first-person.yaml');
  expect([
    secret.length,
    await first.check('owner', secret),
    await again.check('owner', secret),
    await again.check('owner', `${secret}x`),
    said[1]!.includes(secret) || readFileSync(file, 'utf8').includes(secret),
    statSync(file).mode & 0o777,
  ]).toEqual([24, { name: 'owner', role: 'risk' }, { name: 'owner', role: 'risk' }, undefined, false, 0o600]);
});

test('each gateway has one of its own, and a new one where the file is deleted', async () => {
  await begin();
  rmSync(join(dir, 'first-person.yaml'));
  const people = await begin();
  const [old, now] = said.map(secretIn);
  expect([old === now, await people.check('owner', old!)]).toEqual([false, undefined]);
});

test('a file that is not in order is refused by name, and not written over', async () => {
  const file = join(dir, 'first-person.yaml');
  writeFileSync(file, 'people: []\n');
  const why = await begin().catch((e: Error) => e.message);
  expect([why, readFileSync(file, 'utf8')]).toEqual([expect.stringContaining(file), 'people: []\n']);
});
