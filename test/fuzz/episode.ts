import { Draws } from '../../simulator/market/draws';
import type { FixVersion } from '../../src/fix/translate/dialect';
import { FIX_VERSIONS } from '../../src/fix/translate/dialect';
import { example } from './corpus';
import { Desk } from './desk';
import { encode, shown } from './message';
import { chunks, mutated } from './mutate';
import { Oracle } from './oracle';

/** Mutated messages of one episode, which begins with a gateway of its own. */
export const PER_EPISODE = 500;
/** Of ten messages so many are as they should be, so that there are orders to be damaged. */
const GOOD = 4;
const TICK = 20_000;
const LONG_WAIT = 20_000_000;

/**
 * Feeds a gateway mutated messages of an OMS and a venue among good ones, all drawn from seed and episode. Returns what was wrong, with the message
 * that brought it; nothing where all is well. At the end both sides reconnect, and a plain order must still reach the venue.
 */
export async function episode(seed: number, n: number): Promise<string[]> {
  const version = FIX_VERSIONS[n % FIX_VERSIONS.length]!;
  const desk = await Desk.make(version);
  try {
    return await play(desk, version, new Draws(seed, n));
  } finally {
    await desk.stop();
  }
}

async function play(desk: Desk, version: FixVersion, draws: Draws): Promise<string[]> {
  const oracle = new Oracle(desk);
  for (let sent = 0, i = 0; sent < PER_EPISODE; i++) {
    draws.decide(i);
    const side = draws.below(5) < 3 ? 'oms' : 'venue';
    const peer = desk[side];
    const base = peer.next(example(side, peer.names(), draws));
    const good = draws.below(10) < GOOD;
    const bytes = good ? encode(base.beginString, base.fields) : mutated(base, draws);
    if (!good) sent++;
    oracle.fed(peer, bytes);
    desk.feed(peer, chunks(bytes, draws));
    desk.pass(draws.below(60) === 0 ? LONG_WAIT : TICK);
    const faults = oracle.faults();
    if (faults.length > 0) return faults.map(f => `${version} message ${i} (${side}): ${f}\n${shown(bytes)}`);
    if (!desk.oms.up || !desk.venue.up) {
      desk.connect();
      oracle.reconnected();
    }
    if (i % 200 === 0) await new Promise(resolve => setImmediate(resolve)); // the line's own timers
  }
  return [...alive(desk, oracle), ...oracle.folded()].map(f => `${version} at the end: ${f}`);
}

/** Both sides reconnect, and a plain order goes through. */
function alive(desk: Desk, oracle: Oracle): string[] {
  desk.cut();
  desk.connect();
  oracle.reconnected();
  const { fields } = desk.oms.next([
    ['35', 'D'],
    ['11', 'LAST'],
    ['21', '1'],
    ['55', 'ACME'],
    ['54', '1'],
    ['60', '20260105-10:00:00'],
    ['38', '100'],
    ['40', '2'],
    ['44', '100'],
  ]);
  const before = desk.venue.received.length;
  const bytes = encode(desk.oms.next([]).beginString, fields);
  oracle.fed(desk.oms, bytes);
  desk.feed(desk.oms, [bytes]);
  const through = desk.venue.received.length > before;
  return [...oracle.faults(), ...(through ? [] : ['a plain order does not reach the venue any more'])];
}
