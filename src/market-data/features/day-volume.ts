import { placeOf } from '../../core/features/names';
import type { Micros, Qty } from '../../core/numbers';
import { doneBy, type SessionVolume } from '../../core/schedule/curves/volume';
import type { TradingClock } from './trading-clock';

const VOLUME_DAY = placeOf('volumeDay');
const VOLUME_NOW = placeOf('volumeNow');
const TRADES = placeOf('trades');

/** What has traded in a session beside what was expected for the same time. */
export class DayVolume {
  private session: SessionVolume | undefined;
  /** Since when both count (us), the part of the session that is over by then, and what has traded since, in units. */
  private readonly state = new Float64Array(3);

  expect(at: Micros, session: SessionVolume | undefined): void {
    this.session = session;
    if (!session) return;
    const from = Math.max(at, session.start);
    this.state.set([from, doneBy(session, from), 0]);
  }

  traded(at: Micros, qty: Qty): void {
    if (this.session && at >= this.state[0]! && at < this.session.end) this.state[2]! += qty;
  }

  /** Writes both ratios as of the clock's time; `trades` the vector has already. */
  write(clock: TradingClock, quantum: number, into: Float64Array): void {
    const { session, state } = this;
    if (!session) return;
    const at = clock.asOf;
    const volume = session.volume ?? Number.NaN;
    const expected = volume * (doneBy(session, at) - state[1]!);
    if (expected > 0) into[VOLUME_DAY] = state[2]! / quantum / expected;
    const rate = volume * rateAt(session, at);
    if (rate > 0) into[VOLUME_NOW] = into[TRADES]! / rate;
  }
}

/** The part of a session's volume that a second of the bin at `at` has; 0 outside of the session. */
function rateAt(session: SessionVolume, at: Micros): number {
  const { start, end, curve, binSeconds } = session;
  if (at < start || at >= end) return 0;
  const length = binSeconds * 1_000_000;
  const bin = Math.min(Math.floor((at - start) / length), curve.length - 1);
  const from = start + bin * length;
  const to = bin === curve.length - 1 ? end : from + length;
  return ((doneBy(session, to) - doneBy(session, from)) * 1_000_000) / (to - from);
}
