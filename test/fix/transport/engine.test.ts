import { connect, type Socket } from 'node:net';
import { FixEngine } from '../../../src/fix/engine';
import { MemorySessionStore } from '../../../src/fix/standalone';
import { frame } from '../session/rig';
import { Line, type Party, party, settings, until } from './pair';

const VENUE = 'FIX.4.4:VENUE->SLUICE';
const SLUICE = 'FIX.4.4:SLUICE->VENUE';
const acceptor = (keys = '') =>
  settings(
    `[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\n${keys}`,
  );
const initiator = (port: number, keys = '') =>
  settings(
    `[SESSION]\nConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nSenderCompID=SLUICE\nTargetCompID=VENUE\n${keys}`,
  );
const cancel = (p: Party, id: string) =>
  p.engine.session(SLUICE).send('F', w => void w.text(11, id).text(41, 'o').text(55, 'X').text(54, '1').utc(60, 0));
const report = (p: Party, id: string) =>
  p.engine
    .session(VENUE)
    .send(
      '8',
      w =>
        void w
          .text(37, 'o')
          .text(17, id)
          .text(150, '0')
          .text(39, '0')
          .text(54, '1')
          .text(55, 'X')
          .int(151, 1)
          .int(14, 0)
          .int(6, 0),
    );
