import { rmSync } from 'node:fs';
import { VERSION } from '../../../src/run/version';
import { act } from '../../inference/registry/models';
import { GatewayOf } from './gateway-of';
import { Desk } from './set-up';

let desk: Desk;
let model: string;
beforeEach(() => {
  desk = new Desk();
  model = desk.add(1);
});
afterEach(() => desk.end());

test('a rollback is never refused: what it brings back, and what stands beside it, is in shadow where its certificate is gone', async () => {
  const [second, challenger] = [desk.add(2), desk.add(3)];
  const signed = [];
  for (const hash of [model, second, challenger]) signed.push(await desk.sign(hash));
  for (const hash of [model, second]) desk.registry.promote(hash, 'predictor', VERSION, act('first'));
  desk.registry.promote(challenger, 'challenger', VERSION, act('first'));
  const spec = `{ predictor: champion, challenger: champion, trust: [${desk.keys.publicFile}], where: process }`;
  const gateway = new GatewayOf(desk, spec, false);
  await gateway.start();
  const rollback = { cmd: 'models-rollback', by: 'otto', reason: 'it misbehaves' };
  const asked = async () => {
    const { predictor, challenger, shadow } = await gateway.ask({ cmd: 'models' });
    return { predictor, challenger, shadow };
  };
  rmSync(signed[0]!.file);
  rmSync(signed[2]!.file);
  await gateway.ask({ ...rollback, role: 'predictor' });
  const back = await asked();
  // a promotion of one that is certified is not refused for what stands beside it
  await gateway.ask({ cmd: 'models-promote', hash: second, role: 'predictor', by: 'otto', reason: 'once more' });
  const again = await asked();
  // no key can be read: nothing may act, and a rollback is done all the same
  rmSync(desk.keys.publicFile);
  await gateway.ask({ ...rollback, role: 'predictor' });
  const keyless = await asked();
  await gateway.stop();
  const shadow = ['predictor', 'challenger'];
  expect([back, again, keyless]).toEqual([
    { predictor: model, challenger, shadow },
    { predictor: second, challenger, shadow: ['challenger'] },
    { predictor: model, challenger, shadow },
  ]);
}, 30_000);

test('a load tells what the models of before may do now', async () => {
  const second = desk.add(2);
  const { file } = await desk.sign(model);
  await desk.sign(second);
  for (const hash of [model, second]) desk.registry.promote(hash, 'predictor', VERSION, act('first'));
  const started = async () => {
    const gateway = new GatewayOf(desk, `{ predictor: champion, trust: [${desk.keys.publicFile}], where: process }`, false);
    await gateway.start();
    return (await gateway.stop())?.earlier?.map(e => [e.hash, e.permit.shadow === undefined && e.permit.within?.approver]);
  };
  const before = await started();
  rmSync(file);
  expect([before, await started()]).toEqual([
    [
      [second, 'vera'],
      [model, 'vera'],
    ],
    [
      [second, 'vera'],
      [model, false],
    ],
  ]);
}, 30_000);
