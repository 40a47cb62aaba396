import { connect, type Socket } from 'node:net';
import { frame } from '../session/rig';
import { type Party, party, settings, until } from './pair';

const session = (id: string) =>
  `[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=${id}\nCheckLatency=N\n`;
const STUCK = 'FIX.4.4:VENUE->STUCK';
const TRADER = 'FIX.4.4:VENUE->TRADER';
const ROUNDS = 200;

/** A peer that speaks FIX by hand. */
class Peer {
  readonly socket: Socket;
  private seqNum = 0;
  private text = '';

  constructor(
    private readonly id: string,
    port: number,
  ) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.on('data', d => {
      this.text += d.toString('latin1');
    });
  }

  say(msgType: string, fields: string): void {
    this.seqNum++;
    this.socket.write(frame(`35=${msgType}|34=${this.seqNum}|49=${this.id}|56=VENUE|${fields}`, Date.now() * 1000));
  }

  heard(sign: string): boolean {
    return this.text.includes(sign);
  }
}

/** The median time (ms) to the answer of a TestRequest, each sent when the one before was answered. */
async function pace(peer: Peer, mark: string): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const began = process.hrtime.bigint();
    peer.say('1', `112=${mark}${i}`);
    while (!peer.heard(`112=${mark}${i}\x01`)) await new Promise(resolve => setImmediate(resolve));
    took.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  return took.sort((a, b) => a - b)[ROUNDS / 2]!;
}

describe('a peer that does not read', () => {
  let venue: Party;
  const peers: Peer[] = [];
  beforeEach(async () => {
    venue = party(settings(session('STUCK') + session('TRADER')));
    await venue.engine.start();
  });
  afterEach(async () => {
    for (const p of peers.splice(0)) p.socket.destroy();
    await venue.engine.stop();
    venue.clock.stop();
  });
  const joins = async (id: string): Promise<Peer> => {
    const peer = new Peer(id, venue.engine.portOf(TRADER)!);
    peers.push(peer);
    peer.say('A', '98=0|108=30');
    await until(`${id} logged on`, () => venue.engine.session(`FIX.4.4:VENUE->${id}`).loggedOn);
    return peer;
  };

  test('slows nobody: beside it another session is answered as fast as beside one that reads', async () => {
    const stuck = await joins('STUCK');
    const trader = await joins('TRADER');
    const text = 'x'.repeat(10_000);
    const flood = setInterval(() => {
      for (let i = 0; i < 2; i++) venue.engine.session(STUCK).send('8', w => void w.text(58, text));
    }, 2);
    const beforeReading = await pace(trader, 'reading');
    stuck.socket.pause();
    const sent = venue.engine.session(STUCK).nextOut;
    const beside = await pace(trader, 'stuck');
    const unread = venue.engine.session(STUCK).nextOut - sent;
    clearInterval(flood);
    // a session that waited for the other's socket would be answered when that is cut off, seconds later
    expect([venue.engine.session(TRADER).loggedOn, unread > 10, beside < beforeReading + 20]).toEqual([true, true, true]);
  });

  test('is cut off when it leaves too much unread, and the other trades on', async () => {
    const stuck = await joins('STUCK');
    const trader = await joins('TRADER');
    stuck.socket.pause();
    const text = 'x'.repeat(60_000);
    for (let i = 0; i < 800; i++) venue.engine.session(STUCK).send('8', w => void w.text(58, text));
    await until('cut off', () => !venue.engine.session(STUCK).loggedOn);
    trader.say('1', '112=still');
    await until('answered', () => trader.heard('112=still'));
    const off = venue.events.flatMap(e =>
      e.type === 'loggedOff' ? [`${e.session} ${e.reason.replace(/\d+ bytes/, 'n bytes')}`] : [],
    );
    expect([off, venue.engine.session(TRADER).loggedOn]).toEqual([[`${STUCK} slow consumer: n bytes unread`], true]);
  });
});
