import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { hear } from '../../../src/fix/transport/hearing';

describe('what a socket reads', () => {
  let near: Socket;
  let far: Socket;
  let got: string;
  beforeEach(async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    far = connect((server.address() as { port: number }).port, '127.0.0.1');
    [near] = (await once(server, 'connection')) as [Socket];
    server.close();
    got = '';
    hear(near, chunk => {
      got += chunk.toString();
    });
  });
  afterEach(() => {
    near.destroy();
    far.destroy();
  });

  const until = async (text: string): Promise<void> => {
    for (let i = 0; i < 500 && !got.endsWith(text); i++) await new Promise(resolve => setTimeout(resolve, 5));
  };

  test('is heard once and in order, past the stream', async () => {
    far.write('one ');
    await until('one ');
    let events = 0;
    near.on('data', () => events++);
    far.write('two');
    await until('two');
    expect([got, events, near.readableLength]).toEqual(['one two', 0, 0]);
  });

  test('is held while it is paused, and heard in order behind that', async () => {
    far.write('one ');
    await until('one ');
    near.pause();
    far.write('two ');
    await new Promise(resolve => setTimeout(resolve, 50));
    const whilePaused = got;
    near.resume();
    far.write('three ');
    await until('three ');
    far.write('four');
    await until('four');
    expect([whilePaused, got]).toEqual(['one ', 'one two three four']);
  });

  test('ends as a stream does', async () => {
    far.end('bye');
    await once(near, 'close');
    expect([got, near.destroyed]).toEqual(['bye', true]);
  });
});
