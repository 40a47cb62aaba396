import { StageClock } from '../../src/run/stage-clock';

test('a batch is measured from the first read to the last write, each stage on its own, and only where a session brought something', () => {
  let now = 1_000_000;
  const clock = new StageClock({ now: () => now, at: () => () => undefined });
  clock.committing();
  clock.committed();
  clock.written(); // of the gateway itself: not measured
  const since = clock.posted(now - 40); // read 40 us ago
  clock.decided(since);
  now += 500;
  clock.posted(now - 10);
  clock.committing();
  clock.committed();
  clock.written();
  const us = (ns: number): number => Math.round(ns / 1_000);
  const decode = clock.history('decode').read().start;
  const total = clock.history('total').read().start;
  expect([
    decode.n,
    us(decode.p50),
    us(decode.max),
    clock.history('decide').read().start.n,
    clock.history('commit').read().start.n,
    total.n,
    us(total.max),
  ]).toEqual([
    ...[2, 10, 40, 1, 1, 1],
    540, // the clock stood at 1,000,500 when it was written, and the first read was at 999,960
  ]);
});

test('what was long ago is of the start only; what was a minute ago is recent', () => {
  let now = 1_000_000;
  const clock = new StageClock({ now: () => now, at: () => () => undefined });
  const batch = (took: number): void => {
    clock.posted(now);
    clock.committing();
    clock.committed();
    now += took;
    clock.written();
  };
  const seen = (): number[] => {
    const { recent, start } = clock.history('total').read();
    return [recent.n, Math.round(recent.max / 1_000), start.n, Math.round(start.max / 1_000)];
  };
  const told: number[][] = [];
  batch(500);
  told.push(seen());
  now += 59_000_000;
  batch(100);
  told.push(seen());
  now += 30_000_000;
  told.push(seen());
  now += 3_600_000_000;
  told.push(seen());
  batch(200);
  told.push(seen());
  expect(told).toEqual([
    [1, 500, 1, 500],
    [2, 500, 2, 500],
    [1, 100, 2, 500],
    [0, 0, 2, 500],
    [1, 200, 3, 500],
  ]);
});

test('a clock that was set back begins the window anew there', () => {
  let now = 10_000_000_000;
  const clock = new StageClock({ now: () => now, at: () => () => undefined });
  clock.decided(clock.posted(now));
  now -= 3_600_000_000;
  clock.decided(clock.posted(now));
  now += 90_000_000;
  const { recent, start } = clock.history('decide').read();
  expect([recent.n, start.n]).toEqual([0, 2]);
});
