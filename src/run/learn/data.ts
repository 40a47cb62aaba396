import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayText, utcDayOf } from '../../core/civil';
import type { ImpactModel } from '../../core/impact/model';
import type { Micros } from '../../core/numbers';
import { UTC } from '../../training/data/clusters';
import { decisionSample } from '../../training/data/decisions';
import { type MarketRows, picked } from '../../training/data/rows';
import { type Sample, type SampleTerms, sampleOf } from '../../training/data/sample';
import { othersOnly } from '../../training/own/averages';
import { impactPath } from '../../training/own/impact-path';
import { type SampleFile, sampleFileOf } from '../train/samples';
import type { JournalRead, SymbolRead } from './journal-read';
import { isUnreadable, type RecordedDay, recordedDays, recordedRows } from './recording';
import type { Source } from './sources';

/** What one day of a symbol in a journal gave to learn from. */
export interface DayReport {
  readonly file: string;
  readonly journal: string;
  readonly symbol: string;
  readonly day: string;
  /** What belongs together, whatever journal and symbol: a day (UTC), or a market that was made up. */
  readonly cluster: string;
  readonly from: SampleFile['from'];
  readonly rows: number;
  /** Of a recording: part of what traded that was ours, and quantity of ours that was not found among the prints. */
  readonly ourPart: number | null;
  readonly missing: number | null;
  /** Median time that a print came behind our own report of the same trade (us); null where none was found. */
  readonly feedBehind: Micros | null;
  readonly notes: readonly string[];
}

/** What rows are made by. */
export interface DataTerms extends SampleTerms {
  /** What our own trades did to the price is taken out of labels by this. */
  readonly impact: ImpactModel;
  /** Folder for the samples, and what the names of the journal's own begin with. */
  readonly folder: string;
  readonly prefix: string;
}

/** Makes a sample of each day of each symbol of a journal: of the recording where there is one, else of what decisions read. */
export async function dataOf(source: Source, read: JournalRead, terms: DataTerms): Promise<readonly DayReport[]> {
  mkdirSync(terms.folder, { recursive: true });
  const reports: DayReport[] = [];
  for (const [symbol, of] of read.symbols) {
    const maker = new DayMaker({ source, symbol, read, of }, terms);
    const days = new Set(Array.from(of.decisions.at, at => dayText(utcDayOf(at))));
    const recorded = new Set(source.record === undefined ? [] : recordedDays(source.record, symbol));
    const covered = [read.from, read.to].map(at => dayText(utcDayOf(at)));
    for (const day of [...new Set([...days, ...recorded])].sort()) {
      if (day < covered[0]! || day > covered[1]!) continue;
      const report = await maker.day(day, recorded.has(day));
      if (report) reports.push(report);
    }
  }
  return reports;
}

interface Whose {
  readonly source: Source;
  readonly symbol: string;
  readonly read: JournalRead;
  readonly of: SymbolRead;
}

class DayMaker {
  constructor(
    private readonly whose: Whose,
    private readonly terms: DataTerms,
  ) {}

  /** Undefined where the day has no row to learn from. */
  async day(day: string, recorded: boolean): Promise<DayReport | undefined> {
    const { source, symbol, of } = this.whose;
    const notes: string[] = [];
    const draft = join(this.terms.folder, 'trades.draft.csv');
    if (recorded)
      try {
        const found = await recordedRows({ record: source.record!, day, symbol, draft }, of);
        return this.written(day, 'recording', { sample: this.ofRecording(day, found.rows, notes), found, notes });
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        notes.push(`the recording was not used: ${error.message}`);
      } finally {
        rmSync(draft, { force: true });
      }
    notes.push(
      'made of what decisions read, so only of moments at which a schedule had something to do; `volume` and `fill` have no label',
    );
    return this.written(day, 'quotes', { sample: this.ofDecisions(day, notes), found: undefined, notes });
  }

  private ofRecording(day: string, recorded: MarketRows, notes: string[]): Sample {
    const { read, of } = this.whose;
    const rows = within(recorded, read.from, read.to);
    const { bps, unknown } = impactPath(of.own, this.terms.impact, rows.at);
    this.tellUnknown(unknown, notes);
    return sampleOf(this.cluster(day), { ...rows, own: bps }, this.terms);
  }

  private ofDecisions(day: string, notes: string[]): Sample {
    const { decisions, own, mids, quantum } = this.whose.of;
    const rows = onDay(decisions, day);
    const clean = othersOnly(rows, own, quantum);
    let told = false;
    const ours = (moments: Float64Array): Float64Array => {
      const { bps, unknown } = impactPath(own, this.terms.impact, moments);
      if (!told) this.tellUnknown(unknown, notes);
      told = true;
      return bps;
    };
    return decisionSample(this.cluster(day), clean, { path: mids, own: ours }, this.terms);
  }

  private tellUnknown(unknown: number, notes: string[]): void {
    if (unknown > 0)
      notes.push(
        `${unknown} of our fills are of orders whose market was not known (adv, volatility, spread): what they did to the price is still in \`drift\``,
      );
  }

  private cluster(day: string): string {
    const { market } = this.whose.source;
    return market === UTC ? day : market;
  }

  private written(
    day: string,
    from: SampleFile['from'],
    made: { readonly sample: Sample; readonly found: RecordedDay | undefined; readonly notes: readonly string[] },
  ): DayReport | undefined {
    const { sample, found, notes } = made;
    const rows = sample.at.length;
    if (rows === 0) return undefined;
    const { source, symbol } = this.whose;
    const { market, origin } = source;
    const file = join(this.terms.folder, `${this.terms.prefix}-${encodeURIComponent(symbol)}-${day}.json`);
    const content = sampleFileOf({ from, source: source.id, symbol, day, market, origin }, sample, this.terms);
    writeFileSync(file, `${JSON.stringify(content)}\n`);
    const behind = found ? found.feedBehind.toSorted((a, b) => a - b) : [];
    return {
      file,
      journal: source.journal,
      symbol,
      day,
      cluster: this.cluster(day),
      from,
      rows,
      ourPart: found ? found.ours / found.traded : null,
      missing: found ? found.missing : null,
      feedBehind: behind[behind.length >> 1] ?? null,
      notes,
    };
  }
}

/** Rows of a stretch of time (us), both ends in. */
const within = (rows: MarketRows, from: Micros, to: Micros): MarketRows => picked(rows, at => at >= from && at <= to);

const onDay = (rows: MarketRows, day: string): MarketRows => picked(rows, at => dayText(utcDayOf(at)) === day);
