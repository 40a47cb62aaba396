import type { Socket } from 'node:net';
import { MemoryNetwork } from '../../../src/fix/transport/memory-network';

const passes = async (n = 4): Promise<void> => {
  for (let i = 0; i < n; i++) await new Promise(resolve => setImmediate(resolve));
};

/** Who listens on port 7, and a client that dials it; what both hear, in order. */
async function connected() {
  const network = new MemoryNetwork();
  const heard: string[] = [];
  const hear = (who: string, socket: Socket): Socket => {
    for (const event of ['connect', 'end', 'close'] as const) socket.on(event, () => heard.push(`${who} ${event}`));
    socket.on('data', chunk => heard.push(`${who} ${chunk}`));
    return socket;
  };
  const server: Socket[] = [];
  const port = network.port(socket => void server.push(hear('server', socket)));
  port.listen(
    { host: 'x', port: 7 },
    () => heard.push('open'),
    error => heard.push(error.message),
  );
  const client = hear('client', network.connect({ host: 'x', port: 7 }, true));
  await passes();
  return { network, port, client, server: server[0]!, heard };
}

test('what is written comes over in order and unchanged, though its buffer is used again; nothing is heard while code is at work', async () => {
  const { client, server, heard, network } = await connected();
  const bytes = Buffer.from('one');
  const before = network.activity;
  client.write(bytes);
  bytes.write('two');
  client.write(bytes);
  server.write('back');
  const atOnce = [...heard];
  await passes();
  expect([atOnce, heard.slice(2), network.activity - before, client.writableLength]).toEqual([
    ['open', 'client connect'],
    ['server one', 'server two', 'client back'],
    3,
    0,
  ]);
});

test('an end that closes closes the other behind what was written; one that is destroyed takes the other with it', async () => {
  const first = await connected();
  first.client.write('last');
  first.client.end();
  await passes();
  const second = await connected();
  second.server.destroy();
  await passes();
  expect([first.heard.slice(2), second.heard.slice(2)]).toEqual([
    ['server last', 'server end', 'client end', 'server close', 'client close'],
    ['server close', 'client close'],
  ]);
});

test('nobody there, a port that is taken, a port that is closed again', async () => {
  const { network, port } = await connected();
  const heard: string[] = [];
  network.connect({ host: 'x', port: 8 }, true).on('error', error => heard.push(error.message));
  network
    .port(() => undefined)
    .listen(
      { host: 'x', port: 7 },
      () => heard.push('open'),
      error => heard.push(error.message),
    );
  const free = network.port(() => undefined);
  free.listen(
    { host: 'x', port: 0 },
    () => heard.push('free'),
    () => undefined,
  );
  await passes();
  port.close();
  network.connect({ host: 'x', port: 7 }, true).on('error', error => heard.push(error.message));
  await passes();
  expect([heard, free.listening, free.number !== undefined, port.listening]).toEqual([
    ['port 7 is taken', 'free', 'nobody listens on x:8', 'nobody listens on x:7'],
    true,
    true,
    false,
  ]);
});
