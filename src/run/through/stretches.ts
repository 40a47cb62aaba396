import type { Micros } from '../../core/numbers';
import { LeftOut } from '../backtest/left-out';
import { UsageError } from '../usage-error';
import { type LoggedParent, overAt } from './parents';
import type { Source } from './source';

/** A part of a log that is replayed in one market from its begin on. */
export interface Stretch {
  /** When its market begins, and after how long it ends at the latest, microseconds. */
  readonly start: Micros;
  readonly length: Micros;
  readonly parents: readonly LoggedParent[];
}

const MINUTE: Micros = 60_000_000;
/** A market runs so long before the first order: models were trained on markets five minutes old. */
const WARM_UP = 5 * MINUTE;
/** A time so long in which the log had nothing at work is not played: the market begins anew behind it. */
const PAUSE = 30 * MINUTE;
/** So long after the last order should be over a stretch ends at the latest. */
const SLACK = 10 * MINUTE;

/** When something that was asked should be over: in the log, and by its window. */
function endOf(parent: LoggedParent, window: Micros): Micros {
  const { happened, order, changes } = parent;
  const from = order.effectiveTime ?? happened.received;
  const seconds = Number(order.parameters?.['Duration'] ?? 0);
  const length = Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1e6) : 0;
  return Math.max(overAt(happened), order.expireTime ?? 0, from + length, from + window, changes.at(-1)?.sent ?? 0);
}

/**
 * Divides parents, by time, into stretches. A market that begins at a time of its own has one: orders before it and behind its end are left out and counted. Another begins with the log,
 * and one of agents anew after every pause. `window`: how long an order may be worked that does not say it (us). Throws a UsageError where no order is left.
 */
export function stretchesOf(
  parents: readonly LoggedParent[],
  { start, length }: Source,
  window: Micros,
): { readonly stretches: readonly Stretch[]; readonly notes: readonly string[] } {
  if (start === 'each stretch') return { stretches: byPauses(parents, window), notes: [] };
  const left = new LeftOut();
  const begin = start === 'the log' ? parents[0]!.happened.received - MINUTE : start;
  const end = begin + (length ?? Number.POSITIVE_INFINITY);
  const taken = parents.filter(({ happened: { received } }) => {
    if (received >= begin && received < end) return true;
    left.add(received < begin ? "orders from before the market's start" : "orders from behind the market's end");
    return false;
  });
  if (taken.length === 0) throw new UsageError(outside(parents, begin, end));
  const needed = Math.max(...taken.map(p => endOf(p, window))) + SLACK - begin;
  return { stretches: [{ start: begin, length: length ?? needed, parents: taken }], notes: left.lines() };
}

function outside(parents: readonly LoggedParent[], begin: Micros, end: Micros): string {
  const until = Number.isFinite(end) ? ` to ${iso(end)}` : ' on';
  const [first, last] = [parents[0]!, parents.at(-1)!].map(p => iso(p.happened.received));
  return `--market: it runs from ${iso(begin)}${until}, and the log's orders came from ${first} to ${last}: say with --start when it begins`;
}

const iso = (at: Micros): string => new Date(at / 1000).toISOString();

function byPauses(parents: readonly LoggedParent[], window: Micros): Stretch[] {
  const stretches: { start: Micros; end: Micros; parents: LoggedParent[] }[] = [];
  for (const parent of parents) {
    const { received } = parent.happened;
    const end = endOf(parent, window);
    const last = stretches.at(-1);
    if (last && received - last.end < PAUSE) {
      last.parents.push(parent);
      last.end = Math.max(last.end, end);
    } else stretches.push({ start: received - WARM_UP, end, parents: [parent] });
  }
  return stretches.map(({ start, end, parents: own }) => ({ start, length: end + SLACK - start, parents: own }));
}
