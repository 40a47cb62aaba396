import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KillLatch } from '../../src/run/kill-latch';
import { byOrder, orderFaults, venueRecord } from './audit';
import { isClosed, lastOf, type OmsOrder } from './oms';
import { stopAt, until } from './processes';
import { Stage } from './stage';

/** Starts the gateway anew and waits until it is ready. */
async function restart(stage: Stage): Promise<void> {
  const gateway = stage.start();
  await until('the gateway is ready', () => gateway.lines.some(l => l.startsWith('ready ')));
}

const place = (stage: Stage, seconds: number): OmsOrder => {
  const expireTime = (Date.now() + seconds * 1000) * 1000;
  return stage.oms.place({ symbol: 'ACME', side: '1', orderQty: '300', expireTime, slotSeconds: '0.2' });
};

const told = (o: OmsOrder): string => `${lastOf(o)?.status}: ${lastOf(o)?.text}`;

describe('the kill latch', () => {
  test('holds over SIGKILL and restart, engaged on a running gateway or on a dead one, until it is released', async () => {
    const stage = await Stage.make(7);
    const latch = (cmd: 'kill' | 'release', reason: string) =>
      stage.run(cmd, '--by', 'desk', '--reason', reason, '--data', stage.data);
    try {
      await restart(stage);
      const working = place(stage, 60);
      await until('it has a fill', () => working.reports.some(r => r.execType === 'F'));
      await latch('kill', 'drill');
      await stage.gateway!.kill('SIGKILL');
      await restart(stage);
      const whileKilled = place(stage, 60);
      await until('both are closed', () => [working, whileKilled].every(isClosed));
      await latch('release', 'over');
      const afterwards = place(stage, 3);
      await until('it is filled', () => isClosed(afterwards));
      await stage.gateway!.kill('SIGKILL');
      await latch('kill', 'by hand');
      await restart(stage);
      const again = place(stage, 60);
      await until('it is denied', () => isClosed(again));
      working.cancelled = true;
      const atVenue = byOrder(stage.oms, venueRecord(stage.venue.lines));
      expect({
        ended: [working, whileKilled, afterwards, again].map(told),
        faults: [working, afterwards].flatMap(o => orderFaults(o, atVenue(o))),
        latch: existsSync(join(stage.data, 'kill.json')),
      }).toEqual({
        ended: [
          'Canceled: KillSwitch: firm engaged by desk: drill',
          'Rejected: KillSwitch: firm engaged by desk: drill',
          'Filled: undefined',
          'Rejected: KillSwitch: firm engaged by desk: by hand',
        ],
        faults: [],
        latch: true,
      });
    } finally {
      await stage.stop();
    }
  }, 60_000);

  test('of a gateway that dies between the latch and the cancels: the next one is killed, and the cancels go out', async () => {
    const stage = await Stage.make(8);
    try {
      const gateway = stage.start(stopAt('after-latch', 1));
      await until('the gateway is ready', () => gateway.lines.some(l => l.startsWith('ready ')));
      const working = stage.oms.place({ symbol: 'ACME', side: '1', orderQty: '300', price: '99.00' });
      await until('it works', () => lastOf(working)?.status === 'New');
      const kill = await stage.run('kill', '--by', 'desk', '--reason', 'drill', '--data', stage.data);
      const died = await gateway.ended;
      const cancels = (): number => venueRecord(stage.venue.lines).length;
      const before = cancels();
      await restart(stage);
      await until('it is cancelled', () => isClosed(working));
      const late = place(stage, 60);
      await until('the next is denied', () => isClosed(late));
      expect([died, kill.ended, cancels() > before, told(working), told(late)]).toEqual([
        'SIGKILL',
        'exit 0',
        true,
        'Canceled: KillSwitch: firm engaged by desk: drill',
        'Rejected: KillSwitch: firm engaged by desk: drill',
      ]);
    } finally {
      await stage.stop();
    }
  }, 60_000);

  test('SIGUSR2 to the process engages it', async () => {
    const stage = await Stage.make(9);
    try {
      await restart(stage);
      process.kill(stage.gateway!.pid, 'SIGUSR2');
      const latch = new KillLatch(stage.data);
      await until('it is latched', () => latch.read().engaged.length > 0);
      const late = place(stage, 60);
      await until('the next is denied', () => isClosed(late));
      expect([latch.read().engaged.map(k => k.by), told(late)]).toEqual([
        ['SIGUSR2'],
        'Rejected: KillSwitch: firm engaged by SIGUSR2: the process was sent the signal',
      ]);
    } finally {
      await stage.stop();
    }
  }, 60_000);
});
