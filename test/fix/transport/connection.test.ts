import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { SystemClock } from '../../../src/clock/system-clock';
import { Connection } from '../../../src/fix/transport/connection';

const NOBODY = { frame: () => undefined, garbled: () => undefined, gone: () => undefined };

describe('what a peer that does not read leaves waiting', () => {
  let near: Socket;
  let far: Socket;
  let clock: SystemClock;
  let connection: Connection;
  beforeEach(async () => {
    clock = new SystemClock();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    far = connect((server.address() as { port: number }).port, '127.0.0.1');
    far.pause();
    [near] = (await once(server, 'connection')) as [Socket];
    server.close();
    connection = new Connection(near, NOBODY, clock);
  });
  afterEach(() => {
    near.destroy();
    far.destroy();
    clock.stop();
  });

  /** Writes blocks until the kernel takes no more. Returns what was written and which of the writes held its bytes. */
  function fill(): { written: Buffer[]; held: boolean[] } {
    const written: Buffer[] = [];
    const held: boolean[] = [];
    for (let i = 0; i < 4 || !held.some(Boolean); i++) {
      written.push(Buffer.alloc(500_000, 65 + i));
      held.push(connection.write(written.at(-1)!));
    }
    return { written, held };
  }

  test('is held once, in the first buffer; what comes behind is copied, so that its buffer may be filled anew', async () => {
    const { written, held } = fill();
    const batch = Buffer.from('8=FIX.4.4 the first batch, as it was written');
    const sent = Buffer.concat([...written, batch, batch]);
    const later = [connection.write(batch), connection.write(Buffer.from(batch))];
    batch.fill(0);
    const got: Buffer[] = [];
    let bytes = 0;
    far.on('data', d => {
      got.push(d);
      bytes += d.length;
    });
    far.resume();
    while (bytes < sent.length) await once(far, 'data');
    expect([held.filter(Boolean).length, later, Buffer.concat(got).equals(sent)]).toEqual([1, [false, false], true]);
  });
});
