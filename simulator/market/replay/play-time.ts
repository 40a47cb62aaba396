import type { Micros } from '../../../src/core/numbers';

/** When a tape plays. */
export interface PlayTime {
  /** When the session begins to play. */
  readonly start: Micros;
  /** Tape time over playing time: 1 is real time, 60 plays an hour in a minute. */
  readonly speed?: number | undefined;
  /** Tape time to skip: earlier rows are all played at `start`. */
  readonly skip?: Micros | undefined;
}

/** Throws where the speed cannot be used. */
export function checkSpeed({ speed }: PlayTime): void {
  if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) throw new Error(`speed ${speed} is not a number above 0`);
}

/** When a row plays that happened `since` after the tape's first row. */
export function dueAt({ start, speed = 1, skip = 0 }: PlayTime, since: Micros): Micros {
  const left = since - skip;
  return left <= 0 ? start : start + Math.floor(left / speed);
}
