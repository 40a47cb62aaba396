import { z } from 'zod';
import { dayText } from '../../core/civil';
import { exactFromText, formatDecimal } from '../../core/numbers';
import { binsOf, type DayVolume } from '../../core/schedule/curves/volume';
import { clock, day, name, notNegative, whole } from '../reference/fields';
import { bySchema, readTable, type Table, TableError } from '../reference/table';
import type { VolumeHistory } from './collect';

/** Decimals of a volume in a file. */
const SCALE = 6;

const COLUMNS = ['symbol', 'day', 'open', 'close', 'binSeconds', 'closing', 'volumes'] as const;
const HEAD = `# Traded volume by day and bin of the session, by the market's clocks; closing: what the closing auction printed.\n`;

const volumes = z.string('must be volumes').transform((text, context): readonly number[] => {
  const cells = text.split(/\s+/);
  const wrong = cells.findIndex(cell => (exactFromText(cell)?.n ?? -1n) < 0n);
  if (wrong < 0) return cells.map(Number);
  context.addIssue({ code: 'custom', message: `volume ${wrong + 1} must be a decimal number at or above zero` });
  return z.NEVER;
});

const schema = z
  .strictObject({ symbol: name, day, open: clock, close: clock, binSeconds: whole, closing: notNegative.optional(), volumes })
  .superRefine((row, context) => {
    const say = (message: string): void => context.addIssue({ code: 'custom', message });
    if (row.close <= row.open) return say('close must be after open');
    const bins = binsOf(row);
    if (row.volumes.length !== bins) say(`has ${row.volumes.length} volumes, and ${bins} bins from open to close`);
    else if (!row.volumes.some(v => v > 0)) say('has no volume: leave the day out');
  });

interface DayRow {
  readonly symbol: string;
  readonly volume: DayVolume;
}

const TABLE: Table<DayRow> = {
  what: 'volume curves',
  columns: COLUMNS,
  needed: COLUMNS.filter(c => c !== 'closing'),
  read: given => {
    const read = bySchema(schema as z.ZodType<z.infer<typeof schema>>)(given);
    if (Array.isArray(read)) return read as readonly string[];
    const { symbol, volumes: bins, closing, ...hours } = read as z.infer<typeof schema>;
    return { symbol, volume: { ...hours, bins, ...(closing !== undefined && { closing: Number(closing) }) } };
  },
  once: ({ symbol, volume }) => ['symbol and day', `${symbol} ${dayText(volume.day)}`],
};

/** Reads the volume of past days, as `volumeText` writes it. Throws a TableError with file, line and column of every mistake. */
export function readVolumes(path: string): VolumeHistory {
  const history = new Map<string, DayVolume[]>();
  const mixed: string[] = [];
  for (const { line, value } of readTable(path, TABLE)) {
    const { symbol, volume } = value;
    const there = history.get(symbol);
    if (!there) history.set(symbol, [volume]);
    // a curve is made of bins alike: days with others would be silently ignored
    else if (there[0]!.binSeconds === volume.binSeconds) there.push(volume);
    else
      mixed.push(`${path}:${line}: binSeconds: is ${volume.binSeconds}, and ${there[0]!.binSeconds} on days of ${symbol} before`);
  }
  if (mixed.length > 0) throw new TableError(mixed);
  for (const days of history.values()) days.sort((a, b) => a.day - b.day);
  return history;
}

/** The text of a file of volumes; `sources` say in a comment what it was made of. */
export function* volumeText(history: VolumeHistory, sources: readonly string[]): Iterable<string> {
  yield `${HEAD}${sources.map(source => `# source ${source}\n`).join('')}${COLUMNS.join(',')}\n`;
  for (const [symbol, days] of history)
    for (const { day: on, open, close, binSeconds, bins, closing } of days)
      yield `${symbol},${dayText(on)},${clockText(open)},${clockText(close)},${binSeconds},${closing === undefined ? '' : decimal(closing)},${bins.map(decimal).join(' ')}\n`;
}

const decimal = (volume: number): string => formatDecimal(BigInt(Math.round(volume * 10 ** SCALE)), SCALE);

const two = (n: number): string => String(n).padStart(2, '0');
const clockText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
