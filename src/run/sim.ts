import { FixVenue } from '../../simulator/fix/fix-venue';
import type { Reported } from '../../simulator/fix/ledger';
import { OPERATOR_HELP, type Operated } from '../../simulator/fix/operator';
import { GATEWAY_IDS, venueSessions } from '../../simulator/fix/sessions';
import { AgentMarket } from '../../simulator/market/agent-market';
import type { Weather } from '../../simulator/market/agents/weather';
import type { BandRules } from '../../simulator/market/bands';
import type { FaultName } from '../../simulator/models/faults/kinds';
import type { FaultScript } from '../../simulator/models/faults/script';
import type { FeeSchedule } from '../../simulator/models/fees/fees';
import type { Latencies } from '../../simulator/models/latency/latency';
import { SystemClock } from '../clock/system-clock';
import type { DataError } from '../core/data-error';
import type { InstrumentSpec } from '../core/instruments';
import type { Micros } from '../core/numbers';
import type { EngineEvent } from '../fix/engine';
import { fileLogsOf } from '../fix/file-log/file-logs';
import type { TradingDay } from './sim-day';
import { listingOf } from './sim-listings';
import { loadTape } from './sim-tape';
import type { Tape, TapeOptions } from './sim-tape-options';
import { UsageError } from './usage-error';

export { OPERATOR_HELP };

/** What a simulator runs. */
export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  /** The same seed draws the same agents; when orders from outside arrive is up to whoever sends them. */
  readonly seed: number;
  /** What the agents' markets are like; calm where it is not given. */
  readonly weather?: Weather;
  /** Symbols that agents trade in. */
  readonly symbols: readonly string[];
  /** Tick, lot and prior close of symbols; one that is not here is a made-up stock with tick 0.01 and lot 1. */
  readonly instruments: readonly InstrumentSpec[];
  /** Recorded market data in place of agents, for one symbol. */
  readonly tape?: TapeOptions | undefined;
  /** TargetCompIDs beside a gateway's. */
  readonly clients?: readonly string[];
  /** TargetCompIDs that get a copy of every ExecutionReport. */
  readonly dropCopies?: readonly string[];
  /** TargetCompIDs whose orders are cancelled when their session ends. */
  readonly cancelOnDisconnect?: readonly string[];
  readonly event?: (event: EngineEvent) => void;
  /** The tape is wrong somewhere; that message is left out. */
  readonly tapeFailed?: (error: DataError) => void;
  /** Every report about an order, as it is made. */
  readonly reported?: Reported;
  /** Phases of the day of the symbols that agents trade in; left out: they trade all the time. */
  readonly day?: TradingDay | undefined;
  /** Price bands of the symbols that agents trade in. */
  readonly bands?: BandRules | undefined;
  /** What fills cost. */
  readonly fees?: FeeSchedule | undefined;
  /** How long messages take. */
  readonly latencies?: Latencies | undefined;
  /** What goes wrong. */
  readonly faults?: FaultScript | undefined;
  /** Folder for FIX logs, and who is told where they cannot be written. */
  readonly logs?: { readonly dir: string; readonly failed: (why: string) => void } | undefined;
}

export interface RunningSimulator {
  readonly port: number;
  readonly symbols: readonly string[];
  /** Those whose market is drawn towards a known end: no model may train or score on it (`Market.pinned`). */
  readonly pinned: readonly string[];
  readonly clients: readonly string[];
  /** Carries out a command of the venue's operator, such as a halt or a bust: see OPERATOR_HELP. */
  readonly operate: (line: string) => Operated;
  /** How often each fault struck so far. */
  readonly struck: () => ReadonlyMap<FaultName, number>;
  readonly stop: () => Promise<void>;
}

/** How often (ms) the markets are run; before each message they are run as well. */
const TICK_MS = 15;
/** Market data of a symbol goes out at most this often (us). */
const PUBLISH_EVERY = 50_000;

/** Starts an exchange on real time, over FIX. Rejects with a UsageError for a port, a symbol, a client or a file that cannot be used. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { port, host = '127.0.0.1', dropCopies = [], cancelOnDisconnect = [] } = options;
  const clients = [...new Set([...GATEWAY_IDS, ...(options.clients ?? [])])];
  if (options.symbols.length === 0 && !options.tape) throw new UsageError('simulator: no symbols and no tape: nothing to trade');
  const tape = options.tape && (await loadTape(options.tape, options.instruments));
  const clock = new SystemClock();
  try {
    const settings = venueSessions({ host, port, clients, dropCopies, cancelOnDisconnect, logs: options.logs?.dir });
    const tap = fileLogsOf(settings, {
      failed: (dir, why) => options.logs?.failed(`FIX logs are not written: ${dir}: ${why}`),
      resumed: (dir, lost) => options.logs?.failed(`FIX logs are written again in ${dir}: ${lost} lines are lost`),
    });
    const fix = new FixVenue({
      settings,
      clock,
      tap,
      publishEvery: PUBLISH_EVERY,
      event: options.event ?? (() => undefined),
      marketFailed: options.tapeFailed ?? (() => undefined),
      reported: options.reported,
      fees: options.fees,
      latencies: options.latencies,
      faults: options.faults,
    });
    const pinned = listMarkets(fix, options, tape, clock.now());
    await fix.start();
    const timer = setInterval(() => fix.tick(clock.now()), TICK_MS);
    const stop = async (): Promise<void> => {
      clearInterval(timer);
      await fix.stop();
      await tap?.stop();
      clock.stop();
    };
    const symbols = fix.venue.exchange.listings().map(l => l.symbol);
    const opened = fix.engine.portOf(fix.engine.sessions()[0]!.id)!;
    const operate = (line: string): Operated => fix.venue.operate(line, clock.now());
    return { port: opened, symbols, pinned, clients, operate, struck: () => fix.plan?.struck ?? new Map(), stop };
  } catch (error) {
    clock.stop();
    throw error instanceof Error ? new UsageError(`simulator: ${error.message}`) : error;
  }
}

/** Lists every symbol with who trades in it; returns the symbols whose market is pinned. */
function listMarkets(fix: FixVenue, options: SimulatorOptions, tape: Tape | undefined, start: Micros): string[] {
  const { seed, weather, instruments, day, bands } = options;
  const pinned: string[] = [];
  if (tape) {
    const market = tape.player(start);
    if (market.pinned) pinned.push(tape.listing.symbol);
    fix.venue.list(tape.listing, market);
  }
  for (const symbol of new Set(options.symbols)) {
    if (symbol === tape?.listing.symbol) continue;
    const listing = listingOf(symbol, instruments);
    const reference = listing.referencePriceTicks;
    const market = new AgentMarket({ seed, start, symbol, reference, ...(weather && { weather }) });
    fix.venue.list(listing, market, { status: day?.status, bands });
    if (day)
      fix.venue.exchange.schedule(
        symbol,
        day.steps.map(({ after, to }) => ({ at: start + after, to })),
      );
  }
  return pinned;
}
