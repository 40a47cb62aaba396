import { connect, type Socket } from 'node:net';
import { hashPassword } from '../../../src/fix/security/password';
import { MemorySessionStore } from '../../../src/fix/standalone';
import { MOST_CHECKS_OF_ONE } from '../../../src/fix/transport/limits';
import { frame, show } from '../session/rig';
import { type Party, party, settings, until } from './pair';

const SECRET = 'tr0ub4dor 3';
process.env['SLUICE_TEST_PASSWORD'] = SECRET;

const parties: Party[] = [];
const sockets: Socket[] = [];
const started = async (text: string, store = new MemorySessionStore()): Promise<Party> => {
  const p = party(settings(`[SESSION]\n${text}`), store);
  parties.push(p);
  await p.engine.start();
  return p;
};
const ids = (begin: string) => (begin === 'FIXT.1.1' ? `BeginString=${begin}\nDefaultApplVerID=9\n` : `BeginString=${begin}\n`);
const acceptor = (keys: string, begin = 'FIX.4.4') =>
  started(
    `ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\n${ids(begin)}${keys}`,
  );
const portOf = (p: Party): number => p.engine.portOf(p.engine.sessions()[0]!.id)!;
const told = (p: Party): string[] =>
  p.events.map(e => ('reason' in e ? `${e.type}: ${String(e.reason).replace(/127.*/, 'ADDRESS')}` : e.type));

afterEach(async () => {
  for (const s of sockets.splice(0)) s.destroy();
  await Promise.all(parties.map(p => p.engine.stop()));
  for (const p of parties.splice(0)) p.clock.stop();
});

/** The messages in the bytes read so far. */
const messagesIn = (bytes: Buffer): Buffer[] =>
  bytes
    .toString('latin1')
    .split(/(?<=\x0110=\d{3}\x01)/)
    .map(text => Buffer.from(text, 'latin1'));

/** Sends a Logon, and what may follow it in the same write; resolves with the answers, in order, once the socket is closed or something came. */
async function logon(port: number, fields: string, begin = 'FIX.4.4', next = '', from = '127.0.0.1'): Promise<string[]> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  sockets.push(socket);
  const now = Date.now() * 1000;
  const ids = (text: string): string => text.replace('|', '|49=SLUICE|56=VENUE|');
  const body = ids(`35=A|34=1|98=0|108=30|${begin === 'FIXT.1.1' ? '1137=9|' : ''}${fields}`.replace(/\|$/, ''));
  const second = next === '' ? [] : [frame(ids(next), now, begin)];
  socket.write(Buffer.concat([frame(body, now, begin), ...second]));
  let got: Buffer[] = [];
  socket.on('data', d => {
    got = messagesIn(Buffer.concat([...got, d]));
  });
  socket.on('error', () => undefined);
  await until('an answer', () => got.length > (next === '' ? 0 : 1) || socket.destroyed);
  return got.map(show).map(text => text.replace(/\|?(49|56|1137)=[^|]*/g, ''));
}

