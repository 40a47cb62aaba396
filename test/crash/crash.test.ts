import { join } from 'node:path';
import {
  orderFaults,
  ordersSentTwice,
  possDups,
  reportFaults,
  type VenueReport,
  venueFaults,
  venueRecord,
  wireFaults,
} from './audit';
import { type FoldedJournal, foldJournal } from './books';
import { countByPoint, type Kill, plannedKills } from './kills';
import { isClosed, type OmsOrder } from './oms';
import { type Process, pause, stopAt, until } from './processes';
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
    if (gateway.alive) {
      await gateway.kill('SIGKILL');
      return [`${kill.point} was not reached often enough: ${JSON.stringify(kill)}`];
    }
    const how = await gateway.ended;
    if (how !== 'SIGKILL') return [`the gateway ended with ${how}`];
    done.push(kill);
  }
  return [];
}

/** Sends four parents to a gateway that runs: two run through, one is made larger, one is cancelled on the way. Then it is stopped. */
async function begin(stage: Stage): Promise<OmsOrder[]> {
  const { oms } = stage;
  const gateway = stage.start();
  await until('the gateway is ready', () => gateway.lines.some(l => l.startsWith('ready ')));
  const expireTime = (Date.now() + WINDOW) * 1000;
  const twap = (symbol: string, side: string, orderQty: string): OmsOrder =>
    oms.place({ symbol, side, orderQty, expireTime, slotSeconds: SLOT_SECONDS });
  const orders = [twap('ACME', '1', '2200'), twap('BOLT', '2', '2750'), twap('CRUX', '1', '1100'), twap('DELTA', '2', '3300')];
  setTimeout(() => oms.replace(orders[2]!, '1650'), WINDOW / 4);
  setTimeout(() => oms.cancel(orders[3]!), WINDOW / 2);
  await until('the orders are accepted', () => orders.every(o => o.reports.length > 0));
  await stopped(gateway);
  return orders;
}

/** Stops a gateway cleanly. */
async function stopped(gateway: Process): Promise<void> {
  const how = await gateway.kill('SIGTERM');
  if (how !== 'exit 0') throw new Error(`a clean stop ended with ${how}`);
}

/** Leaves the gateway alone until it has ended every order, then stops it. Returns how long (ms) it took to be ready. */
async function complete(stage: Stage, orders: readonly OmsOrder[]): Promise<number> {
  const gateway = stage.start();
  await until('the gateway is ready', () => gateway.since['ready'] !== undefined);
  await until('every order is closed', () => orders.every(isClosed), QUIET + 15_000).catch(() => undefined);
  await stopped(gateway);
  return gateway.since['ready']!;
}

/** Everything that the venue, the OMS, the wires and the journal have to say against the run. */
function faultsOf({ oms, taps }: Stage, record: readonly VenueReport[], journal: FoldedJournal): string[] {
  return [
    ...venueFaults(record),
    ...ordersSentTwice(taps.venue),
    ...oms.orders.flatMap(o => orderFaults(o, oms, record)),
    ...reportFaults(oms),
    ...wireFaults(taps.venue, 'venue'),
    ...wireFaults(taps.oms, 'OMS'),
    ...journal.faults,
  ];
}

describe('a gateway that is killed again and again', () => {
  test('completes every parent exactly, books no child twice and reports everything once', async () => {
    const stage = await Stage.make(SEED);
    const kills = plannedKills(SEED);
    const done: Kill[] = [];
    const faults: string[] = [];
    let slowest = 0;
    try {
      while (kills.length > 0 && faults.length === 0) {
        const orders = await begin(stage);
        faults.push(...(await killAndRestart(stage, kills, done, orders[0]!.expireTime / 1000 - QUIET)));
        slowest = Math.max(slowest, await complete(stage, orders));
      }
      const file = join(stage.data, 'journal.db');
      const record = venueRecord(stage.venue.lines);
      const journal = foldJournal(file);
      const replay = await stage.run('replay', '--journal', file);
      faults.push(...faultsOf(stage, record, journal));
      const ready = `the slowest that was left alone ready after ${Math.round(slowest)} ms`;
      console.log([`kills: ${countByPoint(done)}; ${ready}`, ...counts(stage, record, journal), ...replay.lines].join('\n'));
      expect({ faults, kills: countByPoint(done), replay: replay.ended }).toEqual({
        faults: [],
        kills: 'before-commit 5, after-commit 5, mid-write 5, before-written 5, random 25',
        replay: 'exit 0',
      });
    } finally {
      await stage.stop();
    }
  }, 240_000);
});

function counts({ oms, taps }: Stage, record: readonly VenueReport[], { asked, notSent }: FoldedJournal): string[] {
  const booked = (execType: string): number => record.filter(r => r.execType === execType).length;
  const reports = oms.orders.reduce((n, o) => n + o.reports.length, 0);
  return [
    `parents ${oms.orders.length}, children booked at the venue ${booked('0')}, fills ${booked('F')}, reports to the OMS ${reports}`,
    `in doubt and asked about ${asked}, of these never sent ${notSent}; cut short ${taps.oms.torn} to the OMS, ${taps.venue.torn} to the venue`,
    `PossDup ${possDups(taps.oms, 'far')} to the OMS, ${possDups(taps.oms, 'near')} from it, ${possDups(taps.venue, 'far')} from the venue, ${possDups(taps.venue, 'near')} to it`,
  ];
}
