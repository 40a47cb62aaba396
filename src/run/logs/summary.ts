import { formatDecimal, type Micros } from '../../core/numbers';
import { leavesQty, ORD_STATUS_NAMES, ordStatus } from '../../core/order/order';
import type { LogFileCounts } from '../../drop-copy/read/counts';
import type { SessionView } from '../../drop-copy/rebuild/direction';
import type { Finding, FindingKind } from '../../drop-copy/rebuild/findings';
import type { RebuiltOrder } from '../../drop-copy/rebuild/order';
import { avgPxOf } from '../../drop-copy/rebuild/order';
import type { RebuildCounts } from '../../drop-copy/rebuild/rebuild';
import { csvLine } from '../audit/format';
import { shownValue } from '../shown-text';
import type { RebuiltLogs } from './rebuild-logs';

/** Of each kind of finding so many stand in a summary. */
const SHOWN = 5;

/** A finding with the name of its file. */
export interface NamedFinding extends Omit<Finding, 'file'> {
  readonly file: string;
}

/** What logs came to, as `sluice replay LOG --json` writes it. */
export interface LogSummary extends Omit<RebuildCounts, 'orders'> {
  readonly files: readonly LogFileCounts[];
  readonly orders: {
    readonly count: number;
    /** By the name of their OrdStatus (39). */
    readonly byStatus: Readonly<Record<string, number>>;
    /** Orders that others are parts of. */
    readonly parents: number;
  };
  /** The first few of each kind; `findings` counts them all. */
  readonly firstFindings: readonly NamedFinding[];
  readonly sessions: readonly SessionView[];
}

const ORDER_COLUMNS = [
  ...[
    'index',
    'session',
    'cl_ord_id',
    'last_cl_ord_id',
    'order_id',
    'parent',
    'symbol',
    'side',
    'ord_type',
    'time_in_force',
    'account',
  ],
  ...[
    'strategy',
    'destination',
    'received',
    'ended',
    'status',
    'order_qty',
    'price',
    'cum_qty',
    'leaves_qty',
    'avg_px',
    'fills',
    'busts',
  ],
  ...['replaced', 'refused'],
];
const FINDING_COLUMNS = ['kind', 'file', 'line', 'byte', 'order', 'what'];

const iso = (at: Micros | undefined): string => {
  if (at === undefined) return '';
  return `${new Date(Math.floor(at / 1000)).toISOString().slice(0, -1)}${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}Z`;
};

/** A line of CSV whose cells hold nothing that a terminal obeys (`\xNN` in place of it). */
const textLine = (cells: readonly string[]): string => csvLine(cells.map(shownValue));

/** An order as a line of CSV: numbers as decimal text, times as ISO 8601. */
function orderLine(o: RebuiltOrder): string {
  const { state, fills } = o;
  const qty = (n: number): string => formatDecimal(n, o.qtyScale);
  return textLine([
    ...[
      `${o.index}`,
      o.session,
      o.clOrdIds[0]!,
      o.clOrdIds.at(-1)!,
      o.orderId ?? '',
      `${o.parent ?? ''}`,
      o.symbol,
      o.side,
      o.ordType,
    ],
    ...[o.timeInForce, o.account ?? '', o.strategy ?? '', o.destination, iso(o.received), iso(o.ended)],
    ...[
      ORD_STATUS_NAMES[ordStatus(state)],
      qty(state.orderQty),
      state.price === undefined ? '' : formatDecimal(state.price, o.pxScale),
    ],
    ...[qty(state.cumQty), qty(leavesQty(state)), avgPxOf(o), `${fills.filter(f => !f.busted).length}`],
    ...[`${fills.filter(f => f.busted).length}`, `${o.replaced}`, `${o.refused}`],
  ]);
}

/** The names of files by their place, and the findings with them. */
export const namedFindings = (rebuilt: RebuiltLogs): NamedFinding[] =>
  rebuilt.findings.map(({ file, ...f }) => ({ ...f, file: rebuilt.counts.files[file]?.file ?? '' }));

/** The findings that are kept, as CSV. */
export const findingsCsv = (findings: readonly NamedFinding[]): string =>
  [FINDING_COLUMNS, ...findings.map(f => [f.kind, f.file, `${f.line}`, `${f.offset}`, f.order ?? '', f.what])]
    .map(textLine)
    .join('');

/** Sums up what logs came to in one pass over the orders; `write`, where it is given, gets them as CSV. */
export function summaryOf(rebuilt: RebuiltLogs, write?: (text: string) => void): LogSummary {
  const byStatus: Record<string, number> = {};
  const parents = new Set<number>();
  write?.(csvLine(ORDER_COLUMNS));
  for (const order of rebuilt.orders()) {
    const status = ORD_STATUS_NAMES[ordStatus(order.state)];
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (order.parent !== undefined) parents.add(order.parent);
    write?.(orderLine(order));
  }
  const shown = new Map<FindingKind, number>();
  const firstFindings = namedFindings(rebuilt).filter(({ kind }) => {
    shown.set(kind, (shown.get(kind) ?? 0) + 1);
    return shown.get(kind)! <= SHOWN;
  });
  const { counts, sessions } = rebuilt;
  return { ...counts, orders: { count: counts.orders, byStatus, parents: parents.size }, firstFindings, sessions };
}
