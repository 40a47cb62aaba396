import type { Group } from '../drop-copy/tca/groups';
import { PARTS } from '../drop-copy/tca/split';
import type { Stat } from '../drop-copy/tca/stats';
import type { TcaReport } from '../run/tca/tca';
import { table } from './output';

/** Rows of a table on a terminal. */
const MOST = 15;
const OUTLIERS = 5;
const SYMBOLS = 10;

/** The report for a reader at a terminal. */
export function tcaText(report: TcaReport): string {
  const { counts, total, outliers } = report;
  const tables = Object.entries(report.groups)
    .filter(([, groups]) => groups.length > 0)
    .map(([key, groups]) => groupTable(key, groups, report.hourZone));
  return [
    `orders ${counts.orders} (filled ${counts.filled}, part ${counts.part}, unfilled ${counts.unfilled}, open ${counts.open}, rejected ${counts.rejected}), ` +
      `children ${counts.children}, fills ${counts.fills}`,
    ...sourceLines(report),
    '',
    ...(total ? [groupTable('', [total], ''), '', partsTable(total), ''] : []),
    ...tables.flatMap(text => [text, '']),
    ...fillLines(report),
    ...outliers.orders
      .slice(0, OUTLIERS)
      .map(
        o =>
          `outlier ${o.clOrdId}: IS ${o.isBps.toFixed(2)} bps, robust z ${o.z.toFixed(1)}, most of it ${o.part} (${o.partBps.toFixed(2)} bps)`,
      ),
    ...(outliers.count > OUTLIERS ? [`and ${outliers.count - OUTLIERS} more outliers`] : []),
    ...(outliers.not === null ? [] : [`outliers: ${outliers.not}`]),
    `costs are above 0 where they are worse, mark-outs below 0; timing is the residual; in brackets intervals of ${report.ci} %, ${drawnBy(total)}`,
    ...report.notes.map(note => `note: ${note}`),
  ].join('\n');
}

function sourceLines({ sources }: TcaReport): string[] {
  const lines = sources
    .slice(0, SYMBOLS)
    .map(s => `${s.symbol}: prices ${s.prices}, volume ${s.volume}${s.from.length > 0 ? ` (${s.from.join(', ')})` : ''}`);
  return sources.length > SYMBOLS ? [...lines, `and ${sources.length - SYMBOLS} more symbols`] : lines;
}

const number = (value: number | null, decimals: number, times = 1): string =>
  value === null ? '-' : (times * value).toFixed(decimals);

/** A mean with its interval. */
const stat = ({ mean, low, high }: Stat): string =>
  `${number(mean, 2)}${low === null || high === null ? '' : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`}`;

function groupTable(key: string, groups: readonly Group[], zone: string): string {
  const head = [
    key === 'hour' ? `hour ${zone}` : key,
    'orders',
    'notional',
    'seconds',
    'part %',
    'done %',
    'rej %',
    'cxl %',
    'VWAP bps',
    'TWAP bps',
    'arrival bps',
    'IS bps',
    'n',
  ];
  const rows = groups
    .slice(0, MOST)
    .map(g => [
      g.name,
      String(g.orders),
      number(g.notional, 0),
      number(g.durationSeconds, 1),
      number(g.participation, 2, 100),
      number(g.fillRate, 1, 100),
      number(g.rejectRate, 1, 100),
      number(g.cancelRate, 1, 100),
      number(g.vwapBps.mean, 2),
      number(g.twapBps.mean, 2),
      stat(g.arrivalBps),
      stat(g.isBps),
      String(g.isBps.n),
    ]);
  const more = groups.length > MOST ? [`and ${groups.length - MOST} more`] : [];
  return [table(head, rows), ...more].join('\n');
}

function partsTable({ shortfallCents, isBps, partsCents, partsBps }: Group): string {
  const rows = PARTS.map(part => [
    part === 'timing' ? 'timing (residual)' : part,
    number(partsCents[part], 2, 0.01),
    number(partsBps[part], 3),
  ]);
  return table(
    ['what it cost', 'money', 'mean bps'],
    [...rows, ['implementation shortfall', number(shortfallCents, 2, 0.01), number(isBps.mean, 3)]],
  );
}

function fillLines({ fills }: TcaReport): string[] {
  if (fills.length === 0) return [];
  const rows = fills
    .slice(0, MOST)
    .map(f => [
      f.venue,
      f.liquidity,
      String(f.fills),
      number(f.share, 1, 100),
      stat(f.spreadBps),
      ...f.markOuts.map(m => stat(m.move)),
    ]);
  const seconds = fills[0]!.markOuts.map(m => `mark-out ${m.seconds} s bps`);
  return [table(['venue', 'liquidity', 'fills', '% of value', 'spread bps', ...seconds], rows), ''];
}

const drawnBy = (total: Group | null): string => {
  const by = total?.isBps.by ?? 'none';
  return by === 'none'
    ? 'which so few orders do not have'
    : by === 'order'
      ? 'too narrow where orders hang together: there are too few days and symbols'
      : 'by day and symbol';
};
