import { BUCKET_ENDS, StageHistory } from '../../src/run/stage-history';

test('each time is in the bucket whose end it does not go beyond', () => {
  const history = new StageHistory();
  const times = [0.2, 1, 999, 1_000, 1_001, 2_000, 2_001, 4_000, 4_001, BUCKET_ENDS.at(-1)!, BUCKET_ENDS.at(-1)! + 1, 1e15];
  const wanted = new Float64Array(BUCKET_ENDS.length + 1);
  for (const time of times) {
    history.note(time);
    const bucket = BUCKET_ENDS.findIndex(end => Math.max(1, Math.round(time)) <= end);
    wanted[bucket === -1 ? BUCKET_ENDS.length : bucket]! += 1;
  }
  expect(history.buckets).toEqual(wanted);
  expect([...wanted.slice(0, 4), wanted.at(-2), wanted.at(-1)]).toEqual([4, 2, 2, 1, 1, 2]);
});

test('parts move out of the window one after the other, and none is lost', () => {
  const history = new StageHistory();
  const counts: number[][] = [];
  for (let part = 1; part <= 6; part++) {
    for (let i = 0; i < part; i++) history.note(part * 1_000_000);
    const { recent, start } = history.read();
    counts.push([recent.n, start.n]);
    history.nextPart();
  }
  expect(counts).toEqual([
    [1, 1],
    [3, 3],
    [6, 6],
    [10, 10],
    [14, 15],
    [18, 21],
  ]);
});
