import { Desk } from '../run/desk';
import { sluice } from './run-cli';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.make();
  const { gateway } = await desk.start();
  gateway.kills.kill({ level: 'account', key: 'A1', id: 'k1', by: 'ann', reason: 'drill' });
});
afterAll(() => desk.stop());

test('sluice alerts lists what a person should know', async () => {
  const { code, out } = await sluice('alerts', '--data', desk.data);
  expect([
    code,
    out.map(line =>
      line
        .trim()
        .split(/\s{2,}/)
        .slice(2),
    ),
  ]).toEqual([
    0,
    [
      ['severity', 'code', 'text'],
      ['critical', 'KillSwitchEngaged', "kill switch: account 'A1' engaged by ann: drill"],
    ],
  ]);
});

test('sluice alerts --after leaves out what was seen', async () => {
  const { out } = await sluice('alerts', '--data', desk.data, '--json');
  const [{ seq }] = JSON.parse(out[0]!) as [{ seq: number }];
  expect((await sluice('alerts', '--data', desk.data, '--after', `${seq}`)).out).toEqual(['no alert']);
});
