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
  const decode = clock.read('decode');
  const total = clock.read('total');
  expect([
    decode.n,
    us(decode.p50),
    us(decode.max),
    clock.read('decide').n,
    clock.read('commit').n,
    total.n,
    us(total.max),
  ]).toEqual([
    ...[2, 10, 40, 1, 1, 1],
    540, // the clock stood at 1,000,500 when it was written, and the first read was at 999,960
  ]);
});
