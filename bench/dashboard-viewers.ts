import WebSocket from 'ws';
import { FEED_PATH, type ToServer } from '../src/dashboard/feed';

/** Rows on a page's screen. */
const ROWS = 50;
/** The number of a message stands near its beginning: it is not parsed, for what is measured is the gateway. */
const NUMBER = /^\{"type":"changes","n":(\d+)/;

/** One page that shows the blotter; a stalled one never says that it has taken what it was sent, and comes back when it is dropped. */
function view(port: string, stalled: boolean, heard: () => void): void {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${FEED_PATH}`);
  const say = (said: ToServer): void => socket.send(JSON.stringify(said));
  socket.on('open', () => {
    say({ say: 'hello' });
    say({ say: 'blotter', offset: 0, limit: ROWS, show: 'all', filter: '' });
  });
  socket.on('message', data => {
    const found = NUMBER.exec(String(data).slice(0, 64));
    if (!found) return;
    heard();
    if (!stalled) say({ say: 'got', n: Number(found[1]) });
  });
  socket.on('error', () => undefined);
  socket.on('close', () => setTimeout(view, 1_000, port, stalled, heard));
}

/** So many pages of the gateway's dashboard on a port, one of them stalled; says `ready` once each has something to show, and how many messages came when it ends. */
function main(port: string, pages: number): void {
  let messages = 0;
  let waiting = pages;
  for (let n = 0; n < pages; n++) {
    let first = true;
    view(port, n === 0, () => {
      messages++;
      if (first && --waiting === 0) process.stdout.write('ready\n');
      first = false;
    });
  }
  process.on('SIGTERM', () => {
    process.stdout.write(`${messages} messages\n`, () => process.exit(0));
  });
}

main(process.argv[2]!, Number(process.argv[3]));
