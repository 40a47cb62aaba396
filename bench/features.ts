import { DEPTH, LevelColumns } from '../src/core/features/levels';
import { SYMBOL_FEATURES } from '../src/core/features/names';
import { SymbolFeatures } from '../src/market-data/features/symbol-features';
import { medianOf, print, type Row } from './rows';

/** Every so manieth update is preceded by a trade. */
const TRADE_EVERY = 8;
/** From one update to the next (us): 10,000 a second of the market's time. */
const STEP = 100;
const BEGIN = 1_767_607_200_000_000;
/** Books that are played again and again: what is measured should be the engine, not memory. */
const BOOKS = 4096;

interface Books {
  readonly bids: readonly LevelColumns[];
  readonly asks: readonly LevelColumns[];
}

/** A seeded walk of five levels a side: the touch moves by a tick now and then, quantities change all the time. Made up. */
function walk(): Books {
  let seed = 12345;
  const draw = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const books = { bids: [] as LevelColumns[], asks: [] as LevelColumns[] };
  let bid = 10_000;
  for (let i = 0; i < BOOKS; i++) {
    // the second half walks back, so that the last book is like the first
    if (draw(4) === 0) bid += i < BOOKS / 2 === (draw(2) === 0) ? 1 : -1;
    const [bids, asks] = [new LevelColumns(), new LevelColumns()];
    const spread = 1 + draw(2);
    for (let n = 0; n < DEPTH; n++) {
      bids.add(bid - n, 1 + draw(900));
      asks.add(bid + spread + n, 1 + draw(900));
    }
    books.bids.push(bids);
    books.asks.push(asks);
  }
  return books;
}

/** Book updates a second, with a trade in front of each eighth; `read`: the whole vector is read after each. */
function rate({ bids, asks }: Books, updates: number, read: boolean): number {
  const engine = new SymbolFeatures({ qtyScale: 0 });
  const vector = new Float64Array(SYMBOL_FEATURES.length);
  let at = BEGIN;
  const start = process.hrtime.bigint();
  for (let i = 0; i < updates; i++) {
    const n = i % BOOKS;
    at += STEP;
    if (i % TRADE_EVERY === 0) engine.trade(at, asks[n]!.px[0]!, 100, 0);
    engine.book(at, bids[n]!, asks[n]!);
    if (read) engine.read(at, vector);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  engine.read(at, vector);
  const unknown = SYMBOL_FEATURES.filter((f, i) => Number.isNaN(vector[i]!) && !UNTOLD.has(f.name));
  if (unknown.length > 0) throw new Error(`not known after ${updates} updates: ${unknown.map(f => f.name).join(', ')}`);
  return updates / seconds;
}

/** Nobody tells these here. */
const UNTOLD = new Set(['volumeDay', 'volumeNow', 'newsUrgency', 'sinceNews', 'sinceHalt']);

/** The features of a symbol on one core, five levels a side: kept up to date, and kept and read whole after each update. */
export function run(updates = 2_000_000, rounds = 3): Row[] {
  const books = walk();
  const rates = (read: boolean): number[] => Array.from({ length: rounds }, () => rate(books, updates, read));
  rate(books, updates, true);
  const [kept, read] = [rates(false), rates(true)];
  const name = `${SYMBOL_FEATURES.length} features, five levels`;
  return [
    { name: `${name}: kept up to date`, value: medianOf(kept), unit: 'updates/s' },
    { name: `${name}: the whole vector read after each update`, value: medianOf(read), unit: 'updates/s' },
  ];
}

if (require.main === module) print(run());