const range = (prefix: string, from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${prefix}${from + i}`);
const types = (p: Party) => p.events.map(e => e.type);

describe('two engines over a real line', () => {
  let venue: Party;
  let sluice: Party;
  let line: Line;

  beforeEach(async () => {
    venue = party(acceptor());
    await venue.engine.start();
    line = new Line(() => venue.engine.portOf(VENUE)!);
    sluice = party(initiator(await line.listen()));
    await sluice.engine.start();
    await until('settled', () => types(sluice).includes('settled'));
  });
  afterEach(async () => {
    await Promise.all([sluice.engine.stop(), venue.engine.stop()]);
    line.close();
    sluice.clock.stop();
    venue.clock.stop();
  });

  test('log on, settle, exchange, and log out again with both sides told', async () => {
    cancel(sluice, 'c0');
    report(venue, 'e0');
    await until('both', () => sluice.got.length + venue.got.length === 2);
    await sluice.engine.stop();
    expect([venue.got, sluice.got, types(sluice), types(venue)]).toEqual([
      ['F:c0'],
      ['8:e0'],
      ['loggedOn', 'settled', 'loggedOff'],
      ['loggedOn', 'loggedOff'],
    ]);
  });

  test('lose messages both ways in three cuts, and get each one once and in order', async () => {
    for (let round = 0; round < 3; round++) {
      for (const id of range('', round * 30, round * 30 + 10)) [cancel(sluice, id), report(venue, id)];
      await until('before the cut', () => sluice.got.length === round * 30 + 10 && venue.got.length === round * 30 + 10);
      line.deaf = true;
      for (const id of range('', round * 30 + 10, round * 30 + 20)) [cancel(sluice, id), report(venue, id)];
      await new Promise(resolve => setTimeout(resolve, 30));
      line.cut();
      await until('cut', () => !sluice.engine.session(SLUICE).loggedOn && !venue.engine.session(VENUE).loggedOn);
      for (const id of range('', round * 30 + 20, round * 30 + 30)) [cancel(sluice, id), report(venue, id)];
      await until('recovered', () => sluice.got.length >= round * 30 + 30 && venue.got.length >= round * 30 + 30);
      await until('settled', () => types(sluice).filter(t => t === 'settled').length === round + 2);
    }
    expect([sluice.got, venue.got]).toEqual([range('8:', 0, 90), range('F:', 0, 90)]);
  });

  test('a long recovery is served in portions and arrives whole', async () => {
    line.cut();
    await until('cut', () => !venue.engine.session(VENUE).loggedOn);
    for (const id of range('', 0, 3000)) report(venue, id);
    await until('recovered', () => sluice.got.length >= 3000);
    expect(sluice.got).toEqual(range('8:', 0, 3000));
  });

  test('a venue session that is off takes no new order', async () => {
    line.cut();
    await until('cut', () => !sluice.engine.session(SLUICE).loggedOn);
    expect(sluice.engine.session(SLUICE).send('D', w => void w.text(11, 'a'))).toBeUndefined();
  });

  test('an initiator comes back after the peer logged it out', async () => {
    venue.engine.session(VENUE).logout('lunch');
    await until('back', () => types(sluice).filter(t => t === 'loggedOn').length === 2);
    expect(sluice.events.filter(e => e.type === 'loggedOff')).toMatchObject([{ reason: 'the peer logged out: lunch' }]);
  });
});

describe('an acceptor and strangers', () => {
  let venue: Party;
  const sockets: Socket[] = [];
  const dial = (): Socket & { received: Buffer[] } => {
    const socket = Object.assign(connect(venue.engine.portOf(VENUE)!, '127.0.0.1'), { received: [] as Buffer[] });
    socket.on('data', d => socket.received.push(d));
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  const say = (socket: Socket, text: string) => socket.write(frame(text, venue.clock.now()));
  const LOGON = '35=A|34=1|49=SLUICE|56=VENUE|98=0|108=30';

  beforeEach(async () => {
    venue = party(acceptor());
    await venue.engine.start();
  });
  afterEach(async () => {
    for (const s of sockets.splice(0)) s.destroy();
    await venue.engine.stop();
    venue.clock.stop();
  });

  test.each([
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255))],
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an order without a logon', frame('35=D|34=1|49=SLUICE|56=VENUE|11=a', Date.now() * 1000)],
    ['a session nobody knows', frame('35=A|34=1|49=WHO|56=VENUE|98=0|108=30', Date.now() * 1000)],
  ])('%s get no answer and leave a count and an event', async (_what, bytes) => {
    const socket = dial();
    socket.write(bytes);
    await until('dropped', () => socket.destroyed);
    expect([socket.received, venue.engine.counters, types(venue), venue.got]).toEqual([
      [],
      { garbled: 1, strangers: 1, unchecked: 0 },
      ['stranger'],
      [],
    ]);
  });

  test('a second logon is refused and the first session lives on', async () => {
    const first = dial();
    say(first, LOGON);
    await until('logged on', () => first.received.length === 1);
    const second = dial();
    say(second, LOGON);
    await until('dropped', () => second.destroyed);
    say(first, '35=1|34=2|49=SLUICE|56=VENUE|112=still');
    await until('answered', () => first.received.length === 2);
    expect([second.received, types(venue), first.received[1]!.includes('112=still')]).toEqual([
      [],
      ['loggedOn', 'logonRefused', 'stranger'],
      true,
    ]);
  });

  test('a peer that does not read is cut off', async () => {
    const socket = dial();
    say(socket, LOGON);
    await until('logged on', () => venue.engine.session(VENUE).loggedOn);
    socket.pause();
    const text = 'x'.repeat(60_000);
    for (let i = 0; i < 800; i++) venue.engine.session(VENUE).send('8', w => void w.text(58, text));
    await until('cut off', () => !venue.engine.session(VENUE).loggedOn);
    expect(venue.events.at(-1)).toMatchObject({
      type: 'loggedOff',
      reason: expect.stringMatching(/^slow consumer: \d+ bytes unread$/),
    });
  });

  test('a message in pieces of one byte is one message', async () => {
    const socket = dial();
    socket.setNoDelay(true);
    for (const byte of frame(LOGON, venue.clock.now())) {
      socket.write(Buffer.of(byte));
      await new Promise(resolve => setImmediate(resolve));
    }
    await until('logged on', () => venue.engine.session(VENUE).loggedOn);
    expect(types(venue)).toEqual(['loggedOn']);
  });
});

describe('journal before wire', () => {
  test('not a byte is written before the batch was committed and flushed, and a resend waits for what it repeats', async () => {
    const store = new MemorySessionStore();
    let pending = 0;
    const clock = party([]).clock;
    const engine = new FixEngine(acceptor(), clock, store, {
      message: () => undefined,
      event: () => undefined,
      pending: () => pending++,
    });
    await engine.start();
    const socket = connect(engine.portOf(VENUE)!, '127.0.0.1');
    let text = '';
    socket.on('data', d => (text += d.toString('latin1').replaceAll('\x01', '|')));
    const say = (fields: string) => socket.write(frame(fields, clock.now()));
    const seen: unknown[] = [];
    const commit = async (answer: string): Promise<void> => {
      const batch = engine.takeBatch()!;
      await new Promise(resolve => setTimeout(resolve, 50));
      seen.push(
        text.includes(answer),
        batch.runs.map(r => `${r.first}-${r.last}`).join(),
        batch.numbers.map(([, n]) => `${n.nextIn}/${n.nextOut}`).join(),
      );
      store.commit(batch);
      engine.flush();
    };
    say('35=A|34=1|49=SLUICE|56=VENUE|98=0|108=30');
    await until('the logon', () => pending === 1);
    await commit('35=A');
    await until('the answer', () => text.includes('35=A'));
    engine.session(VENUE).send('8', w => void w.text(37, 'o').text(17, 'e'));
    say('35=2|34=2|49=SLUICE|56=VENUE|7=2|16=0');
    await until('the request', () => engine.session(VENUE).nextIn === 3);
    await commit('35=8');
    await until('the replay is encoded', () => pending === 3);
    await commit('43=Y');
    await until('the replay', () => text.includes('43=Y'));
    socket.destroy();
    engine.takeBatch();
    await engine.stop();
    clock.stop();
    expect(seen).toEqual([false, '1-1', '2/2', false, '2-2', '3/3', false, '', '']);
  });
});
