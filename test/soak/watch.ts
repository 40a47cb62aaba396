import type { GatewayStats } from '../../src/run/stats';

/** The gateway at one moment, `at` ms after the load began. */
export interface Sample {
  readonly at: number;
  readonly stats: GatewayStats;
  /** How long (ms) its main thread was ready to run and had no CPU, since it started; 0 where the system does not tell. */
  readonly waitedMs: number;
}

/** A minute of the gateway, or what there was of it. */
export interface Minute {
  readonly minute: number;
  /** Mean over the minute, bytes. */
  readonly rss: number;
  /** Least over the minute, bytes: what is left after a collection. */
  readonly heapUsed: number;
  /** Event-loop delay, ms. */
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMax: number;
  /** Share of one core. */
  readonly cpu: number;
  /** Share of the time that its main thread was ready and had no CPU: what other programs on the machine do to the delays. */
  readonly waited: number;
  readonly parents: number;
  readonly children: number;
  readonly open: number;
  readonly silences: number;
  readonly logoffs: number;
}

/** Figures of the samples since the last minute; the last one was taken when the delays began anew. */
export function minuteOf(minute: number, samples: readonly Sample[]): Minute {
  const [start, end] = [samples[0]!, samples.at(-1)!];
  const first = start.stats;
  const last = end.stats;
  const { loopDelay, orders, sessions } = last;
  const ms = Math.max(1, last.upMs - first.upMs);
  return {
    minute,
    rss: meanOf(samples.map(s => s.stats.memory.rss)),
    heapUsed: Math.min(...samples.map(s => s.stats.memory.heapUsed)),
    delayP50: loopDelay.p50,
    delayP99: loopDelay.p99,
    delayMax: loopDelay.max,
    cpu: Math.max(0, last.cpuMs - first.cpuMs) / ms,
    waited: Math.max(0, end.waitedMs - start.waitedMs) / ms,
    ...orders,
    ...sessions,
  };
}

export const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

const MIB = 1024 * 1024;
const COLUMNS: readonly (readonly [string, (m: Minute) => string])[] = [
  ['minute', m => `${m.minute}`],
  ['RSS MiB', m => (m.rss / MIB).toFixed(0)],
  ['heap MiB', m => (m.heapUsed / MIB).toFixed(0)],
  ['delay p50 ms', m => m.delayP50.toFixed(1)],
  ['p99', m => m.delayP99.toFixed(1)],
  ['max', m => m.delayMax.toFixed(1)],
  ['CPU', m => m.cpu.toFixed(2)],
  ['waited', m => m.waited.toFixed(2)],
  ['parents', m => `${m.parents}`],
  ['children', m => `${m.children}`],
  ['open', m => `${m.open}`],
  ['silences', m => `${m.silences}`],
  ['logoffs', m => `${m.logoffs}`],
];
const WIDTH = 9;
const cell = (name: string, text: string): string => text.padStart(Math.max(WIDTH, name.length));

export const minuteHead = (): string => COLUMNS.map(([name]) => cell(name, name)).join(' ');
export const minuteRow = (m: Minute): string => COLUMNS.map(([name, of]) => cell(name, of(m))).join(' ');
