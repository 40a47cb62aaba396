import { until } from '../fix/transport/pair';
import { Desk } from './desk';

let desk: Desk;
afterEach(() => desk.stop());

/** ExecIDs that the consumer was sent, in order. */
const copied = (): (string | undefined)[] => desk.copy.got.filter(g => g[35] === '8').map(g => g[527] ?? g[17]);

describe('a drop copy session', () => {
  test('gets every report; what it sends is refused; what it missed is sent again, over a restart too', async () => {
    desk = await Desk.make({ copy: '' });
    await desk.start();
    const early = await desk.order('A', [1, 'ACC']);
    desk.report(early, 'V1', {});
    await desk.seen(desk.oms, 'the acknowledgement', g => g[11] === 'A' && g[39] === '0');
    await desk.copy.logOn();
    desk.fill(early, 'V2');
    await until('four copies', () => copied().length === 4);
    desk.copy.say('D', [
      [11, 'X'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '1'],
      [40, '1'],
    ]);
    const refusal = await desk.seen(desk.copy, 'the refusal', g => g[35] === 'j');
    await desk.restart();
    const late = await desk.order('B');
    desk.fill(late, 'V3');
    await until('six copies', () => copied().length === 6);
    const flagged = desk.copy.got.filter(g => g[35] === '8').every(g => g[797] === 'Y');
    expect([
      copied(),
      flagged,
      [refusal[372], refusal[380], refusal[58]],
      desk.venue.got.filter(g => g[35] === 'D').length,
    ]).toEqual([
      ['V1', expect.stringMatching(/E1$/), 'V2', 'V2', 'V3', 'V3'],
      true,
      ['D', '3', 'this session is a drop copy: it is read only'],
      2,
    ]);
  });
});

describe('copies from a time on', () => {
  test('are sent again under new numbers as PossResend, over a reset of the numbers too; repeats are not repeated', async () => {
    desk = await Desk.make({ copy: 'ResetOnLogon=Y' });
    const { gateway } = await desk.start();
    const early = await desk.order('A');
    desk.fill(early, 'V1');
    await desk.seen(desk.oms, 'the first fill', g => g[11] === 'A' && g[39] === '2');
    await new Promise(resolve => setTimeout(resolve, 30));
    const from = gateway.engine.clock.now();
    const late = await desk.order('B');
    desk.fill(late, 'V2');
    await desk.seen(desk.oms, 'the second fill', g => g[11] === 'B' && g[39] === '2');
    await desk.copy.logOn(); // at 1 on both sides: what was copied before is no number's any more
    const id = 'FIX.4.4:SLUICE->COPY';
    const again = (since: number): Promise<[number, string | undefined]> =>
      new Promise(resolve => gateway.replayCopies(id, since, (sent, why) => resolve([sent, why])));
    const sent = [await again(from), await again(0), await again(gateway.engine.clock.now())];
    await until('six copies', () => copied().length === 6);
    expect([sent, copied(), desk.copy.got.every(g => g[97] === 'Y' && g[797] === 'Y')]).toEqual([
      [
        [2, undefined],
        [4, undefined],
        [0, undefined],
      ],
      ['V2', 'V2', 'V1', 'V1', 'V2', 'V2'],
      true,
    ]);
  });

  test('need a consumer that is logged on, and a drop copy session', async () => {
    desk = await Desk.make({ copy: '' });
    const { gateway } = await desk.start();
    const told = await new Promise(resolve =>
      gateway.replayCopies('FIX.4.4:SLUICE->COPY', 0, (sent, why) => resolve([sent, why])),
    );
    expect(told).toEqual([0, 'the consumer is not logged on']);
    expect(() => gateway.replayCopies('FIX.4.4:SLUICE->OMS', 0, () => undefined)).toThrow('is no drop copy session');
  });
});
