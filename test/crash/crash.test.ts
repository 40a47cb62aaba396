import { join } from 'node:path';
import {
  byOrder,
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
import { Flow } from './flow';
import { countByPoint, type Kill, plannedKills } from './kills';
import { isClosed, lastOf, type OmsOrder } from './oms';
import { type Process, pause, stopAt, until } from './processes';
import { Stage } from './stage';

const SEED = 20_260_105;
const LONG = process.env['SLUICE_LONG'] === '1';
const MS = LONG ? 1_500_000 : 400_000;
/** A TWAP's window (ms). */
const WINDOW = LONG ? 90_000 : 28_000;
/** How long (ms) before its end no death is begun any more, so that it has time to catch up, and how long (ms) a point has to be reached once it is ready. */
const QUIET = LONG ? 25_000 : 12_000;
const REACHED = 6_000;
/** What a gateway needs (ms) to catch up before a window ends. */
const CATCH_UP = 7_000;
const SLOT_SECONDS = '0.4';

/** Dies and is started again until the quiet time of the parents that work, or until nothing is left to try. Returns what went wrong. */
async function killAndRestart(stage: Stage, kills: Kill[], done: Kill[], quietAt: number): Promise<string[]> {
  while (kills.length > 0 && (Date.now() < quietAt || kills[0]!.point === 'mid-resend')) {
    const kill = kills.shift()!; // one in the middle of a resend belongs to the death before it
    const gateway = stage.start('n' in kill ? stopAt(kill.point, kill.n) : {});
    if ('n' in kill) await stopping(gateway);
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

/** Waits for a gateway to stop by itself, in vain where it does not. */
async function stopping(gateway: Process): Promise<void> {
  const stopped = (): boolean => !gateway.alive;
  await until('it is ready', () => stopped() || gateway.since['ready'] !== undefined).catch(() => undefined);
  await until('it stops', stopped, REACHED).catch(() => undefined);
}

/** Sends four TWAPs to a gateway that runs: two run through, one is made larger, one is cancelled on the way. Then it is stopped. */
async function begin(stage: Stage, expireTime: number): Promise<OmsOrder[]> {
  const { oms } = stage;
  const gateway = stage.start();
  await until('the gateway is ready', () => gateway.lines.some(l => l.startsWith('ready ')));
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

/**
 * Leaves the gateway alone until it has ended every order, those of the flow by cancels, and has told once more how each stands. Then stops
 * it. Returns how long (ms) it took to be ready.
 */
async function complete(stage: Stage, twaps: readonly OmsOrder[], flow: Flow): Promise<number> {
  const gateway = stage.start();
  await until('the gateway is ready', () => gateway.since['ready'] !== undefined);
  for (const twap of twaps) twap.mayExpire = Date.now() > twap.expireTime! / 1000 - CATCH_UP;
  const orders = [...twaps, ...flow.orders];
  const closed = until('every order is closed', () => orders.every(isClosed), WINDOW + 15_000).catch(() => undefined);
  await Promise.all([closed, flow.cancelTheRest(QUIET)]);
  const taken = orders.filter(o => o.ordStatus !== '8');
  for (const order of taken) stage.oms.status(order);
  await until('every status is told', () => taken.every(o => lastOf(o)?.execType === 'I'));
  await stopped(gateway);
  return gateway.since['ready']!;
}

/** Orders while the gateway dies and comes back, then all of them brought to an end. Returns what went wrong and how long it took to be ready. */
async function round(stage: Stage, kills: Kill[], done: Kill[]): Promise<{ faults: string[]; ready: number }> {
  const ends = Date.now() + WINDOW;
  const twaps = await begin(stage, ends * 1000);
  const flow = new Flow(stage.oms);
  flow.start();
  const faults = await killAndRestart(stage, kills, done, ends - QUIET);
  flow.stop();
  return { faults, ready: await complete(stage, twaps, flow) };
}

/** Everything that the venue, the OMS, the wires and the journal have to say against the run. */
function faultsOf({ oms, taps }: Stage, record: readonly VenueReport[], journal: FoldedJournal): string[] {
  const atVenue = byOrder(oms, record);
  return [
    ...venueFaults(record),
    ...ordersSentTwice(taps.venue),
    ...oms.orders.flatMap(o => orderFaults(o, atVenue(o))),
    ...reportFaults(oms),
    ...wireFaults(taps.venue, 'venue'),
    ...wireFaults(taps.oms, 'OMS'),
    ...journal.faults,
  ];
}

describe('a gateway that is killed again and again', () => {
  test(
    'completes every parent exactly, books no child twice and reports everything once',
    async () => {
      const stage = await Stage.make(SEED);
      const kills = plannedKills(SEED, LONG);
      const planned = countByPoint(kills);
      const done: Kill[] = [];
      const faults: string[] = [];
      let slowest = 0;
      try {
        while (kills.length > 0 && faults.length === 0) {
          const { faults: wrong, ready } = await round(stage, kills, done);
          faults.push(...wrong);
          slowest = Math.max(slowest, ready);
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
          kills: planned,
          replay: 'exit 0',
        });
      } finally {
        await stage.stop();
      }
    },
    MS,
  );
});

function counts(
  { oms, taps }: Stage,
  record: readonly VenueReport[],
  { asked, notSent, archived, recalled }: FoldedJournal,
): string[] {
  const booked = (execType: string): number => record.filter(r => r.execType === execType).length;
  const reports = oms.orders.reduce((n, o) => n + o.reports.length, 0);
  return [
    `parents ${oms.orders.length}, of these refused ${oms.orders.filter(o => o.ordStatus === '8').length}, children booked at the venue ${booked('0')}, fills ${booked('F')}, reports to the OMS ${reports}`,
    `TWAPs whose gateway was back too late to catch up: ${oms.orders.filter(o => o.mayExpire).length}`,
    `requests refused: ${refusals(oms.refusals)}`,
    `in doubt and asked about ${asked}, of these never sent ${notSent}; archived ${archived}, recalled ${recalled}; cut short ${taps.oms.torn} to the OMS, ${taps.venue.torn} to the venue`,
    `PossDup ${possDups(taps.oms, 'far')} to the OMS, ${possDups(taps.oms, 'near')} from it, ${possDups(taps.venue, 'far')} from the venue, ${possDups(taps.venue, 'near')} to it`,
  ];
}

/** How many requests were refused for which reason, without the ids in it. */
function refusals(texts: readonly string[]): string {
  const byReason = new Map<string, number>();
  for (const text of texts.map(t => t.replaceAll(/'[^']*'/g, '..'))) byReason.set(text, (byReason.get(text) ?? 0) + 1);
  return [...byReason].map(([reason, n]) => `${n} x ${reason}`).join('; ') || 'none';
}
