import type { Micros } from '../../core/numbers';
import type { Clock } from '../../core/ports';
import { type Agenda, RANK, type Rank } from './agenda';

/** A clock that stands still while something is worked on and then jumps to what is due next. */
export class JumpingClock implements Clock {
  constructor(
    private readonly agenda: Agenda,
    private time: Micros,
  ) {}

  now(): Micros {
    return this.time;
  }

  /** A time that has passed is due now. */
  at(at: Micros, wake: () => void): () => void {
    return this.agenda.add(Math.max(at, this.time), RANK.timer, wake);
  }

  /** The same time, for what goes by another rank than timers where several things are due at once. */
  ranked(rank: Rank): Clock {
    return { now: () => this.time, at: (at, wake) => this.agenda.add(Math.max(at, this.time), rank, wake) };
  }

  /** Goes on to `at`; never back. */
  jump(at: Micros): void {
    if (at > this.time) this.time = at;
  }
}