describe('a session with a password', () => {
  let hash = '';
  beforeAll(async () => {
    hash = await hashPassword(SECRET);
  });

  const OK = ['35=A|34=1|98=0|108=30'];
  const WRONG = 'logonRefused: Username or Password is wrong, from ADDRESS';
  test.each([
    ['FIX.4.4', `553=ann|554=${SECRET}`, OK],
    ['FIXT.1.1', `553=ann|554=${SECRET}`, OK],
    ['FIX.4.4', '553=ann|554=wrong', []],
    ['FIX.4.4', `553=bob|554=${SECRET}`, []],
    ['FIX.4.4', '553=ann', []],
    ['FIX.4.4', '', []],
    ['FIX.4.4', `553=ann|554=${SECRET}x`, []],
  ])('%s with %s is answered with %s', async (begin, fields, answer) => {
    const venue = await acceptor(`Username=ann\nPassword=${hash}\n`, begin);
    const got = await logon(portOf(venue), fields, begin);
    await until('told', () => venue.events.length > 0);
    const refused = [WRONG, 'stranger: Username or Password is wrong'];
    expect([got, told(venue)]).toEqual([answer, answer.length > 0 ? ['loggedOn'] : refused]);
  });

  test('FIX.4.2, whose Logon has no 553 and 554, carries it in RawData (96)', async () => {
    const venue = await acceptor('Password=env:SLUICE_TEST_PASSWORD\n', 'FIX.4.2');
    const wrong = await logon(portOf(venue), '95=5|96=wrong', 'FIX.4.2');
    const right = await logon(portOf(venue), `95=${SECRET.length}|96=${SECRET}`, 'FIX.4.2');
    expect([wrong, right]).toEqual([[], OK]);
  });

  test('what comes right behind the Logon waits until the password is checked', async () => {
    const venue = await acceptor(`Password=${hash}\n`);
    const got = await logon(portOf(venue), `554=${SECRET}`, 'FIX.4.4', '35=1|34=2|112=early');
    expect(got).toEqual([...OK, '35=0|34=2|112=early']);
  });

  test('a second connection with the right password does not get in while the first is being checked', async () => {
    const venue = await acceptor(`Password=${hash}\n`);
    const answers = await Promise.all([1, 2, 3].map(() => logon(portOf(venue), `554=${SECRET}`)));
    expect([answers.flat(), venue.engine.sessions()[0]!.loggedOn]).toEqual([OK, true]);
  });

  test('a flood of wrong passwords is dropped unchecked beyond a few, and keeps no right one from elsewhere out', async () => {
    const venue = await acceptor(`Password=${hash}\n`);
    const flood = Array.from({ length: 100 }, () => logon(portOf(venue), '554=wrong'));
    await until('they came', () => venue.engine.counters.unchecked > 0);
    const right = await logon(portOf(venue), `554=${SECRET}`, 'FIX.4.4', '', '127.0.0.2');
    await Promise.all(flood);
    const { unchecked, strangers } = venue.engine.counters;
    // a check that is over makes room for one more while the flood goes on
    const most = 100 - MOST_CHECKS_OF_ONE;
    expect([right, strangers, unchecked > most / 2, unchecked <= most]).toEqual([OK, 100, true, true]);
  });

  test('NewPassword (925) is answered with a Logout that says where a password is changed', async () => {
    const venue = await acceptor(`Password=${hash}\n`, 'FIXT.1.1');
    const got = await logon(portOf(venue), `554=${SECRET}|925=other`, 'FIXT.1.1');
    expect(got).toEqual(['35=5|34=1|58=NewPassword(925) is not taken: a password is changed in the settings']);
  });

  test.each(['FIX.4.2', 'FIX.4.4', 'FIXT.1.1'])(
    'an initiator of %s sends it, and what is stored does not have it',
    async begin => {
      const username = begin === 'FIX.4.2' ? '' : 'Username=ann\n';
      const venue = await acceptor(`${username}Password=${hash}\n`, begin);
      const store = new MemorySessionStore();
      const stored = jest.spyOn(store, 'commit');
      const sluice = await started(
        `ConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${portOf(venue)}\nSenderCompID=SLUICE\nTargetCompID=VENUE\n${ids(begin)}${username}Password=env:SLUICE_TEST_PASSWORD\n`,
        store,
      );
      await until('settled', () => told(sluice).includes('settled'));
      const runs = stored.mock.calls.flatMap(([batch]) => batch.runs);
      const bytes = runs.map(r => Buffer.from(r.bytes.subarray(r.start, r.end)));
      const { id } = sluice.engine.sessions()[0]!;
      const logonStored = [...store.messages(id, 1, 1)].map(m => show(Buffer.from(m.bytes)).replace(/\|1137=9/, ''));
      const who = begin === 'FIX.4.2' ? '95=3|96=***' : '553=ann|554=***';
      const leaked =
        Buffer.concat(bytes).includes(SECRET) || JSON.stringify(sluice.engine.sessions()[0]!.settings).includes(SECRET);
      expect([leaked, logonStored, sluice.engine.sessions()[0]!.nextOut]).toEqual([false, [`35=A|34=1|98=0|108=30|${who}`], 3]);
    },
  );

  test('a Logon that is malformed around its password leaves no byte of it in the events', async () => {
    const venue = await acceptor(`Password=${hash}\n`);
    const socket = connect(portOf(venue), '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write(frame(`35=A|34=1|49=SLUICE|56=VENUE|98=0|554|${SECRET}`, Date.now() * 1000));
    await until('dropped', () => venue.events.length > 0);
    expect(told(venue)).toEqual([expect.stringMatching(/^stranger: .* at byte \d+$/)]);
  });
});

describe('AllowedRemoteAddresses', () => {
  test.each([
    ['10.0.0.0/8, 127.0.0.0/8', true],
    ['127.0.0.1', true],
    ['10.0.0.0/8 ::1', false],
  ])('%s lets 127.0.0.1 log on: %s', async (list, allowed) => {
    const venue = await acceptor(`AllowedRemoteAddresses=${list}\n`);
    const got = await logon(portOf(venue), '');
    expect([got.length > 0, told(venue)]).toEqual([
      allowed,
      allowed ? ['loggedOn'] : ['stranger: AllowedRemoteAddresses of no session here has this address'],
    ]);
  });

  test('a session that does not allow an address is refused on a port where another one does', async () => {
    const both = await started(
      [
        'ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\nAllowedRemoteAddresses=10.1.1.1',
        '[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=OTHER\n',
      ].join('\n'),
    );
    const got = await logon(portOf(both), '');
    expect([got, told(both)]).toEqual([
      [],
      ['logonRefused: AllowedRemoteAddresses does not have ADDRESS', 'stranger: the address is not allowed'],
    ]);
  });
});
