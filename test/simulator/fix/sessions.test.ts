import { FixVenue } from '../../../simulator/fix/fix-venue';
import { venueSessions } from '../../../simulator/fix/sessions';
import { demoListing } from '../../../simulator/market/instruments';
import { SystemClock } from '../../../src/clock/system-clock';
import { Line, settings, until } from '../../fix/transport/pair';
import { Oms } from '../../run/oms';

const session = (id: string, port: number, keys = '') =>
  settings(
    `[SESSION]\nConnectionType=initiator\nSenderCompID=${id}\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\n${keys}`,
  )[0]!;

describe('a simulator that stays up while its client does not', () => {
  const clock = new SystemClock();
  let fix: FixVenue;
  let line: Line;
  let sluice: Oms;
  let client: Oms;

  beforeEach(async () => {
    fix = new FixVenue({
      settings: venueSessions({ host: '127.0.0.1', port: 0, clients: ['SLUICE', 'CLIENT', 'SLUICE'] }),
      clock,
      publishEvery: 10_000,
      event: () => undefined,
      marketFailed: () => undefined,
    });
    fix.venue.list(demoListing('ACME'));
    await fix.start();
    const port = fix.engine.portOf(fix.engine.sessions()[0]!.id)!;
    line = new Line(() => port);
    sluice = new Oms(session('SLUICE', await line.listen()));
    client = new Oms(session('CLIENT', port, 'ResetOnLogon=Y'));
    await Promise.all([sluice.logOn(), client.logOn()]);
  });
  afterEach(async () => {
    await Promise.all([sluice.stop(), client.stop()]);
    line.close();
    await fix.stop();
  });
  afterAll(() => clock.stop());

  const order = (id: string, side: string, qty: string): [number, string][] => [
    [11, id],
    [21, '1'],
    [55, 'ACME'],
    [54, side],
    [38, qty],
    [40, '2'],
    [44, '10.00'],
  ];
  const told = (party: Oms) => party.got.map(g => [g[43] ?? 'N', g[150], g[39], g[14], g[151]].join(' '));

  test('the fill of a working order waits for it, and comes once; the order is known and is booked once', async () => {
    sluice.say('D', order('a', '1', '100'));
    await until('acknowledged', () => sluice.got.length === 1);
    line.cut();
    await until('gone', () => fix.engine.sessions().every(s => s.settings.identity.targetCompID !== 'SLUICE' || !s.loggedOn));
    client.say('D', order('s', '2', '60'));
    await until('traded', () => client.got.length === 2);
    await until('told', () => sluice.got.length === 2);
    sluice.send('H', w => void w.text(11, 'a').text(55, 'ACME').text(54, '1'));
    await until('status', () => sluice.got.length === 3);
    client.say('D', order('t', '2', '100'));
    await until('all', () => sluice.got.length === 4 && client.got.length === 4);
    expect([told(sluice), told(client)]).toEqual([
      ['N 0 0 0 100', 'Y F 1 60 40', 'N I 1 60 40', 'N F 2 100 0'],
      ['N 0 0 0 60', 'N F 2 60 0', 'N 0 0 0 100', 'N F 1 40 60'],
    ]);
  });
});

test('ids that cannot be CompIDs are refused by name', () => {
  const make = (id: string) => () => venueSessions({ host: '127.0.0.1', port: 0, clients: [id] });
  const message = (f: () => unknown) => {
    try {
      f();
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(['GOOD', '', 'a b', '[X'].map(id => message(make(id)))).toEqual([
    'taken',
    "client id '' cannot be a TargetCompID (56)",
    "client id 'a b' cannot be a TargetCompID (56)",
    "client id '[X' cannot be a TargetCompID (56)",
  ]);
});
