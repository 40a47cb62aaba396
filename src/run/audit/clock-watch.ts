import type { SystemClock } from '../../clock/system-clock';
import { type WallReading, watchWall } from '../../clock/wall-edge';
import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';

/** How often (ms) the wall clock is read. */
const READ_MS = 1_000;
/** How often (ms) both clocks are journaled while nothing happens to them. */
const ANCHOR_MS = 60_000;
/** Movement is measured over this long (us). */
const WINDOW: Micros = 60_000_000;
/** The line's clock follows the wall clock once it is further off than this (us); a reading is good to a few. */
const FOLLOW: Micros = 100;

type Compared = FactOf<'ClocksCompared'>;

/** A reading as the difference of the two clocks. */
interface Difference {
  readonly at: Micros;
  /** Wall clock less monotonic clock. */
  readonly apart: Micros;
  readonly within: Micros;
}

/**
 * Journals the line's clock against the monotonic one, at the start, every minute and whenever the line's clock goes on from another point;
 * and measures each second how the system's wall clock moves against both.
 */
export class ClockWatch {
  private readings: Difference[] = [];
  private last: { readonly ahead: Micros; readonly within: Micros } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopReading: () => Promise<void> = async () => undefined;

  constructor(
    private readonly clock: Pick<SystemClock, 'anchor' | 'timeAt' | 'step' | 'onStep'>,
    private readonly limit: Micros,
    private readonly post: (fact: Compared) => void,
  ) {}

  /** Journals a first anchor at once. `failed`: the wall clock is not read any more. */
  start(failed: (error: unknown) => void): void {
    this.compare();
    this.clock.onStep = () => this.compare();
    this.timer = setInterval(() => this.compare(), ANCHOR_MS);
    this.timer.unref();
    this.stopReading = watchWall(READ_MS, reading => this.read(reading), failed);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.clock.onStep = undefined;
    await this.stopReading();
  }

  /** Takes up a reading of the wall clock. */
  read({ wall, monotonic, within }: WallReading): void {
    const ahead = wall - this.clock.timeAt(monotonic);
    const difference = { at: Number(monotonic / 1000n), apart: wall - Number(monotonic / 1000n), within };
    this.last = { ahead, within };
    const moved = this.moved(difference);
    this.readings.push(difference);
    if (Math.abs(ahead) > FOLLOW + within) {
      this.last = { ahead: 0, within };
      this.clock.step(ahead);
    }
    if (moved) this.compare(moved);
  }

  /** How far the wall clock moved within the last minute, where that is further than it may: since the latest reading that shows it. */
  private moved(now: Difference): Compared['moved'] {
    this.readings = this.readings.filter(r => now.at - r.at <= WINDOW);
    const from = this.readings.findLast(r => Math.abs(now.apart - r.apart) > this.limit + now.within + r.within);
    if (!from) return undefined;
    this.readings = []; // told once
    const seconds = Math.max(1, Math.round((now.at - from.at) / 1_000_000));
    return { by: now.apart - from.apart, seconds, limit: this.limit };
  }

  private compare(moved?: Compared['moved']): void {
    const { at, monotonic } = this.clock.anchor();
    this.post({ type: 'ClocksCompared', line: at, monotonic: `${monotonic}`, ...this.last, moved });
  }
}
