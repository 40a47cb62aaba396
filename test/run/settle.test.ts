import { type Settling, settleInBackground } from '../../src/run/settle';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Batches between two looks of a line that is busy. */
const BUSY = 6;

/** A journal that does nothing but tell what it is asked. */
function journal(over: Partial<Settling>): { told: string[]; journal: { -readonly [K in keyof Settling]: Settling[K] } } {
  const told: string[] = [];
  const settleBeside = (): boolean => {
    told.push('settle');
    return false;
  };
  const checkpoint = (force = false): void => void told.push(force ? 'checkpoint, forced' : 'checkpoint');
  const head = { id: 1, hash: new Uint8Array() };
  return { told, journal: { batches: 0, backlog: 0, head, walPages: 0, besideBusy: false, settleBeside, checkpoint, ...over } };
}

test('a failure is told once, tried again at every look, and told again after it went well in between', () => {
  const outcomes = ['locked', 'locked', 'well', 'locked'];
  const told: unknown[] = [];
  const { journal: quiet } = journal({
    settleBeside: () => {
      const outcome = outcomes.shift() ?? 'well';
      told.push(`tried: ${outcome}`);
      if (outcome !== 'well') throw new Error(outcome);
      return false;
    },
  });
  const stop = settleInBackground(quiet, error => told.push((error as Error).message));
  jest.advanceTimersByTime(550);
  stop();
  jest.advanceTimersByTime(500);
  expect(told).toEqual(['tried: locked', 'locked', 'tried: locked', 'tried: well', 'tried: locked', 'locked']);
});

test('a busy line is left alone until the write-ahead log is beyond 256 MiB: then it is moved into the file all the same', () => {
  const { told, journal: busy } = journal({});
  const stop = settleInBackground(busy, () => told.push('failed'));
  const looks = [65_536, 65_537, 0].map(pages => {
    busy.batches += BUSY;
    busy.walPages = pages;
    jest.advanceTimersByTime(100);
    return told.splice(0);
  });
  jest.advanceTimersByTime(100);
  stop();
  expect([...looks, told]).toEqual([[], ['checkpoint, forced'], [], ['settle', 'checkpoint']]);
});

test('a new journal begins its chain on a busy line too, with one slice', () => {
  const { told, journal: busy } = journal({ head: { id: 0, hash: new Uint8Array() } });
  const stop = settleInBackground(busy, () => told.push('failed'));
  const looks = [0, 1].map(id => {
    busy.batches += BUSY;
    busy.head = { id, hash: new Uint8Array() };
    jest.advanceTimersByTime(100);
    return told.splice(0);
  });
  stop();
  expect(looks).toEqual([['settle'], []]);
});

test('a line that is never idle but slow counts as quiet, until there is more than a slice', () => {
  const { told, journal: slow } = journal({
    settleBeside: () => {
      told.push('settle');
      return true;
    },
  });
  const stop = settleInBackground(slow, () => told.push('failed'));
  const looks = [100, 100, 2, 100].map(ms => {
    slow.batches += BUSY - 1;
    jest.advanceTimersByTime(ms);
    return told.splice(0);
  });
  stop();
  expect(looks).toEqual([[], ['settle'], [], ['settle']]);
});

test('a thread that does not answer for a minute is told, once; and again where it happens again after it went on', () => {
  const told: string[] = [];
  const { journal: busy } = journal({ besideBusy: true });
  const stop = settleInBackground(busy, error => told.push((error as Error).message));
  const after = [59_000, 3_000, 60_000].map(ms => {
    jest.advanceTimersByTime(ms);
    return told.length;
  });
  busy.besideBusy = false;
  busy.head = { id: 2, hash: new Uint8Array() };
  jest.advanceTimersByTime(1_000);
  busy.besideBusy = true;
  jest.advanceTimersByTime(62_000);
  stop();
  expect([after, told]).toEqual([[0, 1, 1], Array(2).fill(expect.stringMatching(/has not answered for 60 s/))]);
});
