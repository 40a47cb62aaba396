import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FixVenue } from '../simulator/fix/fix-venue';
import { venueSessions } from '../simulator/fix/sessions';
import { demoListing } from '../simulator/market/instruments';
import { SystemClock } from '../src/clock/system-clock';
import { OperationMarket } from './fan-out-market';
import { medianOf, print, type Row } from './rows';

/** Sessions that read all market data of the symbol: ten levels a side and trades. */
const SESSIONS = 10;
const PAIRS = 10;
/** Operations of one measured stretch, and those between two looks at the sockets. */
const STRETCH = 500_000;
const PORTION = 2_000;
const PUBLISH_EVERY = 50_000;
const SYMBOL = 'ACME';

const readers = Array.from({ length: SESSIONS }, (_, i) => `READER${i}`);

/** A venue whose one symbol is traded in as fast as it can be, and ten sessions of another process on it. */
class Stage {
  readonly market = new OperationMarket();
  readonly clock = new SystemClock();
  readonly venue = new FixVenue({
    settings: venueSessions({ host: '127.0.0.1', port: 0, clients: readers, marketData: readers }),
    clock: this.clock,
    publishEvery: PUBLISH_EVERY,
    event: () => undefined,
    marketFailed: error => {
      throw error;
    },
  });
  private child: ChildProcess | undefined;
  private listening = false;
  /** Market data messages that the readers have had. */
  private read = 0;

  async open(): Promise<void> {
    this.venue.venue.list(demoListing(SYMBOL), this.market);
    await this.venue.start();
    const { engine } = this.venue;
    const port = engine.portOf(engine.sessions()[0]!.id)!;
    const file = join(__dirname, 'fan-out-readers.js');
    this.child = spawn(process.execPath, [file, String(port), ...readers], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child.on('message', count => {
      this.read = Number(count);
    });
    while (engine.sessions().filter(s => s.loggedOn).length < SESSIONS) await new Promise(resolve => setTimeout(resolve, 20));
  }

  /** Subscribes or unsubscribes the readers, and waits until that is done. */
  async listen(on: boolean): Promise<void> {
    if (on === this.listening) return;
    this.listening = on;
    this.child!.send(on);
    while (this.venue.venue.subscriptions !== (on ? SESSIONS : 0)) await new Promise(resolve => setTimeout(resolve, 5));
  }

  /** Operations a second of the book while the venue publishes on time; sockets are served between portions. Making them up is not in it. */
  async stretch(): Promise<number> {
    this.market.prepare(STRETCH);
    const start = process.hrtime.bigint();
    for (let done = 0; done < STRETCH; done += PORTION) {
      this.market.allow(PORTION);
      this.venue.tick(this.clock.now());
      await new Promise(resolve => setImmediate(resolve));
    }
    return (STRETCH * 1e9) / Number(process.hrtime.bigint() - start);
  }

  messagesRead(): number {
    return this.read;
  }

  async close(): Promise<void> {
    this.child?.disconnect();
    if (this.child) await once(this.child, 'exit');
    await this.venue.stop();
    this.clock.stop();
  }
}

/** The order book at full speed with ten readers of its market data, beside the same without them; pairs that take turns. */
export async function run(): Promise<Row[]> {
  const stage = new Stage();
  await stage.open();
  try {
    await stage.stretch();
    const without: number[] = [];
    const withReaders: number[] = [];
    const ratios: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const on of pair % 2 === 0 ? [false, true] : [true, false]) {
        await stage.listen(on);
        (on ? withReaders : without).push(await stage.stretch());
      }
      ratios.push(withReaders[pair]! / without[pair]!);
    }
    const name = `matching while ${SESSIONS} sessions read its market data`;
    const [value, peer] = [medianOf(withReaders), medianOf(without)];
    const ratio = medianOf(ratios);
    return [
      { name, value, unit: 'ops/s', peer, peerName: 'nobody reads', ratio },
      { name: `what they cost, median of ${PAIRS} pairs`, value: 100 * (1 - ratio), unit: '%' },
      { name: 'messages that they read', value: stage.messagesRead(), unit: '' },
      ...stage.market.mix(),
    ];
  } finally {
    await stage.close();
  }
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = 1;
  });
}
