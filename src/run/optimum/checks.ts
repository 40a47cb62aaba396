import type { Signal } from '../../../simulator/known-optimum/market';
import type { Ratio } from '../../core/measures/fieller';
import type { PolicyRow } from './measure';

/** What the policies are told: `shuffled`: they learned from a strong signal and are given that of other orders. */
export type Scene = Signal | 'shuffled';

/** Something that the benchmark must show, and whether it does. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
}

/** What a learned policy must close of the gap between TWAP and optimum (ii). */
const CLOSED = 0.9;
/** What a signal of other orders may cost a gated policy, against TWAP (bps). */
const MARGIN = 0.05;
const LEARNED = 'learned';
const GATED = 'learned, gated';
const HINDSIGHT = 'from hindsight';

/** Holds rows against what must be; `rows` by name. */
export function checksOf(scene: Scene, rows: readonly PolicyRow[]): Check[] {
  const row = (name: string): PolicyRow => rows.find(r => r.name === name)!;
  const checks = byScene[scene](row, rows);
  const raw = row(HINDSIGHT);
  checks.push({
    what: "hindsight's labels teach worse than de-noised ones",
    ok: raw.gain.high < row(LEARNED).gain.low,
    found: `${gain(raw)} bps of gain against ${gain(row(LEARNED))}`,
  });
  return checks;
}

type Row = (name: string) => PolicyRow;

const byScene: Readonly<Record<Scene, (row: Row, rows: readonly PolicyRow[]) => Check[]>> = {
  weak: (row, rows) => [nothingBeats(rows), closes(row(LEARNED))],
  strong: (row, rows) => [nothingBeats(rows), closes(row(LEARNED))],
  none: (row, rows) => [nothingBeats(rows), staysInside(row(LEARNED))],
  shuffled: (row, rows) => [nothingBeats(rows), losesNothing(row(GATED))],
};

function nothingBeats(rows: readonly PolicyRow[]): Check {
  const better = rows.filter(r => r.within && r.aboveII.high < 0);
  return {
    what: 'no policy within the limits beats optimum (ii)',
    ok: better.length === 0,
    found: better.map(r => `${r.name} does`).join(', ') || 'none does',
  };
}

function closes(row: PolicyRow): Check {
  const { ii } = row.closed;
  return {
    what: `${row.name} closes at least ${100 * CLOSED} % of the gap to optimum (ii)`,
    ok: ii !== 'not identified' && ii.low >= CLOSED,
    found: ratioText(ii),
  };
}

/** Without a signal there is nothing to be early or late by: what is gained is impact, and no more than the optimum gains. */
function staysInside(row: PolicyRow): Check {
  const { low, high } = row.timing;
  return {
    what: 'without a signal nothing is gained by timing, and no more than the optimum gains',
    ok: low <= 0 && high >= 0 && row.aboveII.high >= 0,
    found: `${row.timing.mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] bps by timing, ${row.aboveII.mean.toFixed(3)} bps above the optimum`,
  };
}

function losesNothing(row: PolicyRow): Check {
  return {
    what: `a signal of other orders costs ${row.name} less than ${MARGIN} bps against TWAP`,
    ok: row.gain.low > -MARGIN,
    found: `${gain(row)} bps of gain`,
  };
}

const gain = ({ gain: g }: PolicyRow): string => `${g.mean.toFixed(3)} [${g.low.toFixed(3)}, ${g.high.toFixed(3)}]`;

/** `96.3 [94.6, 98.1] %` */
export function ratioText(ratio: Ratio): string {
  if (ratio === 'not identified') return ratio;
  const part = (x: number): string => (100 * x).toFixed(1);
  return `${part(ratio.ratio)} [${part(ratio.low)}, ${part(ratio.high)}] %`;
}
