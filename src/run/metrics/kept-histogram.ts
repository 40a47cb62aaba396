import type { Metric, MetricType, MetricValueWithName } from 'prom-client';
import { BUCKET_ENDS } from '../stage-history';

interface Named {
  readonly name: string;
  readonly help: string;
  readonly label: string;
}

/** What was counted under one value of the label: by bucket, as a StageHistory has it, and in all (seconds). */
interface Counted {
  readonly value: string;
  readonly buckets: Float64Array;
  readonly sum: number;
}

const ENDS = BUCKET_ENDS.map(nanos => nanos / 1e9);

/** A histogram whose counts are kept elsewhere, and only told when it is asked for: prom-client's own takes a microsecond for each time that is noted. */
export function keptHistogram({ name, help, label }: Named, counted: () => readonly Counted[]): Metric {
  const get = async () => ({
    ...{ name, help, type: 'histogram' as unknown as MetricType, aggregator: 'sum' },
    values: counted().flatMap(c => rowsOf(name, label, c)),
  });
  // a registry asks a metric for its name, and to get
  return { name, get } as unknown as Metric;
}

function rowsOf(name: string, label: string, { value, buckets, sum }: Counted): MetricValueWithName<string>[] {
  let n = 0;
  const row = (metric: string, count: number, le?: number | string): MetricValueWithName<string> => ({
    metricName: `${name}_${metric}`,
    labels: { [label]: value, ...(le !== undefined && { le }) },
    value: count,
  });
  const rows = ENDS.map((le, i) => row('bucket', (n += buckets[i]!), le));
  n += buckets[ENDS.length]!;
  return [...rows, row('bucket', n, '+Inf'), row('sum', sum), row('count', n)];
}
