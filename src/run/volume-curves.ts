import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { dayFromText, dayText } from '../core/civil';
import { DataError } from '../core/data-error';
import { expectedVolume } from '../core/schedule/curves/expected-volume';
import { curveFor, type DayVolume } from '../core/schedule/curves/volume';
import { Sink } from '../market-data/cleanse/sink';
import { fileHash } from '../market-data/file-hash';
import { readReference } from '../market-data/reference/folder';
import { TableError } from '../market-data/reference/table';
import { VolumeCount, type VolumeHistory } from '../market-data/volume/collect';
import { readVolumes, volumeText } from '../market-data/volume/day-file';
import { UsageError } from './usage-error';

/** What `sluice data volume-curves` was asked for. */
export interface VolumeRequest {
  /** Paths, or SYMBOL=PATH. */
  readonly files: readonly string[];
  readonly out: string;
  /** A file of volumes made earlier, whose days are kept. */
  readonly with?: string | undefined;
  /** Folder of reference data: calendars, listings. */
  readonly reference: string;
  readonly format?: string | undefined;
  readonly symbol?: string | undefined;
  readonly market?: string | undefined;
  /** ISO day of files whose stamps count from midnight. */
  readonly day?: string | undefined;
  /** Seconds of a bin, as text. */
  readonly bin: string;
}

/** What a file of curves has of a symbol. */
export interface VolumeSummary {
  readonly symbol: string;
  readonly days: number;
  readonly first: string;
  readonly last: string;
  /** Of the day after the last, with that day's hours: what an order would get then. */
  readonly curve: string;
  readonly volume: number;
  /** Days with volume in less than a quarter of their bins: thin trading, or a file that is not whole. */
  readonly sparse: number;
}

/** Counts volume by day and bin, and writes it. Rejects with a UsageError that names option, or file and line; then nothing is written. */
export async function volumeCurves(request: VolumeRequest): Promise<readonly VolumeSummary[]> {
  const { files, out, with: earlier, bin, day, reference, symbol, ...rest } = request;
  const binSeconds = /^[1-9]\d{0,4}$/.test(bin) ? Number(bin) : Number.NaN;
  if (!(binSeconds <= 86_400)) throw new UsageError(`--bin: '${bin}' is no whole number of seconds from 1 to 86400`);
  const on = day === undefined ? undefined : dayFromText(day);
  if (day !== undefined && on === undefined) throw new UsageError(`--day: '${day}' is no day such as 2013-10-07`);
  try {
    const count = new VolumeCount({ ...rest, reference: readReference(reference), day: on, binSeconds });
    const before = earlier === undefined ? new Map() : readVolumes(earlier);
    const sources = earlier === undefined ? [] : [await nameAndHash(earlier)];
    for (const [own, file] of files.map(named)) {
      await count.take(file, own ?? symbol);
      sources.push(await nameAndHash(file));
    }
    const history = count.history();
    if (history.size === 0) throw new UsageError(`${files.join(', ')}: no volume in any session of the calendar`);
    const all = joined(before, history, earlier ?? '');
    await write(out, volumeText(all, sources));
    return [...all].map(([symbol, days]) => summaryOf(symbol, days));
  } catch (error) {
    throw error instanceof DataError || error instanceof TableError ? new UsageError(error.message) : error;
  }
}

const nameAndHash = async (file: string): Promise<string> => `${basename(file)} sha256=${await fileHash(file)}`;

/** Days of an earlier file and those that were counted, none of them twice, and all of a symbol's in bins alike. Throws UsageError. */
function joined(before: VolumeHistory, counted: VolumeHistory, earlier: string): VolumeHistory {
  const all = new Map(before);
  for (const [symbol, days] of counted) {
    const there = before.get(symbol) ?? [];
    const twice = days.find(d => there.some(t => t.day === d.day));
    if (twice) throw new UsageError(`--with ${earlier}: has ${symbol} on ${dayText(twice.day)} already`);
    const other = there.find(t => t.binSeconds !== days[0]!.binSeconds);
    if (other) throw new UsageError(`--bin ${days[0]!.binSeconds}: ${earlier} has bins of ${other.binSeconds} s for ${symbol}`);
    all.set(
      symbol,
      [...there, ...days].sort((a, b) => a.day - b.day),
    );
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A path, and the symbol that stands before it. */
function named(argument: string): readonly [symbol: string | undefined, file: string] {
  const at = argument.indexOf('=');
  return at <= 0 || existsSync(argument) ? [undefined, argument] : [argument.slice(0, at), argument.slice(at + 1)];
}

async function write(out: string, text: Iterable<string>): Promise<void> {
  const sink = new Sink(out);
  try {
    for (const line of text) await sink.write(line);
    await sink.commit();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

function summaryOf(symbol: string, days: readonly DayVolume[]): VolumeSummary {
  const last = days.at(-1)!;
  const next = last.day + 1;
  const traded = (bins: readonly number[]): number => bins.filter(v => v > 0).length;
  return {
    symbol,
    days: days.length,
    first: dayText(days[0]!.day),
    last: dayText(last.day),
    curve: curveFor(next, last, days).label,
    volume: Math.round(expectedVolume(next, last, days, undefined)!.volume),
    sparse: days.filter(d => 4 * traded(d.bins) < d.bins.length).length,
  };
}
