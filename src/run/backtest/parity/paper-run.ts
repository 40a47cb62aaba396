import { FixVenue } from '../../../../simulator/fix/fix-venue';
import { GATEWAY_IDS, venueSessions } from '../../../../simulator/fix/sessions';
import type { FaultScript } from '../../../../simulator/models/faults/script';
import { ConstantLatency } from '../../../../simulator/models/latency/latency';
import type { Micros } from '../../../core/numbers';
import type { EngineTap, FixEngine } from '../../../fix/engine';
import { standaloneEngine } from '../../../fix/standalone';
import { MemoryNetwork } from '../../../fix/transport/memory-network';
import type { Config } from '../../config';
import type { LoadedModels } from '../../forecast/load';
import { Gateway } from '../../gateway';
import type { KillLatch } from '../../kill-latch';
import { makeLog } from '../../log';
import { newOrder } from '../../order-client-messages';
import { VERSION } from '../../version';
import { Agenda, RANK } from '../agenda';
import { changeType, writeChange } from '../changes';
import { JumpingClock } from '../jumping-clock';
import type { ParentChange, ParentSpec } from '../parents';
import { Publishing } from '../publishing';
import type { BacktestParts } from '../run';
import { gatewaySessions, HOST, omsSessions, VENUE_PORT } from './paper-settings';

/** What a paper run is made of: the world of a backtest, and the config of a gateway. */
export interface PaperParts
  extends Pick<BacktestParts, 'start' | 'market' | 'parents' | 'latencies' | 'fees' | 'publishEvery' | 'journal'> {
  readonly config: Config;
  readonly models: LoadedModels | undefined;
  /** What the venue does wrong. */
  readonly faults?: FaultScript | undefined;
  /** Sees what the gateway's sessions send and receive. */
  readonly tap?: EngineTap | undefined;
  /** How long an answer of theirs takes (us). */
  readonly modelLatency: Micros;
  readonly latch: KillLatch;
  /** When it is over, microseconds since the epoch. */
  readonly end: Micros;
  readonly progress?: ((since: Micros) => void) | undefined;
}

/** Closed orders stay in the books for longer than any run: when they leave would be up to the system's clock. */
const FOR_EVER: Micros = 1e15;
/** Passes of the event loop without anything new, after which nothing is on its way. */
const QUIET_PASSES = 2;
const TELL_EVERY = 20_000;
/** The market data session as the venue calls it. */
const FEED_ID = GATEWAY_IDS[1]!;

/**
 * The gateway of a paper run, whole (sessions, line, desks, kill latch), the simulator's venue behind its FIX face with its slow wires, and an OMS: three FIX engines on a network in memory, and
 * one clock that jumps to what is due next. Nothing is left to sockets or to the system's clock, so a run is the same each time. Session messages take no time, as
 * a backtest has none. Resolves once the sessions are logged out; the journal stays open. Rejects with what a stage of the line threw.
 */
export const runPaper = (parts: PaperParts): Promise<void> => new PaperRun(parts).run();

class PaperRun {
  private readonly agenda = new Agenda();
  private readonly network = new MemoryNetwork();
  private readonly clock: JumpingClock;
  private readonly venue: FixVenue;
  private readonly gateway: Gateway;
  private readonly oms: FixEngine;
  private readonly publishing: Publishing;
  private failure: Error | undefined;
  private seen = 0;

  constructor(private readonly parts: PaperParts) {
    const { agenda, network } = this;
    const clock = new JumpingClock(agenda, parts.start);
    this.clock = clock;
    this.publishing = new Publishing(agenda, parts.publishEvery, () => this.venue.venue.publish());
    this.venue = this.venueOf(parts);
    this.gateway = new Gateway({
      ...parts,
      settings: gatewaySessions(),
      clock,
      network,
      log: makeLog('silent'),
      version: VERSION,
      keepClosed: FOR_EVER,
      die: code => {
        this.failure ??= new Error(`the paper gateway ended with code ${code}`);
      },
    });
    this.oms = standaloneEngine(omsSessions(), clock, { network, message: () => undefined, event: () => undefined });
  }

