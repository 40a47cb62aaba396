import { dayText, utcDayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';
import type { Kind } from '../read/format';
import type { DefectCount } from './cleanser';

/** What the cleansing of a file came to. The same file, options and rules give the same report, byte for byte. */
export interface CleanseReport {
  readonly source: { readonly file: string; readonly sha256: string; readonly bytes: number };
  readonly format: string;
  readonly kind: Kind;
  /** Files written, by what they hold. */
  readonly written: { readonly rows: string; readonly changes: string } | undefined;
  readonly rows: number;
  readonly kept: number;
  readonly dropped: number;
  readonly mended: number;
  /** Kept as they were, with a word; a mended row with one is counted as mended. */
  readonly flagged: number;
  readonly coverage: Coverage;
  readonly defects: readonly DefectCount[];
  readonly notRun: readonly { readonly rule: string; readonly why: string }[];
  /** Rules that ran, as `name/version`. */
  readonly rules: readonly string[];
}

/** What a file is about, of its rows as they came. */
export interface Coverage {
  readonly first: Micros;
  readonly last: Micros;
  /** Rows with the stamp of the row before: order within a stamp is the file's. */
  readonly sameStamp: number;
  /** UTC days with a row. */
  readonly days: number;
  /** Rows of the day with the fewest, the middle one and the most. */
  readonly rowsADay: { readonly least: number; readonly median: number; readonly most: number };
}

/** Counts what a file is about, row by row. */
export class CoverageCount {
  private first: Micros = Number.POSITIVE_INFINITY;
  private last: Micros = Number.NEGATIVE_INFINITY;
  private before: Micros = Number.NaN;
  private sameStamp = 0;
  private readonly byDay = new Map<number, number>();

  take(at: Micros): void {
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
    if (at === this.before) this.sameStamp++;
    this.before = at;
    const day = utcDayOf(at);
    this.byDay.set(day, (this.byDay.get(day) ?? 0) + 1);
  }

  result(): Coverage {
    const counts = [...this.byDay.values()].sort((a, b) => a - b);
    const { first, last, sameStamp } = this;
    const rowsADay = { least: counts[0] ?? 0, median: counts[counts.length >> 1] ?? 0, most: counts.at(-1) ?? 0 };
    return { first, last, sameStamp, days: counts.length, rowsADay };
  }
}

const percent = (count: number, of: number): string => `${((100 * count) / Math.max(of, 1)).toFixed(2)} %`;

/** The report for a reader. */
export function reportText(report: CleanseReport): string {
  const { source, rows, kept, dropped, mended, flagged, coverage, written } = report;
  const { first, last, days, rowsADay, sameStamp } = coverage;
  const lines = [
    `${source.file}: ${report.format}, ${report.kind}`,
    `  source     ${source.bytes} bytes, sha256 ${source.sha256}`,
    `  rows       ${rows}: ${kept} kept (${mended} of them mended, ${flagged} flagged), ${dropped} dropped`,
    `  from       ${dayText(utcDayOf(first))} to ${dayText(utcDayOf(last))} (UTC), ${days} days with rows`,
    `  a day      ${rowsADay.least} to ${rowsADay.most} rows, median ${rowsADay.median}; ${sameStamp} rows with the stamp of the row before`,
    ...(written ? [`  cleaned    ${written.rows}`, `  changes    ${written.changes}`] : []),
    ...(report.defects.length === 0 ? ['  no defect found'] : []),
  ];
  for (const { rule, defect, act, count, examples } of report.defects) {
    lines.push(`  ${act.padEnd(5)} ${rule}:${defect}  ${count} (${percent(count, rows)})`);
    for (const { line, why } of examples.slice(0, 2)) lines.push(`          line ${line}: ${why}`);
  }
  for (const { rule, why } of report.notRun) lines.push(`  not run ${rule}: ${why}`);
  return lines.join('\n');
}
