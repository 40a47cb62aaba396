import { BEHIND_BYTES } from '../../../simulator/fix/channel';
import { FixVenue } from '../../../simulator/fix/fix-venue';
import { venueSessions } from '../../../simulator/fix/sessions';
import { demoListing } from '../../../simulator/market/instruments';
import type { Floor, Market } from '../../../simulator/market/market';
import { BUY } from '../../../simulator/matching/types';
import { SystemClock } from '../../../src/clock/system-clock';
import type { SessionLink } from '../../../src/fix/transport/link';
import { settings, until } from '../../fix/transport/pair';
import { Oms } from '../../run/oms';

/** A hundred trades beside the book whenever it is let. */
class Printer implements Market {
  readonly pinned = false;
  due = 0;
  traded(): void {}

  nextAt(): number | undefined {
    return this.due > 0 ? 0 : undefined;
  }

  step(floor: Floor): void {
    for (; this.due > 0; this.due--) floor.print({ priceText: '10.00', qty: this.due, side: BUY });
  }
}

const session = (id: string, port: number) =>
  settings(
    `[SESSION]\nConnectionType=initiator\nSenderCompID=${id}\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\n`,
  )[0]!;

/** Bytes of one publication, at most. */
const PUBLICATION = 16_384;

test('a socket that nobody reads holds a bounded backlog, orders go on beside it, and once it is read it has the newest state', async () => {
  const clock = new SystemClock();
  const fix = new FixVenue({
    settings: venueSessions({ host: '127.0.0.1', port: 0, clients: ['READER', 'TRADER'], marketData: ['READER'] }),
    clock,
    publishEvery: 0,
    event: () => undefined,
    marketFailed: () => undefined,
  });
  const printer = new Printer();
  fix.venue.list(demoListing('ACME'), printer);
  await fix.start();
  const port = fix.engine.portOf(fix.engine.sessions()[0]!.id)!;
  const [reader, trader] = [new Oms(session('READER', port)), new Oms(session('TRADER', port))];
  await Promise.all([reader.logOn(), trader.logOn()]);
  const watched = 'V|262=r|263=1|264=1|265=1|267=2|269=0|269=2|146=1|55=ACME'.split('|').slice(1);
  reader.send('V', w => {
    for (const each of watched) w.text(Number(each.split('=')[0]), each.split('=')[1]!);
  });
  await until('subscribed', () => reader.got.length === 1);

  const link = reader.engine.sessions()[0] as SessionLink;
  link.connection!.pause();
  const own = fix.engine.sessions().find(s => s.settings.identity.targetCompID === 'READER' && s.loggedOn)!;
  let most = 0;
  let behind = 0;
  for (let i = 0; i < 20_000 && behind < 200; i++) {
    printer.due = 100;
    fix.tick(clock.now());
    await new Promise(resolve => setImmediate(resolve));
    most = Math.max(most, own.unread);
    if (own.unread > BEHIND_BYTES) behind++;
  }
  trader.say('D', [
    [11, 'a'],
    [55, 'ACME'],
    [54, '1'],
    [38, '7'],
    [40, '2'],
    [44, '9.00'],
  ]);
  await until('acknowledged', () => trader.got.length === 1);
  link.connection!.resume();
  await until('read', () => own.unread === 0);
  fix.tick(clock.now());
  await until('caught up', () => reader.got.at(-1)![35] === 'W');
  const { 268: entries, 271: size } = reader.got.at(-1)!;
  await Promise.all([reader.stop(), trader.stop()]);
  await fix.stop();
  clock.stop();
  expect([behind, most < BEHIND_BYTES + 2 * PUBLICATION, entries, size]).toEqual([200, true, '2', '1']);
});
