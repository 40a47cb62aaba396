import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How often (ms) the event loop is looked at. */
const EVERY_MS = 10;
const NANOS_PER_MS = 1e6;

/** How late (ms) the event loop came to a timer, over the `samples` looks since the last `take`. */
export interface LoopDelays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
}

/** Watches how long the event loop is kept from its timers, which is how long an order may wait before anybody looks at it. */
export class LoopDelay {
  private readonly histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: EVERY_MS });

  start(): void {
    this.histogram.enable();
  }

  stop(): void {
    this.histogram.disable();
  }

  /** The delays so far; with `reset` counting begins anew. The time between two looks itself, which the histogram counts in, is taken off. */
  take(reset: boolean): LoopDelays {
    const { histogram } = this;
    const samples = histogram.count;
    const late = (nanos: number): number => (samples === 0 ? 0 : Math.max(0, nanos / NANOS_PER_MS - EVERY_MS));
    const delays = {
      p50: late(histogram.percentile(50)),
      p99: late(histogram.percentile(99)),
      max: late(histogram.max),
      samples,
    };
    if (reset) histogram.reset();
    return delays;
  }
}
