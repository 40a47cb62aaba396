import type { Account } from './account';
import { type Minute, meanOf, type Sample } from './watch';

/** One limit: what was found, what it must be. `skipped`: the run was too short to say. */
export interface Judgement {
  readonly limit: string;
  readonly found: string;
  readonly holds: boolean;
}

/** What a run has to show at its end. */
export interface Evidence {
  readonly account: Account;
  readonly samples: readonly Sample[];
  readonly minutes: readonly Minute[];
  /** TestRequests over silence, ours and the gateway's. */
  readonly silences: number;
  /** Parents in the books when everything had had its minute to leave; undefined where the run did not wait for that. */
  readonly left: number | undefined;
  readonly gatewayEnded: string;
}

const MOST_DELAY_MS = 20;
const MOST_GROWTH = 0.1;
/** A run shorter than this (ms) says nothing about memory: the heap has not found its size. */
const LEAST_MS = 120_000;
const MIB = 1024 * 1024;

/** The run against its limits. */
export function judge(e: Evidence): Judgement[] {
  const { counts, faults, openOrders } = e.account;
  const worst = Math.max(0, ...e.minutes.map(m => m.delayP99));
  const found: Judgement[] = [
    {
      limit: 'every order and fill accounted for on both sides',
      found: `${counts.sent} orders sent, ${counts.settled} settled, ${openOrders} not, ${faults} faults`,
      holds: counts.sent > 0 && counts.settled === counts.sent && faults === 0,
    },
    { limit: 'no missed heartbeat', found: `${e.silences} TestRequests over silence`, holds: e.silences === 0 },
    {
      limit: `event-loop delay p99 below ${MOST_DELAY_MS} ms in every minute`,
      found: `${worst.toFixed(1)} ms`,
      holds: e.minutes.length > 0 && worst < MOST_DELAY_MS,
    },
    { limit: 'the gateway stops cleanly', found: e.gatewayEnded, holds: e.gatewayEnded === 'exit 0' },
  ];
  if (e.left !== undefined) found.push({ limit: 'closed orders leave the books', found: `${e.left} left`, holds: e.left === 0 });
  if ((e.samples.at(-1)?.at ?? 0) >= LEAST_MS) found.push(flatMemory(e.samples));
  return found;
}

/** The last third of the run against the second. */
function flatMemory(samples: readonly Sample[]): Judgement {
  const end = samples.at(-1)!.at;
  const third = (n: number): number =>
    meanOf(samples.filter(s => s.at > (end * (n - 1)) / 3 && s.at <= (end * n) / 3).map(s => s.stats.memory.rss));
  const [second, last] = [third(2), third(3)];
  const growth = last / second - 1;
  return {
    limit: `memory flat: the last third within ${MOST_GROWTH * 100} % of the second`,
    found: `${(second / MIB).toFixed(0)} MiB, then ${(last / MIB).toFixed(0)} MiB (${(growth * 100).toFixed(1)} %)`,
    holds: Math.abs(growth) <= MOST_GROWTH,
  };
}
