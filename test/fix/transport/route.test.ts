import { createServer } from 'node:net';
import { Route } from '../../../src/fix/transport/route';
import { type Party, party, settings, until } from './pair';

const initiator = (keys: string) =>
  settings(`[SESSION]\nConnectionType=initiator\nSenderCompID=SLUICE\nTargetCompID=VENUE\n${keys}`);
const HOSTS =
  'SocketConnectHost=a\nSocketConnectPort=1\nSocketConnectHost1=b\nSocketConnectPort1=2\nSocketConnectHost2=c\nSocketConnectPort2=3\n';

/** The next hosts and pauses in seconds, of a connection that ends again and again; with `logon` once it was logged on. */
const attempts = (route: Route, n: number): string[] =>
  Array.from({ length: n }, () => `${route.host.host} ${route.ended() / 1e6}`);

test('hosts are tried one behind the other; between rounds the pause doubles up to eight times ReconnectInterval', () => {
  const route = new Route(initiator(`${HOSTS}ReconnectInterval=5`)[0]!);
  const rounds = attempts(route, 15);
  route.loggedOn();
  expect([rounds, attempts(route, 4)]).toEqual([
    ['a 0', 'b 0', 'c 5', 'a 0', 'b 0', 'c 10', 'a 0', 'b 0', 'c 20', 'a 0', 'b 0', 'c 40', 'a 0', 'b 0', 'c 40'],
    ['a 5', 'a 0', 'b 0', 'c 5'],
  ]);
});

test('the pause is a minute at most, or ReconnectInterval where that is longer', () => {
  const pauses = [1, 20, 90].map(interval => {
    const route = new Route(initiator(`SocketConnectHost=a\nSocketConnectPort=1\nReconnectInterval=${interval}`)[0]!);
    return attempts(route, 5).map(text => Number(text.split(' ')[1]));
  });
  expect(pauses).toEqual([
    [1, 2, 4, 8, 8],
    [20, 40, 60, 60, 60],
    [90, 90, 90, 90, 90],
  ]);
});

describe('an initiator with several hosts', () => {
  const parties: Party[] = [];
  afterEach(async () => {
    await Promise.all(parties.map(p => p.engine.stop()));
    for (const p of parties.splice(0)) p.clock.stop();
  });
  const started = async (text: string): Promise<Party> => {
    const p = party(settings(`[SESSION]\n${text}`));
    parties.push(p);
    await p.engine.start();
    return p;
  };

  test('logs on at the second when nobody listens on the first, and comes back after the peer logged it out', async () => {
    const venue = await started(
      'ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\n',
    );
    const session = venue.engine.session('FIX.4.4:VENUE->SLUICE');
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => closed.once('listening', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise(resolve => closed.close(resolve));
    const sluice = await started(
      `ConnectionType=initiator\nSenderCompID=SLUICE\nTargetCompID=VENUE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nSocketConnectHost1=127.0.0.1\nSocketConnectPort1=${venue.engine.portOf(session.id)}\n`,
    );
    const types = (): string[] => sluice.events.map(e => e.type);
    await until('settled', () => types().includes('settled'));
    session.logout('lunch');
    await until('back', () => types().filter(t => t === 'loggedOn').length === 2);
    expect(types().slice(0, 5)).toEqual(['connectFailed', 'loggedOn', 'settled', 'loggedOff', 'connectFailed']);
  });
});
