import { type Facts, factsOf } from '../facts/facts';
import type { Recording } from '../facts/recording';

/** Kinds of stock by how liquid a tick makes them: the mean spread in ticks decides. */
export const BUCKETS = [
  { name: 'one-tick', upTo: 1.5 },
  { name: 'few-ticks', upTo: 6 },
  { name: 'many-ticks', upTo: Number.POSITIVE_INFINITY },
] as const;

export type BucketName = (typeof BUCKETS)[number]['name'];

/** Fewer trades or minutes than this say too little about a day. */
const LEAST_TRADES = 1000;
const LEAST_MINUTES = 60;

export interface Day {
  readonly name: string;
  readonly facts: Facts;
  /** Mean mid, in ticks. */
  readonly price: number;
}

/** A day's facts, or why it is too little to fit anything to. */
export function dayOf(recording: Recording): Day | string {
  const facts = factsOf(recording);
  if (recording.trades < LEAST_TRADES)
    return `${recording.name}: ${recording.trades} trades; a fit needs ${LEAST_TRADES} at least`;
  if (facts.minutes < LEAST_MINUTES) return `${recording.name}: ${facts.minutes} minutes; a fit needs ${LEAST_MINUTES} at least`;
  const mids = recording.mids(60_000_000);
  return { name: recording.name, facts, price: mids.reduce((sum, mid) => sum + mid, 0) / mids.length };
}

export const bucketOf = (day: Day): BucketName => BUCKETS.find(b => day.facts.spreadTicks <= b.upTo)!.name;
