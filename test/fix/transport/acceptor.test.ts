import type { Server } from 'node:net';
import { Acceptor, type StrangerWatch } from '../../../src/fix/transport/acceptor';
import type { LinkOwner } from '../../../src/fix/transport/link';
import { machineNetwork } from '../../../src/fix/transport/network';

test('a connection that the system cannot hand over is told of, and the port stays open', async () => {
  const told: unknown[] = [];
  const owner: Pick<StrangerWatch, 'stranger' | 'network'> = {
    stranger: (...about) => told.push(about),
    network: machineNetwork,
  };
  const acceptor = new Acceptor({ host: '127.0.0.1', port: 0 }, [], owner as StrangerWatch & LinkOwner);
  await acceptor.listen();
  const { server } = (acceptor as unknown as { open: { server: Server } }).open;
  server.emit('error', new Error('accept EMFILE'));
  const open = server.listening;
  acceptor.close();
  expect([told, open]).toEqual([[['127.0.0.1:0', 'cannot accept: accept EMFILE', 0]], true]);
});
