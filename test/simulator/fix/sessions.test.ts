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

describe('sessions of other kinds', () => {
  const clock = new SystemClock();
  const parties: Oms[] = [];
  let fix: FixVenue;
  let port: number;

  const party = async (id: string, version = 'FIX.4.4'): Promise<Oms> => {
    const oms = new Oms(session(id, port, `BeginString=${version}\nDefaultApplVerID=9\n`));
    parties.push(oms);
    await oms.logOn();
    return oms;
  };
  const order = (id: string, tif: string): [number, string][] => [
    [11, id],
    [21, '1'],
    [55, 'ACME'],
    [54, '1'],
    [38, '10'],
    [40, '2'],
    [44, '9.00'],
    [59, tif],
  ];

  beforeEach(async () => {
    fix = new FixVenue({
      settings: venueSessions({
        host: '127.0.0.1',
        port: 0,
        clients: ['GOES', 'STAYS'],
        dropCopies: ['COPY'],
        cancelOnDisconnect: ['GOES'],
      }),
      clock,
      publishEvery: 10_000,
      event: () => undefined,
      marketFailed: () => undefined,
    });
    fix.venue.list(demoListing('ACME'));
    await fix.start();
    port = fix.engine.portOf(fix.engine.sessions()[0]!.id)!;
  });
  afterEach(async () => {
    await Promise.all(parties.splice(0).map(each => each.stop()));
    await fix.stop();
  });
  afterAll(() => clock.stop());

  test('orders end with the session of who asked for that, but for GTC; all others stay, and each report is copied', async () => {
    const copy = await party('COPY');
    const [goes, stays] = await Promise.all([party('GOES'), party('STAYS')]);
    goes.say('D', order('day', '0'));
    goes.say('D', order('gtc', '1'));
    stays.say('D', order('mine', '0'));
    await until('acknowledged', () => copy.got.length === 3);
    await Promise.all([goes.stop(), stays.stop()]);
    await until('cancelled', () => copy.got.length === 4);
    const { 11: clOrdId, 39: status, 58: text, 128: to, 797: mark } = copy.got[3]!;
    const open = fix.venue.exchange.ordersOf(`FIX.4.4:SIM->GOES`).map(o => o.ref);
    expect([[clOrdId, status, text, to, mark], open, fix.venue.exchange.ordersOf('FIX.4.4:SIM->STAYS').length]).toEqual([
      ['day', '4', 'CancelOnDisconnect: its session is gone', 'GOES', 'Y'],
      ['gtc'],
      1,
    ]);
  });

  test('a drop copy is in the version of who reads it, and begins with its first logon', async () => {
    const goes = await party('GOES');
    goes.say('D', order('before', '0'));
    await until('acknowledged', () => goes.got.length === 1);
    const old = await party('COPY', 'FIX.4.2');
    goes.say('D', order('after', '0'));
    await until('copied', () => old.got.length === 1);
    const { 8: version, 11: clOrdId, 20: transType, 10797: mark } = old.got[0]!;
    expect([version, clOrdId, transType, mark]).toEqual(['FIX.4.2', 'after', '0', 'Y']);
  });
});

test('ids that cannot be CompIDs are refused by name, and those that have no orders to cancel', () => {
  const make = (id: string) => () => venueSessions({ host: '127.0.0.1', port: 0, clients: [id] });
  const cancels = (id: string) => () =>
    venueSessions({ host: '127.0.0.1', port: 0, clients: ['A'], dropCopies: ['C'], cancelOnDisconnect: [id] });
  const message = (f: () => unknown) => {
    try {
      f();
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const made = [...['GOOD', '', 'a b', '[X'].map(make), ...['A', 'B', 'C'].map(cancels)];
  expect(made.map(message)).toEqual([
    'taken',
    "client id '' cannot be a TargetCompID (56)",
    "client id 'a b' cannot be a TargetCompID (56)",
    "client id '[X' cannot be a TargetCompID (56)",
    'taken',
    "client id 'B' has no orders to cancel: it is no client that trades",
    "client id 'C' has no orders to cancel: it is no client that trades",
  ]);
});
