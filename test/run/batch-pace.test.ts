import { BatchPace } from '../../src/run/batch-pace';

test('work is alone unless it begins right behind a commit, for which it waited; a clock that was set back makes none wait', () => {
  const pace = new BatchPace();
  const first = pace.alone(1_000);
  pace.committed(1_020);
  expect([first, ...[1_020, 1_028, 1_029, 2_000, 1_019].map(at => pace.alone(at))]).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
});
