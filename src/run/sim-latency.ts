import { readFileSync } from 'node:fs';
import { Draws, seedOf } from '../../simulator/market/draws';
import { readHistogram } from '../../simulator/models/latency/histogram';
import {
  ConstantLatency,
  type Latencies,
  type LatencyModel,
  LogNormalLatency,
  MeasuredLatency,
} from '../../simulator/models/latency/latency';
import { DURATION_FORM, durationMicros } from './duration';
import { UsageError } from './usage-error';

const WAYS = ['entry', 'response', 'feed'] as const;
/** How latencies are said. */
export const LATENCY_FORM =
  'constant:TIME, lognormal:MEDIAN:SIGMA or measured:FILE, for all, or as entry=..., response=..., feed=...';

/**
 * Reads what messages take: `constant:2ms`, `lognormal:300us:0.5` or `measured:FILE` (CSV, see `readHistogram`), for every way or for some:
 * `entry=constant:200us,feed=lognormal:1ms:0.4`. Each way draws from a stream of its own. Throws a UsageError that names `field`, or the file and line.
 */
export function readLatencies(field: string, text: string, seed: number): Latencies {
  const found: { -readonly [W in keyof Latencies]: LatencyModel } = {};
  for (const part of text.split(',')) {
    const named = /^(entry|response|feed)=(.*)$/.exec(part);
    const ways = named ? [named[1] as (typeof WAYS)[number]] : WAYS;
    for (const way of ways) {
      if (found[way] !== undefined) throw new UsageError(`${field}: ${way} stands there twice`);
      found[way] = modelOf(field, named?.[2] ?? part, seedOf(seed, way));
    }
  }
  return found;
}

/** The same text, with each file that it names where `beside` says. */
export const latencyBeside = (text: string, beside: (name: string) => string): string =>
  text
    .split(',')
    .map(part => part.replace(/^((?:\w+=)?measured:)(.+)$/, (_, way: string, file: string) => way + beside(file)))
    .join(',');

function modelOf(field: string, text: string, seed: number): LatencyModel {
  const [kind, ...rest] = text.split(':');
  const draws = new Draws(seed, 0);
  const time = durationMicros(rest[0] ?? '');
  if (kind === 'measured' && rest.length > 0) return measured(rest.join(':'), draws);
  if (kind !== 'constant' && kind !== 'lognormal') throw new UsageError(`${field}: '${text}' is not ${LATENCY_FORM}`);
  if (time === undefined) throw new UsageError(`${field}: '${rest[0] ?? ''}' is not ${DURATION_FORM}`);
  if (kind === 'constant' && rest.length === 1) return new ConstantLatency(time);
  const sigma = Number(rest[1]);
  if (kind === 'constant' || rest.length !== 2 || !/^\d(\.\d{1,6})?$/.test(rest[1]!) || sigma > 3)
    throw new UsageError(`${field}: '${text}' is not ${LATENCY_FORM}; SIGMA from 0 to 3`);
  return new LogNormalLatency(time, sigma, draws);
}

function measured(path: string, draws: Draws): LatencyModel {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot be read: ${(error as Error).message}`);
  }
  const histogram = readHistogram(text);
  if ('reason' in histogram) throw new UsageError(`${path}:${histogram.line}: ${histogram.reason}`);
  return new MeasuredLatency(histogram, draws);
}
