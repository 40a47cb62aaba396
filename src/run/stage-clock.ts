import { performance } from 'node:perf_hooks';
import { build, type Histogram } from 'hdr-histogram-js';
import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';

/** Longest time (ns) that is told apart; what took longer counts as that. */
const LONGEST = 60_000_000_000;
const MICROS = 1_000;
const MILLIS = 1_000_000;

/**
 * decode: from the read of the bytes to a message that is checked and translated; decide: the turn; commit: what goes to venues encoded, and
 * the journal; write: to the sockets. total: from the first read of a batch to its last write.
 */
export const STAGES = ['decode', 'decide', 'commit', 'write', 'total'] as const;
export type Stage = (typeof STAGES)[number];

/** How long a stage took, ns. */
export interface StageTimes {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Measures the stages of the line, of what came over sessions only. A few clock reads a message. */
export class StageClock {
  private readonly histograms = new Map<Stage, Histogram>(
    STAGES.map(stage => [
      stage,
      build({ lowestDiscernibleValue: 1, highestTrackableValue: LONGEST, numberOfSignificantValueDigits: 2 }),
    ]),
  );
  private readonly decode = this.of('decode');
  private readonly decide = this.of('decide');
  private readonly commit = this.of('commit');
  private readonly write = this.of('write');
  private readonly total = this.of('total');
  /** When the first message of the batch under way was read; 0 before there is one. */
  private first: Micros = 0;
  private began = 0;

  constructor(private readonly clock: Clock) {}

  /** A message that was read at `at` (us) is about to be decided on. Returns when (ms) that was, for `decided`. */
  posted(at: Micros): number {
    if (this.first === 0) this.first = at;
    record(this.decode, (this.clock.now() - at) * MICROS);
    return performance.now();
  }

  decided(since: number): void {
    record(this.decide, (performance.now() - since) * MILLIS);
  }

  /** A batch is over: what comes now is its commit. */
  committing(): void {
    if (this.first > 0) this.began = performance.now();
  }

  committed(): void {
    if (this.first === 0) return;
    const now = performance.now();
    record(this.commit, (now - this.began) * MILLIS);
    this.began = now;
  }

  written(): void {
    if (this.first === 0) return;
    record(this.write, (performance.now() - this.began) * MILLIS);
    record(this.total, (this.clock.now() - this.first) * MICROS);
    this.first = 0;
  }

  /** All since the start. */
  read(stage: Stage): StageTimes {
    const h = this.of(stage);
    const { totalCount: n, maxValue: max } = h;
    const at = (percentile: number): number => Math.min(max, h.getValueAtPercentile(percentile)); // told to the end of its bucket
    return { n, p50: at(50), p99: at(99), p999: at(99.9), max };
  }

  private of(stage: Stage): Histogram {
    return this.histograms.get(stage)!;
  }
}

const record = (histogram: Histogram, nanos: number): void =>
  histogram.recordValue(nanos < 1 ? 1 : nanos > LONGEST ? LONGEST : Math.round(nanos));
