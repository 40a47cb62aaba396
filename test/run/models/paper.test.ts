import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactOf } from '../../../src/core/facts';
import { hashPassword } from '../../../src/fix/security/password';
import { Registry } from '../../../src/inference/registry/registry';
import { askControl } from '../../../src/run/control-client';
import { promote, rollback } from '../../../src/run/models/change';
import { registryDir } from '../../../src/run/models/resolve';
import { VERSION } from '../../../src/run/version';
import { at, modelFile, PASSED } from '../../inference/registry/models';
import { Paper } from '../paper-rig';

let paper: Paper;
let registry: Registry;
let folders: Parameters<typeof promote>[0];
const config = (): string => join(paper.dir, 'sluice.yaml');
beforeEach(async () => {
  paper = await Paper.make();
  const data = join(paper.dir, 'data');
  folders = { data, socket: join(data, 'control.sock'), registry: registryDir(data) };
  registry = new Registry(folders.registry);
});
afterEach(() => paper.stop());

/** The paper set-up with this in place of its models. */
const configure = (models: string): void =>
  writeFileSync(config(), readFileSync(config(), 'utf8').replace(/^models: .*$/m, models));

/** Adds a model whose check has passed: how long this machine takes for a forecast is not what these stories are about. */
function add(weight: number): string {
  const { hash } = registry.add(modelFile(weight), {}, { by: 'ana', at: at(0) });
  registry.noteCheck(hash, { ...PASSED, version: VERSION });
  return hash;
}

/** Asks the gateway as `promote` does once the model is checked. */
const ask = (act: 'promote' | 'rollback', hash?: string, by = 'ana', secret?: string) =>
  askControl(folders.socket, { cmd: `models-${act}`, hash, role: 'predictor', by, reason: 'a test', ...(secret && { secret }) });

test('a gateway starts on what was promoted, takes up another while it runs, and goes back; a restart finds what was in force', async () => {
  const [a, b] = [add(1), add(2)];
  registry.promote(a, 'predictor', VERSION, { by: 'ana', why: 'first', at: at(0) });
  configure('models: { predictor: champion, where: process }');
  const { gateway } = await paper.start();
  const changed: FactOf<'ModelChanged'>[] = [];
  gateway.watchers.add(({ facts }) => {
    for (const fact of facts) if (fact.type === 'ModelChanged') changed.push(fact);
  });
  const now = async (): Promise<unknown> => (await askControl(folders.socket, { cmd: 'models' }))['predictor'];
  const seen = [await now()];
  await ask('promote', b);
  seen.push(await now());
  await ask('rollback');
  seen.push(await now());
  await ask('promote', b);
  await paper.stopGateway();
  await paper.start();
  seen.push(await now());
  expect([seen, changed.map(c => [c.models?.predictor?.hash, c.by, c.why])]).toEqual([
    [a, b, a, b],
    [
      [b, 'ana', 'a test'],
      [a, 'ana', 'a test'],
      [b, 'ana', 'a test'],
    ],
  ]);
}, 60_000);

test('with a people file promoting needs the risk role and going back an operator, with a gateway and without one', async () => {
  const credential = await hashPassword('secret');
  const people = ['vic viewer', 'ola operator', 'ria risk']
    .map(p => p.split(' '))
    .map(([name, role]) => `  - { name: ${name}, role: ${role}, credential: "${credential}" }\n`);
  writeFileSync(join(paper.dir, 'people.yaml'), `people:\n${people.join('')}`);
  configure('people: people.yaml');
  const hash = add(1);
  await paper.start();
  const said = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: Error) => error.message,
    );
  const online = [
    await said(ask('promote', hash)),
    await said(ask('promote', hash, 'ola', 'secret')),
    await said(ask('promote', hash, 'ria', 'secret')),
    await said(ask('rollback', undefined, 'ola', 'secret')),
  ];
  await paper.stopGateway();
  const back = (by: string) => rollback(folders, { role: 'predictor', by, why: 'a test' });
  registry.promote(hash, 'predictor', VERSION, { by: 'ana', why: 'again', at: at(0) });
  const offline = [await said(back('ola'))];
  process.env['SLUICE_SECRET'] = 'secret';
  offline.push(await said(back('vic')), await said(back('OLA')));
  delete process.env['SLUICE_SECRET'];
  expect([online, offline, registry.lines().map(l => `${l.act} ${l.by}`)]).toEqual([
    [
      "'models-promote' needs a person of the role risk: name them with --by, and put their secret into SLUICE_SECRET",
      'ola is operator; this needs risk',
      'done',
      'done',
    ],
    [
      "'models rollback' needs a person of the role operator: name them with --by, and put their secret into SLUICE_SECRET",
      'vic is viewer; this needs operator',
      'done',
    ],
    ['promote ria', 'rollback ola', 'promote ana', 'rollback ola'],
  ]);
}, 60_000);

test('a model whose golden rows are not what it says is refused with the reason, and nothing is in force', async () => {
  const bytes = Buffer.from(modelFile(1));
  // the weight of the graph is another than when the golden rows were made
  const place = bytes.indexOf(Buffer.from(Float32Array.of(1).buffer));
  bytes.writeFloatLE(1.5, place);
  const { hash } = registry.add(bytes, {}, { by: 'ana', at: at(0) });
  const failure = await promote(folders, hash, { role: 'predictor', by: 'ana', why: 'x' }).then(
    () => 'promoted',
    (e: Error) => e.message,
  );
  expect([/is not promoted: its check failed: golden/.test(failure) ? 'refused' : failure, registry.lines()]).toEqual([
    'refused',
    [],
  ]);
}, 60_000);
