import { Books } from '../../src/core/books';
import type { Input } from '../../src/core/facts';
import { statesHandler } from '../../src/run/control-states';
import type { Gateway } from '../../src/run/gateway';

/** What requests are answered with, one after another, by a gateway with nothing but its books. */
function asked(...requests: Record<string, unknown>[]): unknown[] {
  const books = new Books();
  const line = { books, post: (input: Input) => books.apply(input, 1, 1), commitNow: () => undefined };
  const handler = statesHandler({ line } as unknown as Gateway);
  books.apply({ type: 'ThrottleTripped', level: 'strategy', key: 'TWAP', text: '5 orders' }, 1, 1);
  return requests.map(request => {
    let answer: unknown;
    try {
      handler(
        { cmd: '', ...request },
        reply => (answer = reply),
        () => undefined,
      );
    } catch (error) {
      return (error as Error).message;
    }
    return (answer as { states: unknown }).states;
  });
}

const TWAP = { level: 'strategy', key: 'TWAP' };
const ann = { by: 'ann', reason: 'seen' };

test('states are set and shown; a throttle is lifted by a person', () => {
  const throttled = { ...TWAP, state: 'ACTIVE', reason: '', throttle: '5 orders' };
  const halted = { level: 'account', key: 'A1', state: 'HALTED', reason: 'ann: seen', throttle: null };
  expect(
    asked(
      { cmd: 'states' },
      { cmd: 'state-set', level: 'account', key: 'A1', state: 'HALTED', ...ann },
      { cmd: 'throttle-reset', ...TWAP, ...ann },
      { cmd: 'state-set', level: 'account', key: 'A1', state: 'ACTIVE', ...ann },
    ),
  ).toEqual([[throttled], [halted, throttled], [halted], []]);
});

test('what is wrong is named, and nothing is done', () => {
  expect(
    asked(
      { cmd: 'state-set', level: 'account', key: 'A1', state: 'OFF', ...ann },
      { cmd: 'state-set', level: 'desk', key: 'A1', state: 'HALTED', ...ann },
      { cmd: 'state-set', level: 'account', state: 'HALTED', ...ann },
      { cmd: 'state-set', state: 'HALTED', by: 'ann' },
      { cmd: 'throttle-reset', ...ann },
    ),
  ).toEqual([
    "'state' must be one of ACTIVE, REDUCING, HALTED",
    "'level' must be one of firm, session, account, strategy, symbol",
    "'key' is missing",
    "'reason' is missing",
    'the throttle of firm holds nothing up',
  ]);
});
