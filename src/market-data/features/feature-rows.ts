import { DataError } from '../../core/data-error';
import type { Micros } from '../../core/numbers';
import type { Scales } from '../read/cells';
import { openRows, type ReadOptions, type RowFile } from '../read/rows';
import { type FeatureEngine, type FeatureKind, Only, RANKS, RowCursor } from './cursor';
import type { ExpectedSessions } from './expected-sessions';
import { type MarketEvent, readMarketEvents } from './market-events';
import { type FeatureRow, Sampler } from './sampler';
import { SymbolFeatures } from './symbol-features';

/** What rows of features are made of. */
export interface FeatureInputs extends Pick<ReadOptions, 'day'> {
  /** Quotes or books, and trades, of one symbol; `format` where a file does not say. */
  readonly files: readonly { readonly file: string; readonly format: string | undefined }[];
  /** Halts and news as the recorder writes them. */
  readonly events?: string | undefined;
  readonly symbol?: string | undefined;
  /** Of quotes. */
  readonly venue?: string | undefined;
  /** A row each (us). */
  readonly every: Micros;
  /** From the venue's stamp to its receipt (us), where a file has no stamp of receipt. */
  readonly latency: Micros;
}

/** Who gets the rows. */
export interface FeatureTaker {
  row(row: FeatureRow): void;
  /** True where it wants a pause before more comes. */
  readonly isFull: boolean;
  flush(): Promise<void>;
}

/** Files that are open, each at its first row. */
export class FeatureSource {
  private constructor(
    readonly cursors: readonly RowCursor[],
    readonly symbol: string | undefined,
    private readonly events: readonly MarketEvent[],
    private readonly inputs: FeatureInputs & { readonly scales: Scales },
  ) {}

  /** Rejects with a DataError where a file cannot be read, or features cannot be made of what it has. */
  static async open(inputs: FeatureInputs): Promise<FeatureSource> {
    const files = await Promise.all(inputs.files.map(({ file, format }) => openFeatureRows(file, { format, day: inputs.day })));
    if (!files.some(f => f.format.kind !== 'trades'))
      throw new DataError(
        inputs.files[0]?.file ?? '',
        1,
        'has trades: features need a book too, so name a file of quotes or books',
      );
    const scale = (of: (s: Scales) => number): number => Math.max(...files.map(f => of(f.format)));
    const scales = { priceScale: scale(f => f.priceScale), qtyScale: scale(f => f.qtyScale) };
    const only = { symbol: new Only('symbol', inputs.symbol), venue: new Only('venue', inputs.venue) };
    const cursors = files.map(file => new RowCursor(file, { ...only, latency: inputs.latency, scales }));
    try {
      for (const cursor of cursors) await cursor.load();
      const symbol = only.symbol.name;
      const events = inputs.events === undefined ? [] : await readMarketEvents(inputs.events, symbol);
      return new FeatureSource(cursors, symbol, events, { ...inputs, scales });
    } catch (error) {
      await closeAll(cursors);
      throw error;
    }
  }

  /** Lets go of the files. */
  async close(): Promise<void> {
    await closeAll(this.cursors);
  }

  /** Decimals of prices and quantities as they are told. */
  get scales(): Scales {
    return this.inputs.scales;
  }

  /** Hands on a row for each moment of the grid. Without `sessions` volume is compared with nothing. Rejects with a DataError at the first line that is wrong. */
  async rows(taker: FeatureTaker, sessions?: ExpectedSessions): Promise<void> {
    const { every, scales } = this.inputs;
    const engine = new SymbolFeatures(scales);
    const sampler = new Sampler(engine, { every, priceUnits: 10 ** scales.priceScale }, row => taker.row(row));
    await this.tell(engine, at => {
      sampler.before(at);
      sessions?.tell(engine, at);
      return taker.isFull ? taker.flush().then(() => true) : true;
    });
  }

  /**
   * Tells all that the files have, by time of receipt (of one stamp: halts and news, then trades, then books). `before` hears of each moment first; where it says no, that was the end. Rejects
   * with a DataError at the first line that is wrong.
   */
  async tell(engine: FeatureEngine, before: (at: Micros) => boolean | Promise<boolean>): Promise<void> {
    const { cursors, events } = this;
    let event = 0;
    for (;;) {
      const cursor = earliest(cursors);
      const at = Math.min(cursor.at, events[event]?.at ?? Number.POSITIVE_INFINITY);
      if (at === Number.POSITIVE_INFINITY) return;
      const goesOn = before(at);
      if (!(goesOn === true || (await goesOn))) return;
      if (events[event]?.at === at) tellEvent(engine, events[event++]!);
      else {
        cursor.tell(engine);
        if (cursor.step()) continue;
        await cursor.load();
      }
    }
  }
}

const closeAll = async (cursors: readonly RowCursor[]): Promise<void> => {
  for (const cursor of cursors) await cursor.close();
};

async function openFeatureRows(file: string, options: ReadOptions): Promise<RowFile<FeatureKind>> {
  const rows = await openRows(file, options);
  if (!(rows.format.kind in RANKS))
    throw new DataError(file, 1, `has ${rows.format.kind}: features are made of quotes, books and trades`);
  return rows as unknown as RowFile<FeatureKind>;
}

function earliest(cursors: readonly RowCursor[]): RowCursor {
  let first = cursors[0]!;
  for (const c of cursors) if (c.at < first.at || (c.at === first.at && c.rank < first.rank)) first = c;
  return first;
}

function tellEvent(engine: FeatureEngine, event: MarketEvent): void {
  if ('trading' in event) engine.status(event.at, event.trading);
  else engine.news(event.at, event.urgency);
}
