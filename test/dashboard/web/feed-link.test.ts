import type { FromServer } from '../../../src/dashboard/feed';
import { backoff } from '../../../src/dashboard/web/link/backoff';
import { FeedLink, type Socket } from '../../../src/dashboard/web/link/feed-link';

/** A place where sockets open and time passes when the test says so. */
class Place {
  readonly log: string[] = [];
  readonly sockets: Parameters<Socket['on']>[0][] = [];
  private timers: { at: number; then: () => void }[] = [];
  private now = 0;
  readonly link = new FeedLink(
    { open: () => this.open(), later: (ms, then) => this.later(ms, then), chance: () => 0.5 },
    { told: message => this.log.push(`told ${message.type}`), stands: standing => this.log.push(standing) },
  );

  private open(): Socket {
    const n = this.sockets.length;
    return {
      send: text => this.log.push(`${n} > ${text}`),
      close: () => this.log.push(`${n} closed`),
      on: told => void this.sockets.push(told),
    };
  }

  private later(ms: number, then: () => void): () => void {
    const timer = { at: this.now + ms, then };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter(t => t !== timer));
  }

  pass(ms: number): void {
    this.now += ms;
    const due = this.timers.filter(t => t.at <= this.now);
    this.timers = this.timers.filter(t => t.at > this.now);
    for (const { then } of due) then();
  }

  hear(n: number, message: object): void {
    this.sockets[n]!.message(JSON.stringify(message));
  }
}

const WINDOW = { offset: 0, limit: 10 };
const WELCOME = { type: 'welcome' } as FromServer;
const changes = (n: number): object => ({ type: 'changes', n });

test('says hello, then what is looked at, the last where it changes quickly, and takes each change', () => {
  const place = new Place();
  place.link.look({ say: 'blotter', offset: 0, limit: 10, show: 'all', filter: '' });
  place.link.connect('rita:secret');
  place.sockets[0]!.open();
  place.hear(0, WELCOME);
  place.hear(0, changes(1));
  place.link.look({ say: 'parents', parents: [{ id: 'P1', children: WINDOW, fills: WINDOW }] });
  place.link.look({ say: 'parents', parents: [] });
  place.pass(100);
  expect(place.log).toEqual([
    'connecting',
    '0 > {"say":"hello","token":"rita:secret"}',
    '0 > {"say":"blotter","offset":0,"limit":10,"show":"all","filter":""}',
    'told welcome',
    'live',
    'told changes',
    '0 > {"say":"got","n":1}',
    '0 > {"say":"parents","parents":[]}',
  ]);
});

test('a connection that says nothing for five seconds is given up, and another is made', () => {
  const place = new Place();
  place.link.connect(undefined);
  place.sockets[0]!.open();
  place.hear(0, WELCOME);
  place.pass(4_900);
  place.hear(0, changes(1));
  place.pass(4_900);
  place.pass(200);
  place.pass(300);
  place.sockets[0]!.message(JSON.stringify(changes(2)));
  expect(place.log).toEqual([
    'connecting',
    '0 > {"say":"hello"}',
    'told welcome',
    'live',
    'told changes',
    '0 > {"say":"got","n":1}',
    '0 closed',
    'lost',
    'connecting',
  ]);
});

test('waits longer from one attempt to the next, and from the start again once it was welcome', () => {
  const place = new Place();
  place.link.connect(undefined);
  for (const wait of [250, 500, 1000]) {
    place.sockets.at(-1)!.close();
    place.pass(wait - 1);
    const before = place.sockets.length;
    place.pass(1);
    expect(place.sockets.length - before).toBe(1);
  }
  place.hear(3, WELCOME);
  place.sockets[3]!.close();
  place.pass(250);
  expect(place.sockets.length).toBe(5);
});

test('a name that is refused is not tried again before somebody signs in', () => {
  const place = new Place();
  place.link.connect('rita:wrong');
  place.sockets[0]!.open();
  place.hear(0, { type: 'refused', code: 'WhoAreYou', message: '' });
  place.pass(60_000);
  place.link.connect('rita:right');
  expect(place.log).toEqual([
    'connecting',
    '0 > {"say":"hello","token":"rita:wrong"}',
    'told refused',
    '0 closed',
    'refused',
    'connecting',
  ]);
});

test('the wait doubles up to eight seconds, and is spread by a quarter to both sides', () => {
  expect([backoff(0, 0), backoff(0, 1), backoff(3, 0.5), backoff(50, 0.5)]).toEqual([187.5, 312.5, 2_000, 8_000]);
});
