import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../src/fix/security/password';
import type { ControlRequest } from '../../src/run/control-server';
import { identified } from '../../src/run/identify';
import { People } from '../../src/run/people';

const dir = mkdtempSync(join(tmpdir(), 'sluice-people-'));
const file = join(dir, 'people.yaml');
afterAll(() => rmSync(dir, { recursive: true }));

let hash: string;
beforeAll(async () => {
  hash = await hashPassword('secret');
});

/** The file, with `over` in place of parts of it. */
const people = (...over: [string, string][]): People => {
  let text = `people:
  - { name: vic, role: viewer, credential: "${hash}" }
  - { name: ola, role: operator, credential: "${hash}" }
  - { name: ria, role: risk, credential: "${hash}" }
  - { name: old, role: risk, credential: "${hash}", revoked: true }
`;
  for (const [from, to] of over) text = text.replace(from, to);
  writeFileSync(file, text);
  return new People(file);
};

describe('persons', () => {
  test('are known by name and secret, until they are revoked', async () => {
    const them = people();
    const tries: [string, string][] = [
      ['ria', 'secret'],
      ['RIA', 'secret'],
      ['ria', 'Secret'],
      ['ria', ''],
      ['nobody', 'secret'],
      ['old', 'secret'],
    ];
    const ria = { name: 'ria', role: 'risk' };
    expect(await Promise.all(tries.map(([name, secret]) => them.check(name, secret)))).toEqual([
      ria,
      ria,
      ...Array<undefined>(4).fill(undefined),
    ]);
  });

  test('whose secret was found right are known at once, until the file changes', async () => {
    const them = people();
    const before = them.proven('ria', 'secret');
    await them.check('ria', 'secret');
    const after = [them.proven('RIA', 'secret'), them.proven('ria', 'Secret'), them.proven('ola', 'secret')];
    people(['name: ria, role: risk,', 'name: ria, role: risk, revoked: true,']);
    const ria = { name: 'ria', role: 'risk' };
    expect([before, after, them.proven('ria', 'secret')]).toEqual([undefined, [ria, undefined, undefined], undefined]);
  });

  test('are revoked without a restart; while the file cannot be read nobody is anybody', async () => {
    const them = people();
    const before = await them.check('ria', 'secret');
    people(['name: ria, role: risk,', 'name: ria, role: risk, revoked: true,']);
    const revoked = await them.check('ria', 'secret');
    writeFileSync(file, 'people: [');
    expect([before?.name, revoked, await them.check('ola', 'secret')]).toEqual(['ria', undefined, undefined]);
  });

  test("fewer than two that can release the firm's kill switch are told of", () => {
    const why = `${file}: the firm's kill switch needs two persons of the risk role to be released; there is one`;
    expect([people().lack, people(['ola, role: operator', 'ola, role: risk']).lack]).toEqual([why, undefined]);
  });

  test.each<[string, [string, string], string]>([
    [
      'a role that is none',
      ['role: operator', 'role: boss'],
      '3: people.1.role: must be one of viewer, operator, risk, validator',
    ],
    ['a name twice', ['name: ria', 'name: OLA'], "4: people.2.name: 'OLA' is there before"],
    ['a name with a blank', ['name: ria', 'name: ri a'], '4: people.2.name: must be 1 to 64 letters, digits or _ . @ -'],
    ['an unknown key', ['name: ria', 'nick: r, name: ria'], '4: people.2.nick: unknown key'],
    [
      'a secret in clear',
      ['name: ria, role: risk, credential', 'name: ria, role: risk, credential: x, was'],
      '4: people.2.credential: must be a hash as `sluice sessions hash-password` prints it',
    ],
  ])('%s is refused with its line', (_what, over, why) => {
    expect(() => people(over)).toThrow(`${file}:${why}`);
  });
});

describe('over the control socket', () => {
  /** Who did what, as the handler behind was told; or what the person was told. */
  const ask = (request: ControlRequest): Promise<unknown> =>
    new Promise(resolve => {
      const handler = identified((asked, reply) => {
        reply(asked);
        return 'done';
      }, people());
      handler(request, resolve, () => undefined);
    });
  const refused = (error: string) => ({ ok: false, error });

  test.each<[string, ControlRequest, unknown]>([
    ['looking needs nobody', { cmd: 'kill-status' }, { cmd: 'kill-status' }],
    ['a person by the name in the file', { cmd: 'release', by: 'RIA', secret: 'secret' }, { cmd: 'release', by: 'ria' }],
    ['an operator may not release', { cmd: 'release', by: 'ola', secret: 'secret' }, refused('ola is operator; this needs risk')],
    [
      'an operator may not change limits',
      { cmd: 'limits-set', by: 'ola', secret: 'secret' },
      refused('ola is operator; this needs risk'),
    ],
    [
      'a wrong secret is nobody',
      { cmd: 'release', by: 'ria', secret: 'x' },
      refused('the name or the secret is wrong, or was revoked'),
    ],
    [
      'a release needs a secret',
      { cmd: 'release', by: 'ria' },
      refused("'release' needs a person of the role risk: name them with --by, and put their secret into SLUICE_SECRET"),
    ],
    ['an operator may kill', { cmd: 'kill', by: 'ola', secret: 'secret' }, { cmd: 'kill', by: 'ola' }],
    ['a kill is not held up for want of a secret', { cmd: 'kill', by: 'ola' }, { cmd: 'kill', by: 'ola (not verified)' }],
    [
      'nor for a wrong one, or for want of a role',
      { cmd: 'kill', by: 'vic', secret: 'secret' },
      { cmd: 'kill', by: 'vic (not verified)' },
    ],
  ])('%s', async (_what, request, told) => {
    expect(await ask(request)).toEqual(told);
  });
});
