import { FixVenue } from '../../simulator/fix/fix-venue';
import type { Reported } from '../../simulator/fix/ledger';
import { GATEWAY_IDS, venueSessions } from '../../simulator/fix/sessions';
import { AgentMarket } from '../../simulator/market/agent-market';
import { TapeError } from '../../simulator/market/tape-error';
import { SystemClock } from '../clock/system-clock';
import type { InstrumentSpec } from '../core/instruments';
import type { EngineEvent } from '../fix/engine';
import { UsageError } from './config';
import { listingOf } from './sim-listings';
import { type LobsterOptions, loadTape } from './sim-tape';

/** What a simulator runs. */
export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  /** The same seed draws the same agents; when orders from outside arrive is up to whoever sends them. */
  readonly seed: number;
  /** Symbols that agents trade in. */
  readonly symbols: readonly string[];
  /** Tick, lot and prior close of symbols; one that is not here is a made-up stock with tick 0.01 and lot 1. */
  readonly instruments: readonly InstrumentSpec[];
  /** Real order flow in place of agents, for one symbol. */
  readonly lobster?: LobsterOptions | undefined;
  /** TargetCompIDs beside a gateway's. */
  readonly clients?: readonly string[];
  readonly event?: (event: EngineEvent) => void;
  /** The tape is wrong somewhere; that message is left out. */
  readonly tapeFailed?: (error: TapeError) => void;
  /** Every report about an order, as it is made. */
  readonly reported?: Reported;
}

export interface RunningSimulator {
  readonly port: number;
  readonly symbols: readonly string[];
  readonly clients: readonly string[];
  readonly stop: () => Promise<void>;
}

/** How often (ms) the markets are run; before each message they are run as well. */
const TICK_MS = 15;
/** Market data of a symbol goes out at most this often (us). */
const PUBLISH_EVERY = 50_000;

/** Starts an exchange on real time, over FIX. Rejects with a UsageError for a port, a symbol, a client or a file that cannot be used. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { port, host = '127.0.0.1', instruments, seed } = options;
  const clients = [...new Set([...GATEWAY_IDS, ...(options.clients ?? [])])];
  if (options.symbols.length === 0 && !options.lobster)
    throw new UsageError('simulator: no symbols and no tape: nothing to trade');
  const tape = options.lobster && (await asUsage(loadTape(options.lobster, instruments)));
  const clock = new SystemClock();
  try {
    const fix = new FixVenue({
      settings: venueSessions({ host, port, clients }),
      clock,
      publishEvery: PUBLISH_EVERY,
      event: options.event ?? (() => undefined),
      marketFailed: options.tapeFailed ?? (() => undefined),
      reported: options.reported,
    });
    const start = clock.now();
    if (tape) fix.venue.list(tape.listing, tape.player(start));
    for (const symbol of new Set(options.symbols)) {
      if (symbol === tape?.listing.symbol) continue;
      const listing = listingOf(symbol, instruments);
      fix.venue.list(listing, new AgentMarket({ seed, symbol, reference: listing.referencePriceTicks, start }));
    }
    await fix.start();
    const timer = setInterval(() => fix.tick(clock.now()), TICK_MS);
    const stop = async (): Promise<void> => {
      clearInterval(timer);
      await fix.stop();
      clock.stop();
    };
    const symbols = fix.venue.exchange.listings().map(l => l.symbol);
    return { port: fix.engine.portOf(fix.engine.sessions()[0]!.id)!, symbols, clients, stop };
  } catch (error) {
    clock.stop();
    throw error instanceof Error ? new UsageError(`simulator: ${error.message}`) : error;
  }
}

/** A file that cannot be played is the user's to mend. */
async function asUsage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof TapeError ? new UsageError(error.message) : error;
  }
}