  async run(): Promise<void> {
    const { start, parents, end } = this.parts;
    this.list();
    await this.venue.start();
    this.publishing.soon(start);
    await this.gateway.start();
    await this.oms.start();
    await this.quiet();
    for (const spec of parents) this.agenda.add(start + spec.after, RANK.order, at => this.order(spec, at));
    for (const spec of parents)
      for (const change of spec.changes ?? [])
        this.agenda.add(start + change.after, RANK.order, at => this.change(spec, change, at));
    for (let n = 0; await this.step(end); n++) if (n % TELL_EVERY === 0) this.parts.progress?.(this.clock.now() - start);
    this.clock.jump(end + 1); // what a gateway says as it leaves is behind the end
    await this.stop();
    if (this.failure) throw this.failure;
  }

  private venueOf({ latencies, fees, publishEvery, faults }: PaperParts): FixVenue {
    const { clock, network } = this;
    return new FixVenue({
      settings: venueSessions({ host: HOST, port: VENUE_PORT, clients: GATEWAY_IDS }),
      clock,
      network,
      publishEvery,
      faults,
      latencies: { ...latencies, session: new ConstantLatency(0) },
      fees,
      event: () => undefined,
      marketFailed: () => undefined,
      heard: at => this.publishing.soon(at),
      clocks: session => ({
        in: clock.ranked(RANK.atVenue),
        out: clock.ranked(session.endsWith(FEED_ID) ? RANK.feed : RANK.reply),
      }),
    });
  }

  private list(): void {
    const { market, start } = this.parts;
    for (const { listing, market: who, rules, day } of market) {
      this.venue.venue.list(listing, who, rules);
      if (day)
        this.venue.venue.exchange.schedule(
          listing.symbol,
          day.map(({ after, to }) => ({ at: start + after, to })),
        );
    }
  }

  private order({ clOrdId, order }: ParentSpec, at: Micros): void {
    this.oms.sessions()[0]!.send('D', w => newOrder(w, clOrdId, order, at));
  }

  private change(spec: ParentSpec, change: ParentChange, at: Micros): void {
    this.oms.sessions()[0]!.send(changeType(change), w => writeChange(w, spec, change, at));
  }

  /** Runs what is due next, as a backtest does, and waits until all that it brought is worked through; false once nothing is due up to `end`. */
  private async step(end: Micros): Promise<boolean> {
    const { agenda, clock } = this;
    const { exchange } = this.venue.venue;
    const market = exchange.nextEventAt() ?? Number.POSITIVE_INFINITY;
    const due = agenda.nextAt() ?? Number.POSITIVE_INFINITY;
    const at = Math.min(market, due);
    if (at > end || this.failure) return false;
    clock.jump(at);
    if (market <= due) {
      this.venue.venue.advance(at);
      this.publishing.soon(at);
    } else agenda.step();
    await this.quiet();
    return true;
  }

  /** Waits until nothing more is written and no turn closes: the sessions and lines work in ticks of the event loop. */
  private async quiet(): Promise<void> {
    for (let idle = 0; idle < QUIET_PASSES; ) {
      await new Promise(resolve => setImmediate(resolve));
      const now = this.network.activity + this.gateway.line.lastSeq;
      idle = now === this.seen ? idle + 1 : 0;
      this.seen = now;
    }
  }

  /** Logs out. Time goes on meanwhile for whoever waits for it. */
  private async stop(): Promise<void> {
    let over = false;
    const stopped = Promise.all([this.gateway.stop(), this.oms.stop(), this.venue.stop()]).finally(() => {
      over = true;
    });
    for (;;) {
      await this.quiet();
      const next = this.agenda.nextAt();
      if (over || next === undefined) break;
      this.clock.jump(next);
      this.agenda.step();
    }
    await stopped;
  }
}
