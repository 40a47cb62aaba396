import { setTimeout } from 'node:timers/promises';
import { SystemClock } from '../../../src/clock/system-clock';
import { type WallReading, watchWall } from '../../../src/clock/wall-edge';
import type { FactOf } from '../../../src/core/facts';
import { ClockWatch } from '../../../src/run/audit/clock-watch';
import { Rig } from '../../core/rig';
import { until } from '../../fix/transport/pair';

const START = 1_767_607_200_000_000;
const LIMIT = 1_000;

/** A machine whose clocks the test sets: `mono` us have passed, and the wall clock reads `wall` us ahead of where it began. */
class Machine {
  mono = 0;
  wall = 0;
  origin = START;
  onStep: (() => void) | undefined;
  readonly told: FactOf<'ClocksCompared'>[] = [];
  readonly watch = new ClockWatch(this, LIMIT, fact => this.told.push(fact));

  anchor() {
    return { at: this.origin + this.mono, monotonic: BigInt(this.mono) * 1000n };
  }
  timeAt(monotonic: bigint) {
    return this.origin + Number(monotonic / 1000n);
  }
  step(by: number) {
    this.origin += by;
    this.onStep?.();
  }

  /** A second passes, in which the wall clock moves by so many microseconds more, or less, than the monotonic one. */
  second(moves = 0, within = 2): this {
    this.mono += 1_000_000;
    this.wall += moves;
    this.watch.read({ wall: START + this.mono + this.wall, monotonic: BigInt(this.mono) * 1000n, within });
    return this;
  }
}

const machine = async (): Promise<Machine> => {
  const m = new Machine();
  m.watch.start(() => undefined);
  await m.watch.stop(); // readings are the test's
  m.onStep = () => m.told.push({ type: 'ClocksCompared', line: m.anchor().at, monotonic: `${m.anchor().monotonic}` });
  return m;
};
const moves = (m: Machine) => m.told.flatMap(f => (f.moved ? [f.moved] : []));

test('a first anchor is journaled at once', async () => {
  expect((await machine()).told).toEqual([{ type: 'ClocksCompared', line: START, monotonic: '0' }]);
});

test.each<[string, number[], object[]]>([
  ['clocks that agree say nothing', [0, 0, 0, 0], []],
  ['what cannot be told from the reading being late says nothing', [LIMIT, 0, -LIMIT], []],
  ['a step is told once, with how far', [0, 5_000, 0, 0], [{ by: 5_000, seconds: 1, limit: LIMIT }]],
  ['so is a step back', [0, -5_000, 0], [{ by: -5_000, seconds: 1, limit: LIMIT }]],
  ['drift adds up over a minute', Array<number>(12).fill(100), [{ by: 1_100, seconds: 11, limit: LIMIT }]],
  ['slower drift than the limit says nothing', Array<number>(120).fill(16), []],
])('%s', async (_what, each, told) => {
  const m = await machine();
  for (const by of each) m.second(by);
  expect(moves(m)).toEqual(told);
});

test('the line follows a wall clock that was set, and each anchor holds from then on', async () => {
  const m = (await machine()).second().second(250_000).second();
  const last = m.told.at(-1)!;
  const off = m.timeAt(BigInt(m.mono) * 1000n) - (last.line + m.mono - Number(last.monotonic) / 1000);
  expect([m.origin - START, off]).toEqual([250_000, 0]);
});

test('a wall clock that moved is alarmed', () => {
  const moved = { by: -5_000, seconds: 1, limit: LIMIT };
  const rig = Rig.ready().post({ type: 'ClocksCompared', line: 1, monotonic: '1', ahead: 0, within: 2, moved });
  rig.post({ type: 'ClocksCompared', line: 1, monotonic: '1', ahead: 0, within: 2 });
  expect(rig.facts('Alarmed').map(a => [a.code, a.text])).toEqual([
    ['ClockMoved', 'the wall clock moved by -5000 us against the monotonic clock within 1 s, at most 1000 us are allowed'],
  ]);
});

test('this machine: the wall clock is read to some microseconds, and the clock of the line is near it', async () => {
  const clock = new SystemClock();
  const readings: WallReading[] = [];
  const stop = watchWall(20, r => readings.push(r), fail);
  await until('there are readings', () => readings.length >= 5);
  await stop();
  clock.stop();
  const best = readings.reduce((a, b) => (a.within < b.within ? a : b));
  const apart = best.wall - clock.timeAt(best.monotonic);
  expect([best.within < 200, Math.abs(apart) < 2_500]).toEqual([true, true]);
});

test('an anchor of this machine tells the monotonic clock of a later time', async () => {
  const clock = new SystemClock();
  const { at, monotonic } = clock.anchor();
  await setTimeout(20);
  const before = process.hrtime.bigint();
  const now = clock.now();
  const after = process.hrtime.bigint();
  clock.stop();
  const told = monotonic + BigInt(now - at) * 1000n;
  expect(told > before - 5_000n && told < after + 5_000n).toBe(true);
});

function fail(error: unknown): void {
  throw error;
}
