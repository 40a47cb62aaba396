import type { Micros } from '../../../src/core/numbers';

/** Measured latencies: `count` messages took more than the bucket before and at most `upTo` microseconds. Ascending. */
export interface LatencyHistogram {
  readonly buckets: readonly { readonly upTo: Micros; readonly count: number }[];
  /** Sum of the counts, below 2^31. */
  readonly total: number;
}

/** What is wrong with a histogram, and in which line. */
export interface HistogramError {
  readonly line: number;
  readonly reason: string;
}

const HEAD = 'upToMicros,count';
const MOST = 2 ** 31 - 1;

/**
 * Reads CSV: the header `upToMicros,count`, then a row a bucket: its upper bound in whole microseconds, ascending, and how many messages
 * fell into it. The first bucket begins at 0.
 */
export function readHistogram(text: string): LatencyHistogram | HistogramError {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== HEAD) return { line: 1, reason: `the header must be ${HEAD}` };
  const buckets: { upTo: Micros; count: number }[] = [];
  let total = 0;
  for (let i = 1; i < lines.length; i++) {
    if (lines[i]!.trim() === '') continue;
    const wrong = (reason: string): HistogramError => ({ line: i + 1, reason });
    const match = /^(\d{1,12}),(\d{1,10})$/.exec(lines[i]!.trim());
    if (!match) return wrong(`'${lines[i]}' is not two whole numbers`);
    const [upTo, count] = [Number(match[1]), Number(match[2])];
    if (upTo <= (buckets.at(-1)?.upTo ?? 0)) return wrong(`upToMicros ${upTo} is not above the bucket before`);
    total += count;
    if (total > MOST) return wrong(`the counts sum to more than ${MOST}`);
    buckets.push({ upTo, count });
  }
  return total === 0 ? { line: lines.length, reason: 'no message was counted' } : { buckets, total };
}
