import { mirrorOf, unpaired } from '../../../src/training/data/mirror';
import type { Sample } from '../../../src/training/data/sample';
import { partsOf, stretchesOf } from '../../../src/training/data/split';

const SECOND = 1_000_000;

test('the mirror image of a row turns signs and changes sides; twice is the row itself', () => {
  const names = ['spreadBps', 'queueBid', 'signedTrades', 'queueAsk', 'side'];
  const mirrored = mirrorOf(names);
  const row = [3, 10, -40, 20, 1];
  expect([mirrored(row), mirrored(mirrored(row)), unpaired(['queueAsk', 'spreadBps'])]).toEqual([
    [3, 20, 40, 10, -1],
    row,
    ['queueAsk'],
  ]);
});

test('clusters go to one part as a whole, each group by itself; too few of a group are told', () => {
  const of = (group: string, n: number) => Array.from({ length: n }, (_, i) => ({ group, cluster: `${group}/${i}` }));
  const parts = partsOf([...of('calm', 5), ...of('thin', 3)], { valid: 0.2, test: 0.2 });
  expect([[...parts!], partsOf([...of('calm', 5), ...of('thin', 2)], { valid: 0.2, test: 0.2 })]).toEqual([
    [
      ['calm/0', 'train'],
      ['calm/1', 'train'],
      ['calm/2', 'train'],
      ['calm/3', 'valid'],
      ['calm/4', 'test'],
      ['thin/0', 'train'],
      ['thin/1', 'valid'],
      ['thin/2', 'test'],
    ],
    undefined,
  ]);
});

test('stretches of a recording: what overlaps the next one by its labels, and what follows too soon, is dropped', () => {
  const at = Float64Array.from({ length: 30 }, (_, k) => k * 10 * SECOND);
  const column = Float32Array.from(at, t => t / SECOND);
  const sample: Sample = { cluster: 'day', at, x: [column], y: [column], calm: column, states: [column] };
  const found = stretchesOf(sample, 100 * SECOND, { purge: 30 * SECOND, embargo: 20 * SECOND });
  expect(found.map(s => [s.cluster, [...s.x[0]!]])).toEqual([
    ['day#0', [0, 10, 20, 30, 40, 50, 60]],
    ['day#1', [120, 130, 140, 150, 160]],
    ['day#2', [220, 230, 240, 250, 260]],
  ]);
});
