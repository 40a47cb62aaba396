import type { Micros } from '../numbers';

/** Something was read before it could be known: research that does so finds what is not there. */
export class LookAheadError extends Error {
  /** `known`: when the value that was read is known (us); `clock`: as of when it was read. */
  constructor(
    readonly series: string,
    readonly known: Micros,
    readonly clock: Micros,
  ) {
    super(
      `'${series}' was read ${(known - clock) / 1e6} s ahead: it is known at ${known} us, and the clock stands at ${clock} us`,
    );
    this.name = 'LookAheadError';
  }
}

/** As of when data are read (us): set by whoever goes through them; it may go back as well. */
export class AsOfClock {
  now: Micros = Number.NEGATIVE_INFINITY;
}

/** Values, and when each of them is known (us): never falling, one a value. */
export interface Dated {
  readonly known: Float64Array;
  readonly values: Float64Array;
}

/**
 * A series that knows the clock: what is known later than the clock's time cannot be read, by place or by time. A feature reads it as of its own moment, a label as of the
 * end of its horizon.
 */
export class AsOfSeries {
  private readonly known: Float64Array;
  private readonly values: Float64Array;

  /** Throws an Error where lengths differ or times fall. */
  constructor(
    readonly name: string,
    private readonly clock: AsOfClock,
    { known, values }: Dated,
  ) {
    if (known.length !== values.length) throw new Error(`'${name}' has ${values.length} values and ${known.length} times`);
    for (let i = 0; i < known.length; i++)
      if (Number.isNaN(known[i]!) || (i > 0 && known[i]! < known[i - 1]!))
        throw new Error(`'${name}': the time of value ${i} is ${known[i]!}, which is not after the one before`);
    this.known = known;
    this.values = values;
  }

  /** The value at a place, from 0. Throws a LookAheadError where it is known later than the clock's time, a RangeError where there is no such place. */
  value(place: number): number {
    if (!(this.known[place]! <= this.clock.now)) this.refuse(place);
    return this.values[place]!;
  }

  /** The latest value that was known at `at`, NaN where none was. Throws a LookAheadError where `at` is later than the clock's time. */
  at(at: Micros): number {
    if (!(at <= this.clock.now)) throw new LookAheadError(this.name, at, this.clock.now);
    const count = this.countAt(at);
    return count > 0 ? this.values[count - 1]! : Number.NaN;
  }

  /** The latest `n` values that are known now, the oldest first; fewer where there are not so many. A copy. */
  last(n: number): Float64Array {
    const count = this.countAt(this.clock.now);
    return this.values.slice(Math.max(0, count - n), count);
  }

  private countAt(at: Micros): number {
    let low = 0;
    let high = this.known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.known[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private refuse(place: number): never {
    const known = this.known[place];
    if (known === undefined) throw new RangeError(`'${this.name}' has no value at place ${place}: it has ${this.known.length}`);
    throw new LookAheadError(this.name, known, this.clock.now);
  }
}
