import { Books } from '../../../src/core/books';
import { DepthSide } from '../../../src/core/depth-side';
import type { Input } from '../../../src/core/facts';
import { MarketFeed } from '../../../src/run/market/feed';
import { type MarketSession, Staleness } from '../../../src/run/market/staleness';

const SECOND = 1_000_000;
const STARTED: Input = {
  type: 'Started',
  version: 'test',
  epoch: 'e',
  instruments: ['ACME', 'BOLT'].map(symbol => ({ symbol, tick: '0.01', lot: '1' })),
  limits: { firm: {} },
  venues: [],
};

/** Two market data sessions and the facts that are told of them. */
function watching(staleAfter?: number) {
  const books = new Books();
  const sessions: Record<string, { id: string; loggedOn: boolean; closedUntil: undefined }> = {};
  const told: string[] = [];
  const post = (input: Input): void => {
    books.apply(input, 1, 0);
    if (input.type === 'MarketDataStale')
      told.push(`stale ${input.symbols.join(' ')}: ${input.why}${input.closed ? ' (closed)' : ''}`);
    if (input.type === 'MarketDataFlowing') told.push(`flows ${input.symbols.join(' ')}`);
  };
  post(STARTED);
  const feed = new MarketFeed({ instruments: () => books.instruments, post: () => undefined });
  const watch = new Staleness({
    books,
    feed,
    sessions: (): MarketSession[] => Object.values(sessions),
    staleAfter: staleAfter === undefined ? undefined : staleAfter * SECOND,
    post,
  });
  return {
    told,
    post,
    on: (id: string, at: number) => {
      sessions[id] = { id, loggedOn: true, closedUntil: undefined };
      watch.loggedOn(at * SECOND);
    },
    off: (id: string, at: number, closed = false) => {
      sessions[id]!.loggedOn = false;
      watch.loggedOff(id, closed, at * SECOND);
    },
    data: (symbol: string, at: number, source = 'A') => {
      feed.book(source, symbol, at * SECOND, new DepthSide(-1), new DepthSide(1));
      feed.tell(at * SECOND);
    },
    check: (at: number) => watch.check(at * SECOND),
  };
}

test('what nobody has told of for too long is stale, once, and flows again with the next update; also what never came', () => {
  const { told, on, data, check } = watching(2);
  check(100); // nobody is logged on yet
  on('A', 100);
  data('ACME', 101);
  check(102);
  check(103.5);
  check(104);
  data('ACME', 105);
  check(105.1);
  check(108);
  expect(told).toEqual([
    'stale ACME BOLT: nothing came for more than 2 s',
    'flows ACME',
    'stale ACME: nothing came for more than 2 s',
  ]);
});

test('a symbol that does not trade is not stale', () => {
  const { told, post, on, data, check } = watching(2);
  on('A', 1);
  data('BOLT', 1);
  post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '2' });
  check(10);
  expect(told).toEqual(['stale BOLT: nothing came for more than 2 s']);
});

test('a session that leaves makes stale what no other one tells of, whatever the age; outside its hours that is expected', () => {
  const { told, on, off, data, check } = watching();
  on('A', 1);
  on('B', 1);
  data('ACME', 2);
  data('ACME', 2, 'B');
  data('BOLT', 2);
  check(1000);
  off('A', 1001);
  off('B', 1002, true);
  on('A', 1003);
  data('BOLT', 1004);
  check(1005);
  expect(told).toEqual(['stale BOLT: A is logged off', 'stale ACME: B is logged off (closed)', 'flows BOLT']);
});
