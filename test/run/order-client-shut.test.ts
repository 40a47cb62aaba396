import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrderClient } from '../../src/run/order-client';
import { OrderFile } from '../../src/run/order-client-file';

/** A gateway shuts the door on a session it does not know as fast as it can: the client must not wait for its patience to end. */
describe('sluice order at a door that shuts at once', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-order-shut-'));
  let server: Server;
  beforeAll(async () => {
    server = createServer(socket => {
      socket.on('error', () => {});
      socket.once('data', () => socket.destroy());
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  test.each([1, 2, 3])('time %d', async time => {
    const client = new OrderClient(OrderFile.open(join(dir, `${time}.json`)));
    const { port } = server.address() as AddressInfo;
    const logOn = client.open({ host: '127.0.0.1', port, sender: 'OMS', target: 'SLUICE', resetNumbers: true });
    await expect(logOn).rejects.toThrow('the connection was closed without an answer');
  });
});
