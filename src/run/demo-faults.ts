import { FAULT_NAMES, type FaultName } from '../../simulator/models/faults/kinds';
import {
  type Count,
  DEFAULT_TERMS,
  type FaultRule,
  type FaultScript,
  type OrderEvent,
} from '../../simulator/models/faults/script';
import { runDemo } from './demo';
import type { DemoOptions } from './demo-setup';
import { FAULT_LIST, readFaults } from './sim-faults';
import { UsageError } from './usage-error';

/** A demo under faults, told for a table. */
export interface FaultRow {
  /** A fault's name, or the script's file. */
  readonly fault: string;
  /** How often faults struck, all together. */
  readonly struck: number;
  readonly orders: number;
  readonly fills: number;
  readonly seconds: number;
  /** Every case in which an invariant did not hold; also a fault that was to strike and never did, for then nothing is shown. */
  readonly broken: readonly string[];
}

/** Demos that run side by side: most of one is waiting. */
const AT_ONCE = 4;

/** The gateway's order session: what its market data goes through is not what the demo is about. */
const CLIENT = 'SLUICE';
const REPORTS = ['8', '9'];

const every = (n: number): Count => ({ n, every: true });
const rule = (fault: FaultName, more: Pick<FaultRule, 'when'> & Partial<FaultRule>): FaultRule => ({
  fault,
  direction: 'out',
  client: CLIENT,
  ...DEFAULT_TERMS[fault],
  ...more,
});
/** At every n-th report to the gateway. */
const report = (fault: FaultName, n: number): FaultRule =>
  rule(fault, { when: { kind: 'message', count: every(n) }, msgTypes: REPORTS });
/** At every n-th message from the gateway. */
const request = (fault: FaultName, n: number): FaultRule =>
  rule(fault, { when: { kind: 'message', count: every(n) }, direction: 'in' });
const event = (fault: FaultName, on: OrderEvent, n: number): FaultRule =>
  rule(fault, { when: { kind: 'event', event: on, count: every(n) } });

/** What goes wrong in the demo, by fault: often enough to strike on every path, seldom enough to leave trading in between. */
const RULES: Readonly<Record<FaultName, readonly FaultRule[]>> = {
  drop: [report('drop', 7), request('drop', 9)],
  delay: [report('delay', 10), request('delay', 10)],
  reorder: [report('reorder', 6), request('reorder', 7)],
  partialWrite: [report('partialWrite', 3)],
  sequenceGap: [report('sequenceGap', 8)],
  possDup: [report('possDup', 3), request('possDup', 5)],
  garbled: [report('garbled', 8)],
  disconnect: [rule('disconnect', { when: { kind: 'message', count: every(15) } })],
  lateFill: [event('lateFill', 'cancelled', 1), event('unsolicitedCancel', 'accepted', 5)],
  unsolicitedCancel: [event('unsolicitedCancel', 'accepted', 4)],
  bust: [event('bust', 'filled', 6)],
  slowAck: [event('slowAck', 'accepted', 6)],
  rejectStorm: [event('rejectStorm', 'accepted', 10)],
  venueRestart: [2, 9, 16].map(s => rule('venueRestart', { when: { kind: 'time', at: s * 1_000_000 } })),
};

/** The demo's script of a fault. */
const demoScript = (fault: FaultName): FaultScript => ({ seed: 1, rates: {}, rules: RULES[fault] });

/** `all`, each for itself; one by its name; or a script in a YAML file. Throws a UsageError for anything else. */
export function scriptsNamed(which: string): [string, FaultScript][] {
  if (/\.ya?ml$/.test(which)) return [[which, readFaults(which)]];
  const names = which === 'all' ? FAULT_NAMES : FAULT_NAMES.filter(name => name === which);
  if (names.length === 0) throw new UsageError(`--faults '${which}' is none of: all, a .yaml file, ${FAULT_LIST}`);
  return names.map(name => [name, demoScript(name)]);
}

/** Runs the demo once under each script, some side by side; `done` is told of each as it ends. Rejects as `runDemo` does. */
export async function runFaultDemos(
  scripts: readonly (readonly [name: string, script: FaultScript])[],
  options: Omit<DemoOptions, 'faults' | 'data'>,
  done: (row: FaultRow) => void = () => undefined,
): Promise<FaultRow[]> {
  const rows: FaultRow[] = [];
  const left = [...scripts.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [place, [fault, faults]] = next;
      const row = await underFaults(fault, { ...options, faults });
      rows[place] = row;
      done(row);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return rows;
}

async function underFaults(fault: string, options: DemoOptions): Promise<FaultRow> {
  const { rows, checks, seconds, struck } = await runDemo(options, Date.now());
  const broken = checks.flatMap(({ name, broken: cases }) => cases.map(each => `${name}: ${each}`));
  const missed = FAULT_NAMES.filter(name => options.faults?.rules.some(r => r.fault === name) && !struck[name]);
  const times = Object.values(struck).reduce((n, each) => n + each, 0);
  const idle = times === 0 ? ['no fault struck'] : missed.map(name => `${name} never struck`);
  return {
    fault,
    struck: times,
    orders: rows.length,
    fills: rows.reduce((n, r) => n + r.fills, 0),
    seconds,
    broken: [...idle, ...broken],
  };
}
