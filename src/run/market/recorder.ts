import { join } from 'node:path';
import { dayText, utcDayOf } from '../../core/civil';
import type { FactOf, Input } from '../../core/facts';
import type { Instrument } from '../../core/instruments';
import type { QuotedLevel } from '../../core/market-data-rows';
import type { Micros, Px, Qty } from '../../core/numbers';
import { columnsOf, markOf, rowWriter } from '../../market-data/read/sluice-rows';
import { MOST_TEXT } from './bgzf';
import type { MarketTap } from './feed';
import type { Levels } from './levels';
import { GzipRecord, LineRecord, type RecordFile } from './record-file';
import { RecordQueue } from './record-queue';

/** What there is is handed on so often (ms), and text of this length at once: a crash loses no more than that. */
const EVERY_MS = 5_000;
const PIECE = MOST_TEXT - 10_000;

type Kind = 'books' | 'trades';
type Writer = ReturnType<typeof rowWriter>;

/** The rows of one file that are not handed on yet. */
class Lane {
  private text = '';
  private rows = 0;
  /** Rows ever: the number of the next one, as `source` of our format has it. */
  line = 0;

  constructor(
    private readonly file: RecordFile,
    private readonly queue: RecordQueue,
    readonly units = '',
    readonly write: Writer = () => '',
  ) {}

  add(row: string): void {
    this.text += `${row}\n`;
    this.rows++;
    if (this.text.length >= PIECE) this.handOn();
  }

  handOn(): void {
    if (this.rows === 0) return;
    this.queue.add({ file: this.file, text: this.text, rows: this.rows });
    this.text = '';
    this.rows = 0;
  }

  /** Nothing more comes. */
  end(): void {
    this.handOn();
    this.queue.add({ file: this.file, text: '', rows: 0 });
  }
}

const EVENTS = 'events';
const unitsOf = ({ priceScale, qtyScale }: Instrument): string => `${priceScale} ${qtyScale}`;

/**
 * Writes what is received by day (UTC, of receipt) and symbol: `DAY/SYMBOL.books.csv.gz` and `DAY/SYMBOL.trades.csv.gz`, rows of our own
 * format, and `DAY/events.jsonl` with halts and news. Packing and writing are off the loop; a disk that does not take it costs rows, never
 * a decision. The disk is asked to keep a file when it is complete, not before.
 */
export class MarketRecorder implements MarketTap {
  private readonly lanes = new Map<string, Lane>();
  private readonly queue: RecordQueue;
  private readonly timer: NodeJS.Timeout;
  private day = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly dir: string,
    post: (input: Input) => void,
  ) {
    this.queue = new RecordQueue(dir, post);
    this.timer = setInterval(() => this.handOn(), EVERY_MS);
    this.timer.unref();
  }

  book(instrument: Instrument, at: Micros, bids: Levels, asks: Levels): void {
    const lane = this.rows('books', instrument, at);
    const { symbol } = instrument;
    lane.add(lane.write({ at, received: at, line: ++lane.line, symbol, bids: levelsOf(bids), asks: levelsOf(asks) }, ''));
  }

  trade(instrument: Instrument, at: Micros, price: Px, qty: Qty, aggressor: number): void {
    const lane = this.rows('trades', instrument, at);
    const row = { at, received: at, line: ++lane.line, symbol: instrument.symbol, price, qty };
    lane.add(lane.write(aggressor === 0 ? row : { ...row, aggressor: aggressor > 0 ? 'buy' : 'sell' }, ''));
  }

  status(symbol: string, at: Micros, trading: boolean): void {
    this.event(at, { at, symbol, trading });
  }

  news({ source, headline, symbols, urgency }: FactOf<'NewsReceived'>, at: Micros): void {
    this.event(at, { at, source, headline, symbols, urgency });
  }

  /** Hands on what there is, and resolves once the disk has it. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const lane of this.lanes.values()) lane.end();
    this.lanes.clear();
    await this.queue.done();
  }

  private handOn(): void {
    for (const lane of this.lanes.values()) lane.handOn();
  }

  private event(at: Micros, event: object): void {
    this.turn(at);
    let lane = this.lanes.get(EVENTS);
    if (!lane) this.lanes.set(EVENTS, (lane = new Lane(new LineRecord(this.namer('events', 'jsonl'), ''), this.queue)));
    lane.add(JSON.stringify(event));
  }

  private rows(kind: Kind, instrument: Instrument, at: Micros): Lane {
    this.turn(at);
    const key = `${kind} ${instrument.symbol}`;
    const before = this.lanes.get(key);
    if (before?.units === unitsOf(instrument)) return before;
    before?.end(); // a file has one scale
    const file = new GzipRecord(
      this.namer(`${encodeURIComponent(instrument.symbol)}.${kind}`, 'csv.gz'),
      `${markOf(kind, instrument)}\n${columnsOf(kind)}\n`,
    );
    const lane = new Lane(file, this.queue, unitsOf(instrument), rowWriter(kind, instrument));
    this.lanes.set(key, lane);
    return lane;
  }

  /** Names in the folder of the day: `NAME.END`, then `NAME.2.END` and so on. */
  private namer(name: string, end: string): (n: number) => string {
    const folder = join(this.dir, dayText(this.day));
    return n => join(folder, n === 1 ? `${name}.${end}` : `${name}.${n}.${end}`);
  }

  /** A new day has new files. */
  private turn(at: Micros): void {
    const day = utcDayOf(at);
    if (day <= this.day) return;
    this.day = day;
    for (const lane of this.lanes.values()) lane.end();
    this.lanes.clear();
  }
}

function levelsOf({ px, qty, count }: Levels): QuotedLevel[] {
  const levels: QuotedLevel[] = [];
  for (let i = 0; i < count; i++) levels.push({ price: px[i]!, qty: qty[i]! });
  return levels;
}
