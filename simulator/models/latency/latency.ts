import type { Micros } from '../../../src/core/numbers';
import type { Draws } from '../../market/draws';
import type { LatencyHistogram } from './histogram';

/** How long messages of one kind travel between a client and the matching engine. */
export interface LatencyModel {
  /** The next message's latency, whole microseconds, 0 or more. */
  next(): Micros;
}

/** Microseconds in 2^31 draws of a uniform number. */
const DRAWS = 2 ** 31;

/**
 * Every message takes the same time.
 * Limits: no jitter and no bursts, so nothing ever races; an order that is late is late by the same time as all others. Use it to see an effect
 * alone, not to say what a strategy would have got.
 */
export class ConstantLatency implements LatencyModel {
  constructor(private readonly latency: Micros) {}

  next(): Micros {
    return this.latency;
  }
}

/**
 * Log-normal: the logarithm of the latency is normal, with the median given and `sigma` its standard deviation (0.5: the 99th percentile is 3.2
 * times the median). Seeded: the n-th message of a stream gets the same latency in every run.
 * Limits: draws are independent. Real latency comes in bursts: a queue that is full now is full for the next message too, and it is so when the
 * market moves, which is when it costs. So this one is too kind where many messages follow each other.
 */
export class LogNormalLatency implements LatencyModel {
  private n = 0;

  constructor(
    private readonly median: Micros,
    private readonly sigma: number,
    private readonly draws: Draws,
  ) {}

  next(): Micros {
    return Math.round(this.median * Math.exp(this.sigma * this.normal()));
  }

  /** A standard normal number out of two uniform ones (Box and Muller, 1958). */
  private normal(): number {
    this.draws.decide(this.n++);
    const radius = Math.sqrt(-2 * Math.log((this.draws.below(DRAWS) + 1) / DRAWS));
    return radius * Math.cos((2 * Math.PI * this.draws.below(DRAWS)) / DRAWS);
  }
}

/**
 * Draws from what was measured: a bucket by its count, then evenly within the bucket. Seeded as the log-normal one.
 * Limits: as good as its buckets are narrow; nothing is drawn above the last one, so the worst of the measurement is the worst there is; and draws
 * are independent, as for the log-normal one.
 */
export class MeasuredLatency implements LatencyModel {
  private n = 0;

  constructor(
    private readonly histogram: LatencyHistogram,
    private readonly draws: Draws,
  ) {}

  next(): Micros {
    const { draws, histogram } = this;
    draws.decide(this.n++);
    let rest = draws.below(histogram.total);
    let from = 0;
    for (const { upTo, count } of histogram.buckets) {
      if (rest < count) return from + draws.below(upTo - from) + 1;
      rest -= count;
      from = upTo;
    }
    throw new Error('a histogram whose counts do not sum to its total');
  }
}

/** The three ways of a message: client to matching, its answer back, market data out. Undefined: at once. */
export interface Latencies {
  readonly entry?: LatencyModel | undefined;
  readonly response?: LatencyModel | undefined;
  readonly feed?: LatencyModel | undefined;
  /** Messages of the session itself (Logon, Heartbeat ...), both ways; absent: they take what application messages take. */
  readonly session?: LatencyModel | undefined;
}
