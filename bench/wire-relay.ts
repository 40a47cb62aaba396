import { connect, createServer } from 'node:net';

/** A relay that copies bytes between whoever connects to the first port and the second port: the least that a Node process can do. */
const [from, to] = process.argv.slice(2).map(Number) as [number, number];

const server = createServer({ noDelay: true }, oms => {
  const venue = connect({ port: to, host: '127.0.0.1', noDelay: true });
  oms.on('data', chunk => venue.write(chunk));
  venue.on('data', chunk => oms.write(chunk));
  oms.on('close', () => venue.destroy());
  venue.on('close', () => oms.destroy());
  for (const socket of [oms, venue]) socket.on('error', () => socket.destroy());
});
server.listen(from, '127.0.0.1', () => process.stdout.write('ready\n'));
