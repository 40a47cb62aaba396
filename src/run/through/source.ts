import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { InstrumentSpec } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { parseWorld, type WorldConfig } from '../backtest/config';
import { UsageError } from '../usage-error';
import type { SeenInstruments } from './instruments';

/** What is said of the market that a log is replayed in, as it was given. */
export interface SourceTerms {
  /** `agents`, `agents:REGIME`, `lobster:FILE` and the like, or the file of a backtest. */
  readonly market: string;
  /** Trades that go with a recording of books or quotes. */
  readonly trades?: string | undefined;
  /** Whose market a recording is; the log's only symbol where it is not given. */
  readonly symbol?: string | undefined;
  readonly latency?: string | undefined;
  readonly fees?: string | undefined;
  readonly seed?: number | undefined;
  /** When the market begins, microseconds since the epoch, in the log's time; absent: as its file says, or with the log. */
  readonly start?: Micros | undefined;
}

/** A market for the orders of a log. */
export interface Source {
  readonly world: WorldConfig;
  /** When it begins: at a time, anew with each stretch of the log, or once, a minute before the log's first order (a recording has one begin). */
  readonly start: Micros | 'each stretch' | 'the log';
  /** How long it lasts (us); undefined: as long as the log needs. */
  readonly length?: Micros | undefined;
  /** Symbols that somebody trades in there. */
  readonly symbols: readonly string[];
  /** Those of them whose market agents make up from the first price that the log shows. */
  readonly madeUp: readonly string[];
  readonly notes: readonly string[];
}

const RECORDED = ['lobster', 'l2', 'quotes', 'bars'];
const FORMS = 'agents, agents:REGIME, lobster:FILE, l2:FILE, quotes:FILE, bars:FILE, or the YAML file of a backtest';

/** Reads what `--market` says. `symbols` are the log's. Throws a UsageError that names it, or file, line and key. */
export function sourceOf(terms: SourceTerms, symbols: readonly string[], seen: SeenInstruments): Source {
  const [kind, rest] = cut(terms.market);
  if (kind === 'agents') return agentsSource(terms, rest, symbols, seen);
  if (RECORDED.includes(kind) && rest !== undefined) return recordedSource(terms, { kind, file: rest }, symbols, seen);
  return fileSource(terms, symbols, seen);
}

function cut(market: string): [string, string | undefined] {
  const colon = market.indexOf(':');
  return colon < 0 ? [market, undefined] : [market.slice(0, colon), market.slice(colon + 1)];
}

function agentsSource(terms: SourceTerms, regime: string | undefined, symbols: readonly string[], seen: SeenInstruments): Source {
  refuseTapeTerms(terms);
  const { specs, notes } = derived(symbols, seen);
  const world = worldOf(terms, { instruments: specs, market: { regime: regime ?? 'calm' } });
  const traded = specs.map(i => i.symbol);
  return { world, start: terms.start ?? 'each stretch', symbols: traded, madeUp: traded, notes };
}

function recordedSource(
  terms: SourceTerms,
  { kind, file }: { readonly kind: string; readonly file: string },
  symbols: readonly string[],
  seen: SeenInstruments,
): Source {
  const symbol = terms.symbol ?? (symbols.length === 1 ? symbols[0]! : undefined);
  if (symbol === undefined)
    throw new UsageError(`--market ${kind}: needs --symbol: whose market it is; the log has ${symbols.slice(0, 10).join(', ')}`);
  if (!existsSync(file)) throw new UsageError(`--market: ${file} does not exist`);
  const { specs, notes } = derived([symbol], seen);
  const tape = {
    [kind]: resolve(file),
    symbol,
    speed: '1',
    ...(terms.trades !== undefined && { trades: resolve(terms.trades) }),
  };
  const world = worldOf(terms, { instruments: specs, market: { symbols: [symbol], tape } });
  const begin =
    terms.start === undefined ? ["the recording begins a minute before the log's first order: --start says another time"] : [];
  return { world, start: terms.start ?? 'the log', symbols: [symbol], madeUp: [], notes: [...notes, ...begin] };
}

/** The file of a backtest. Instruments that it lacks are added where agents may trade in them: beside a recorded market nothing is made up unasked. */
function fileSource(terms: SourceTerms, symbols: readonly string[], seen: SeenInstruments): Source {
  const { market: path, seed } = terms;
  if (/\.cfg$/i.test(path))
    throw new UsageError(`--market: ${path}: a file of sessions is not opened: nothing is sent to a venue from here. ${FORMS}`);
  if (!existsSync(path)) throw new UsageError(`--market: '${path}' is none of ${FORMS}`);
  refuseTapeTerms(terms);
  const read = parseWorld(path, readFileSync(path, 'utf8'), seed);
  // what one run receives is not what another does: nothing is recorded
  const world = { ...read, ...given(terms), marketData: { ...read.marketData, record: undefined } };
  const { market, instruments } = world;
  const own = instruments.map(i => i.symbol).filter(symbol => symbol !== '*');
  const closed = market.tape !== undefined || market.symbols !== undefined;
  const traded = market.symbols ?? (market.tape ? [market.tape.symbol!] : own);
  const lacking = closed ? [] : symbols.filter(symbol => !own.includes(symbol));
  const { specs, notes } = derived(lacking, seen);
  const madeUp = specs.map(i => i.symbol);
  return {
    world: {
      ...world,
      instruments: [...instruments, ...specs],
      market: { ...market, symbols: [...traded, ...madeUp] },
    },
    start: terms.start ?? world.start,
    length: world.length,
    symbols: [...traded, ...(market.tape?.symbol === undefined ? [] : [market.tape.symbol]), ...madeUp],
    madeUp,
    notes: [`the market of ${basename(path)}; its own orders are not worked`, ...notes],
  };
}

/** Options go before what the file says. */
const given = ({ latency, fees }: SourceTerms) => ({
  ...(latency !== undefined && { latency }),
  ...(fees !== undefined && { fees }),
});

function refuseTapeTerms({ trades, symbol }: SourceTerms): void {
  if (trades !== undefined || symbol !== undefined)
    throw new UsageError('--trades and --symbol go with --market lobster:FILE, l2:FILE, quotes:FILE or bars:FILE');
}

/** A backtest's file is JSON as well as YAML: so what a market on the command line leaves out is what it would be there. */
const worldOf = (
  terms: SourceTerms,
  said: { readonly instruments: readonly InstrumentSpec[]; readonly market: object },
): WorldConfig => parseWorld('--market', JSON.stringify({ ...said, ...given(terms) }), terms.seed);

/** Instruments that nobody described, as the log's prices show them. Those without a price are left out, and said. Throws a UsageError where none is left of some. */
function derived(
  symbols: readonly string[],
  seen: SeenInstruments,
): { readonly specs: InstrumentSpec[]; readonly notes: string[] } {
  const specs: InstrumentSpec[] = [];
  const notes: string[] = [];
  const bare: string[] = [];
  for (const symbol of symbols) {
    const found = seen.derive(symbol);
    if (!found) bare.push(symbol);
    else {
      specs.push(found.spec);
      notes.push(`derived from the log: ${found.from}`);
    }
  }
  const what = `the log shows no price of ${bare.join(', ')}: name it under \`instruments\` in the file of a backtest, and that as --market`;
  if (bare.length > 0 && bare.length === symbols.length) throw new UsageError(`--market: ${what}`);
  return { specs, notes: bare.length > 0 ? [...notes, `left out: ${what}`] : notes };
}
