import { build, type Histogram } from 'hdr-histogram-js';

/** Longest time (ns) that is told apart; what took longer counts as that. */
const LONGEST = 60_000_000_000;
/** Parts of the window that is called recent: it ends now, and is at least so many whole parts long. */
const PARTS = 3;

/** How long something took, ns. */
export interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Upper ends (ns) of the buckets that are counted: 1 us, 2 us, 4 us ... 2.1 s; behind the last are those that took longer. */
export const BUCKET_ENDS: readonly number[] = Array.from({ length: 22 }, (_, i) => 1_000 * 2 ** i);

const made = (): Histogram =>
  build({ lowestDiscernibleValue: 1, highestTrackableValue: LONGEST, numberOfSignificantValueDigits: 2 });

/** Times of one stage: since the start, and of the last while. To note one takes an addition or two. */
export class StageHistory {
  /** Times in each bucket, by its place in BUCKET_ENDS, and behind the last. */
  readonly buckets = new Float64Array(BUCKET_ENDS.length + 1);
  /** Of all times, ns. */
  sum = 0;
  /** The part under way, those before it (the newest first), and all that have left the window. */
  private now = made();
  private readonly before = Array.from({ length: PARTS }, made);
  private readonly older = made();

  note(nanos: number): void {
    const time = nanos < 1 ? 1 : nanos > LONGEST ? LONGEST : Math.round(nanos);
    this.now.recordValue(time);
    this.sum += time;
    const micros = Math.ceil(time / 1_000);
    const bucket = micros <= 1 ? 0 : 32 - Math.clz32(micros - 1);
    this.buckets[bucket < BUCKET_ENDS.length ? bucket : BUCKET_ENDS.length]! += 1;
  }

  /** A part of the window is over. */
  nextPart(): void {
    const last = this.before.pop()!;
    this.older.add(last);
    last.reset();
    this.before.unshift(this.now);
    this.now = last;
  }

  /** Takes some tens of microseconds. */
  read(): { readonly recent: Times; readonly start: Times } {
    const all = made();
    for (const part of [this.now, ...this.before]) if (part.totalCount > 0) all.add(part);
    const recent = timesOf(all);
    if (this.older.totalCount === 0) return { recent, start: recent };
    all.add(this.older);
    return { recent, start: timesOf(all) };
  }
}

function timesOf(histogram: Histogram): Times {
  const { totalCount: n, maxValue: max } = histogram;
  const at = (percentile: number): number => Math.min(max, histogram.getValueAtPercentile(percentile)); // told to the end of its bucket
  return { n, p50: at(50), p99: at(99), p999: at(99.9), max };
}
