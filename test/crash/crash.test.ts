import { join } from 'node:path';
import { orderFaults, ordersSentTwice, possDups, reportFaults, venueFaults, venueRecord, wireFaults } from './audit';
import { countByPoint, type Kill, plannedKills } from './kills';
import { isClosed, type OmsOrder } from './oms';
import { pause, stopAt, until } from './processes';
import { Stage } from './stage';

const SEED = 20_260_105;
/** A parent's window, and how long before its end nothing dies any more (ms): it must have time to catch up. */
const WINDOW = 22_000;
const QUIET = 6_000;
const SLOT_SECONDS = '0.4';

/** Dies and is started again until the quiet time of the parents that work, or until nothing is left to try. Returns what went wrong. */
async function killAndRestart(stage: Stage, kills: Kill[], done: Kill[], quietAt: number): Promise<string[]> {
  while (kills.length > 0 && Date.now() < quietAt) {
    const kill = kills.shift()!;
    const gateway = stage.start('n' in kill ? stopAt(kill.point, kill.n) : {});
    if ('n' in kill) await until('it stops there', () => !gateway.alive, QUIET).catch(() => undefined);
    else {
      await pause(kill.after);
      await gateway.kill('SIGKILL');
    }
    if (gateway.alive) return [`${kill.point} was not reached often enough: ${JSON.stringify(kill)}`];
    const how = await gateway.ended;
    if (how !== 'SIGKILL') return [`the gateway ended with ${how}`];
    done.push(kill);
  }
  return [];
}

/** Four parents: two run through, one is made larger, one is cancelled on the way. */
function place(stage: Stage): OmsOrder[] {
  const { oms } = stage;
  const expireTime = (Date.now() + WINDOW) * 1000;
  const twap = (symbol: string, side: string, orderQty: string): OmsOrder =>
    oms.place({ symbol, side, orderQty, expireTime, slotSeconds: SLOT_SECONDS });
  const grown = twap('CRUX', '1', '1100');
  const dropped = twap('DELTA', '2', '3300');
  setTimeout(() => oms.replace(grown, '1650'), WINDOW / 4);
  setTimeout(() => oms.cancel(dropped), WINDOW / 2);
  return [twap('ACME', '1', '2200'), twap('BOLT', '2', '2750'), grown, dropped];
}

describe('a gateway that is killed again and again', () => {
  test('completes every parent exactly, books no child twice and reports everything once', async () => {
    const stage = await Stage.make(SEED);
    const kills = plannedKills(SEED);
    const done: Kill[] = [];
    const starts: number[] = [];
    const faults: string[] = [];
    try {
      while (kills.length > 0 && faults.length === 0) {
        const quietAt = Date.now() + WINDOW - QUIET;
        const orders = place(stage);
        faults.push(...(await killAndRestart(stage, kills, done, quietAt)));
        const gateway = stage.start();
        await until('every order is closed', () => orders.every(isClosed), QUIET + 15_000).catch(e => faults.push(String(e)));
        starts.push(gateway.since['ready'] ?? Number.NaN);
        const how = await gateway.kill('SIGTERM');
        if (how !== 'exit 0') faults.push(`a clean stop ended with ${how}`);
      }
      const record = venueRecord(stage.venue.lines);
      const { oms, taps } = stage;
      const replay = await stage.run('replay', '--journal', join(stage.data, 'journal.db'));
      faults.push(...venueFaults(record), ...oms.orders.flatMap(o => orderFaults(o, oms, record)), ...reportFaults(oms));
      faults.push(...ordersSentTwice(taps.venue), ...wireFaults(taps.venue, 'venue'), ...wireFaults(taps.oms, 'OMS'));
      if (replay.ended !== 'exit 0') faults.push(...replay.lines);
      console.log(summary(stage, done, starts, replay.lines));
      expect({ faults, kills: countByPoint(done) }).toEqual({
        faults: [],
        kills: 'before-commit 5, after-commit 5, mid-write 5, before-written 5, random 25',
      });
    } finally {
      await stage.stop(faults.length > 0 || process.env['SLUICE_KEEP'] !== undefined);
    }
  }, 240_000);
});

function summary(stage: Stage, done: readonly Kill[], starts: readonly number[], replay: readonly string[]): string {
  const { oms, taps, venue } = stage;
  const record = venueRecord(venue.lines);
  const fills = record.filter(r => r.execType === 'F').length;
  const children = record.filter(r => r.execType === '0').length;
  const reports = oms.orders.reduce((n, o) => n + o.reports.length, 0);
  const slowest = Math.round(Math.max(...starts));
  return [
    `kills: ${countByPoint(done)}; restarts ${done.length}, the slowest that was left alone ready after ${slowest} ms`,
    `parents ${oms.orders.length}, children booked at the venue ${children}, fills ${fills}, reports ${reports}`,
    `PossDup: ${possDups(taps.oms, 'far')} to the OMS, ${possDups(taps.oms, 'near')} from it, ${possDups(taps.venue, 'far')} from the venue, ${possDups(taps.venue, 'near')} to it`,
    `messages cut short: ${taps.oms.torn} to the OMS, ${taps.venue.torn} to the venue`,
    `replay: ${replay.join('; ')}`,
  ].join('\n');
}
