import { type MinuteBar, scenarioOfBars } from '../../../simulator/market/scenarios/from-bars';
import { SCENARIOS } from '../../../simulator/market/scenarios/library';
import { type Scenario, WARM_UP, WINDOW } from '../../../simulator/market/scenarios/scenario';
import { DataError } from '../../core/data-error';
import type { BarRow } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import { openKind } from '../../market-data/read/rows';
import { UsageError } from '../usage-error';
import type { StressConfig } from './config';

const SECOND: Micros = 1_000_000;
const MINUTE = 60;
/** Bars that are read beyond the window (s): a halt that is not over by its end shows where trading goes on. */
const BEYOND = 60 * MINUTE;

/** The scenarios of a config, those that ship first. Rejects with a UsageError that names the file, and the line, of bars that cannot be used. */
export async function scenariosOf({ scenarios, bars }: Pick<StressConfig, 'scenarios' | 'bars'>): Promise<Scenario[]> {
  const instead = new Set(bars.map(b => b.name));
  const shipped = SCENARIOS.filter(s => (scenarios?.includes(s.name) ?? true) && !instead.has(s.name));
  const recorded: Scenario[] = [];
  for (const each of bars) recorded.push(await recordedScenario(each));
  return [...shipped, ...recorded];
}

type Recorded = StressConfig['bars'][number];

async function recordedScenario({ name, file, from, side }: Recorded): Promise<Scenario> {
  const rows = await barsFrom(file, from);
  const bars = rows.map(row => barOf(row, from));
  if (!bars.some(b => b.after === 0))
    throw new UsageError(`${file}: no bar begins at ${isoOf(from)}, when the order of '${name}' would come`);
  const last = rows[rows.length - 1]!;
  if ((last.at - from) / SECOND < WINDOW - MINUTE)
    throw new UsageError(`${file}: the bars end at ${isoOf(last.at)}, within the window of '${name}' (10 minutes)`);
  const about = `the minutes of ${isoOf(from)} on, as recorded: one window of one day is a scenario, and no sample`;
  return scenarioOfBars({ name, about, side, source: 'recorded' }, bars);
}

async function barsFrom(file: string, from: Micros): Promise<BarRow[]> {
  const [first, last] = [from - (WARM_UP + MINUTE) * SECOND, from + (WINDOW + BEYOND) * SECOND];
  const rows: BarRow[] = [];
  try {
    const { batches } = await openKind(file, 'bars');
    for await (const batch of batches()) {
      for (const row of batch) {
        if (row.at < first || row.at >= last) continue;
        if (row.length !== MINUTE * SECOND) throw new DataError(file, row.line, 'is no bar of a minute');
        if (row.low <= 0) throw new DataError(file, row.line, 'has a price that is not above 0');
        rows.push(row);
      }
    }
  } catch (error) {
    throw usage(file, error);
  }
  return rows;
}

function usage(file: string, error: unknown): unknown {
  if (error instanceof DataError) return new UsageError(error.message);
  return error instanceof Error && 'code' in error ? new UsageError(`${file}: the bars cannot be read: ${error.message}`) : error;
}

const barOf = ({ at, open, high, low, close, volume }: BarRow, from: Micros): MinuteBar => ({
  after: (at - from) / SECOND,
  open,
  high,
  low,
  close,
  volume,
});

const isoOf = (at: Micros): string => new Date(at / 1000).toISOString().replace('.000Z', 'Z');
