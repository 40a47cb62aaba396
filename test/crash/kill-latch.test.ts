import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { byOrder, orderFaults, venueRecord } from './audit';
import { isClosed, lastOf, type OmsOrder } from './oms';
import { until } from './processes';
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
          'Canceled: KillSwitch: engaged by desk: drill',
          'Rejected: KillSwitch: engaged by desk: drill',
          'Filled: undefined',
          'Rejected: KillSwitch: engaged by desk: by hand',
        ],
        faults: [],
        latch: true,
      });
    } finally {
      await stage.stop();
    }
  }, 60_000);
});
