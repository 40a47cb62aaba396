import type { Program } from './processes';

/** A line of the OMS on QuickFIX: a rule, how often it looked, where it was broken. */
interface CheckLine {
  readonly check: string;
  readonly ok: boolean;
  readonly seen: number;
  readonly wrong: readonly string[];
}

/** Rules that every run must have looked at. */
export const EVERY_REPORT = [
  'AvgPx exact',
  'ClOrdID known',
  'CumQty sums the fills',
  'ExecID once',
  'LeavesQty consistent',
  'MsgSeqNum in order',
  'OrdStatus legal',
  'OrderID, Symbol and Side kept',
  'OrderQty as asked',
  'TransactTime told',
  'filled exactly',
  'in time',
  'no Reject got',
  'no Reject needed',
  'reports as expected',
];
export const REFUSED_CANCELS = ['cancel of nothing', 'cancel too late'];
export const AFTER_A_GAP = ['PossDup with OrigSendingTime', 'a ResendRequest was sent', 'replayed with PossDup'];

/** What came of an OMS's checks: its exit status, the rules it looked at, those broken with where; all it said where it failed. */
export function outcome(oms: Program, exit: number) {
  const checks = oms.lines.filter(l => l.startsWith('{"check"')).map(l => JSON.parse(l) as CheckLine);
  return {
    exit,
    looked: checks.map(c => c.check).sort(),
    broken: checks.filter(c => !c.ok),
    said: exit === 0 ? '' : oms.account(),
  };
}

/** The outcome where all of these rules, and no other, were looked at and held. */
export const passed = (...looked: readonly string[]) => ({ exit: 0, looked: [...looked].sort(), broken: [], said: '' });
/** Of the run with many orders: what is not sampled there is in the lists that are compared. */
export const MANY = [
  ...EVERY_REPORT.filter(rule => rule !== 'filled exactly' && rule !== 'reports as expected'),
  'PossDup with OrigSendingTime',
  'a gap on both sides at each break',
];
