import { connect, type Socket } from 'node:net';
import { Muffler } from '../../../src/fix/transport/muffler';
import { Strangers } from '../../../src/fix/transport/strangers';
import { frame } from '../session/rig';
import { party, settings, until } from './pair';

const VENUE = 'FIX.4.4:VENUE->SLUICE';

test('a flood of silent connections crowds itself out, and a Logon gets in at once', async () => {
  const venue = party(
    settings(
      '[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\n',
    ),
  );
  await venue.engine.start();
  const sockets: Socket[] = [];
  const dial = (): Socket => {
    const socket = connect(venue.engine.portOf(VENUE)!, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  for (let i = 0; i < 300; i++) dial();
  await until('crowded out', () => venue.engine.counters.strangers === 44);
  const began = Date.now();
  const peer = dial();
  peer.write(frame('35=A|34=1|49=SLUICE|56=VENUE|98=0|108=30', began * 1000));
  await until('logged on', () => venue.engine.session(VENUE).loggedOn);
  const quick = Date.now() - began < 5000; // a stranger may stay for ten seconds
  const strangers = venue.events.filter(e => e.type === 'stranger');
  const remotes = strangers.filter(e => !/^127\.0\.0\.1:\d+$/.test(e.remote));
  for (const s of sockets) s.destroy();
  await venue.engine.stop();
  venue.clock.stop();
  expect([quick, strangers.length, remotes]).toEqual([true, 20, []]);
}, 20_000);

const from = (remoteAddress: string, remotePort: number): Socket => ({ remoteAddress, remotePort }) as unknown as Socket;

test('the address with the most gives up its oldest, so that one host cannot crowd out another', () => {
  const strangers = new Strangers(4);
  const gone = [1, 2, 3, 4, 5, 6].map(n => {
    const address = n === 1 || n === 6 ? '10.0.0.1' : '10.0.0.9';
    return strangers.add(from(address, n), n).crowdedOut?.remote;
  });
  const removed = [strangers.remove('10.0.0.1:1'), strangers.remove('10.0.0.1:1')];
  expect([gone, removed, strangers.cameBefore(5).map(s => s.remote)]).toEqual([
    [undefined, undefined, undefined, undefined, '10.0.0.9:2', '10.0.0.9:3'],
    [true, false],
    ['10.0.0.9:4', '10.0.0.9:5'],
  ]);
});

test('of a flood of events twenty are told in ten seconds, and then how many were not', () => {
  const summaries: string[] = [];
  const muffler = new Muffler((kept, at) => summaries.push(`${kept} at ${at / 1e6}`));
  const told = [0, 5, 9.9].map(s => Array.from({ length: 20 }, () => muffler.admits(s * 1e6)).filter(Boolean).length);
  muffler.tick(10e6);
  muffler.tick(30e6);
  expect([told, muffler.admits(31e6), summaries]).toEqual([[20, 0, 0], true, ['40 at 10']]);
});
