import type { Micros } from '../../core/numbers';
import type { Sample } from '../../training/data/sample';
import type { Span } from '../../validation/stats/splits';
import type { TrainConfig } from '../train/config';
import { drawOf, type History, joined } from './data';

/** Clusters in time, a span each: from the first row to where the last one's label, and an order that began there, is over. */
export interface Timeline {
  readonly spans: readonly Span[];
  /** From the first row of all to the end of the last span (us). */
  readonly length: Micros;
}

/**
 * Lays clusters out in time. Recordings stand where they were made. Markets of agents, which have nothing to do with each other though their clocks say the same, are laid one behind
 * another, in the order of the history and further apart than anything that is purged: no row of one is in the way of another's. But those of one seed, which draw the same numbers in
 * every regime, stand at the same time: where a fold tests one of them, the others are purged.
 */
export function timelineOf(
  { samples, groupOf }: History,
  { targets }: Pick<TrainConfig, 'targets'>,
  { window, embargo }: { readonly window: Micros; readonly embargo: Micros },
): Timeline {
  const after = Math.max(...targets.map(t => t.horizon)) * 1_000_000 + window;
  const recorded = samples.filter(s => groupOf.get(s.cluster) === 'files').map(s => s.at[s.at.length - 1]!);
  const gap = embargo + 1;
  let free = recorded.length > 0 ? Math.max(...recorded) + after + gap : 0;
  const lengthOf = ({ at }: Sample): Micros => at[at.length - 1]! - at[0]! + after;
  const markets = samples.filter(s => groupOf.get(s.cluster) !== 'files');
  const starts = new Map<string, Micros>();
  for (const [draw, lengths] of joined(markets.map(s => [drawOf(s.cluster), [lengthOf(s)]] as const))) {
    starts.set(draw, free);
    free += Math.max(...lengths) + gap;
  }
  const spans = samples.map(sample => {
    const { cluster, at } = sample;
    const from = groupOf.get(cluster) === 'files' ? at[0]! : starts.get(drawOf(cluster))!;
    return { from, to: from + lengthOf(sample) };
  });
  const ends = spans.map(s => s.to);
  return { spans, length: Math.max(...ends) - Math.min(...spans.map(s => s.from)) };
}
