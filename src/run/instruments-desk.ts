import { type Instrument, type InstrumentSpec, Instruments, isRescaled, priceText, qtyText } from '../core/instruments';
import type { Config } from './config';
import { configAgain } from './config-again';
import type { Author } from './limits-desk';
import type { Line } from './line';
import { UsageError } from './usage-error';

/** An instrument that a reload changed, its fields as text; null where there was, or is, none. */
export interface InstrumentRow {
  readonly symbol: string;
  readonly was: string | null;
  readonly is: string | null;
}

/**
 * Instruments of a running gateway, read again from the config and its instrument data: ticks, lots, prior closes, the short-sale list. Each
 * change is a fact. What is wrong is thrown as an Error with file, line and key, and those in force stay.
 */
export class InstrumentsDesk {
  /** `changed`: told of the symbols that are new. */
  constructor(
    private readonly line: Line,
    private readonly config: Config,
    private readonly omsSessions: () => readonly string[],
    private readonly changed: (added: readonly string[]) => void,
  ) {}

  /** Takes up what the files say now. Returns what changed; where nothing did there is no fact. */
  reload({ by, reason }: Author): InstrumentRow[] {
    const { instruments, source } = configAgain(this.config, 'the instruments', this.omsSessions);
    const before = this.line.books.instruments.specs;
    const rows = changes(before, instruments);
    if (rows.length === 0) return rows;
    this.refuseWhileWorking(new Instruments(instruments));
    this.line.post({ type: 'InstrumentsChanged', by, reason, source: source!, instruments });
    this.line.commitNow();
    this.changed(rows.filter(row => row.was === null && row.symbol !== '*').map(row => row.symbol));
    return rows;
  }

  /** Before a start, with the journal read back: the files may be others than when the orders came that still work. Throws as `reload` does. */
  allowStart(): void {
    this.refuseWhileWorking(new Instruments(this.config.instruments));
  }

  /** What works is counted in the units of its instrument, and belongs to one. */
  private refuseWhileWorking(now: Instruments): void {
    const wrong = new Set<string>();
    for (const { instrument: was, clOrdId } of this.line.books.working) {
      const is = now.get(was.symbol);
      if (is && !isRescaled(was, is)) continue;
      const what = is ? `tick ${stepText(was)} to ${stepText(is)} changes the decimals of what is counted` : 'is gone';
      wrong.add(
        `${this.config.source ?? 'without a config'}: ${was.symbol}: ${what}, and order '${clOrdId}' works in it: cancel it first, with the instrument as it was`,
      );
    }
    if (wrong.size > 0) throw new UsageError([...wrong].join('\n'));
  }
}

const stepText = (i: Instrument): string => `${priceText(i, i.tick)} and lot ${qtyText(i, i.lot)}`;

function changes(before: readonly InstrumentSpec[], after: readonly InstrumentSpec[]): InstrumentRow[] {
  const was = new Map(before.map(s => [s.symbol, fieldsText(s)]));
  const is = new Map(after.map(s => [s.symbol, fieldsText(s)]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(symbol => ({ symbol, was: was.get(symbol) ?? null, is: is.get(symbol) ?? null }))
    .filter(row => row.was !== row.is);
}

const FIELDS = ['tick', 'lot', 'priorClose', 'multiplier', 'currency', 'adv', 'luldTier', 'shortSale'] as const;

const fieldsText = (spec: InstrumentSpec): string =>
  FIELDS.filter(field => spec[field] !== undefined)
    .map(field => `${field} ${spec[field]}`)
    .join(', ');
