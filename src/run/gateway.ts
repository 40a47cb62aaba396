import type { Books } from '../core/books';
import type { FactOf, Input } from '../core/facts';
import type { Journal, RecordedTurn } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import type { Clock, SessionId } from '../core/ports';
import { asksForStatus } from '../core/risk/limits';
import type { Turn } from '../core/turn';
import { type EngineEvent, type EngineTap, FixEngine } from '../fix/engine';
import type { SessionSettings } from '../fix/settings/settings';
import type { Network } from '../fix/transport/network';
import { Alerts } from './alerts/alerts';
import { ClosedOrders } from './closed-orders';
import type { Config } from './config';
import { CopiesIn } from './copies-in/copies-in';
import type { OrdersSeen } from './dashboard/orders-seen';
import { type CopyOutlets, DropCopy } from './drop-copy';
import { replayCopies } from './drop-copy-replay';
import { emergencyFacts, emergencyKill } from './emergency';
import { ForecastDesk, type ForecastDeskParts } from './forecast/desk';
import type { LoadedModels } from './forecast/load';
import { FAILURES, LOUD } from './gateway-words';
import { Inbound } from './inbound';
import { InstrumentsDesk } from './instruments-desk';
import { KillDesk } from './kill-desk';
import type { KillLatch } from './kill-latch';
import { LimitsDesk } from './limits-desk';
import { type FailureCause, Line, type LineWatch } from './line';
import { type Log, shown } from './log';
import { LoopDelay } from './loop-delay';
import { MarketDesk } from './market/desk';
import { latchedByFix } from './risk-cancel';
import { SessionCounters } from './session-counters';
import { sessionOutlets } from './session-outlets';
import { SessionsDesk } from './sessions-desk';
import { startedBy } from './started';
import { noStop, type StopHook } from './stop-points';
import { Subscriptions } from './subscriptions';
import { Timers } from './timers';

export interface GatewayParts {
  readonly config: Config;
  readonly settings: readonly SessionSettings[];
  readonly journal: Journal;
  readonly clock: Clock;
  readonly latch: KillLatch;
  readonly log: Log;
  readonly version: string;
  readonly stopAt?: StopHook;
  /** Learned models, opened; absent: none. */
  readonly models?: LoadedModels | undefined;
  /** A people file says who may release kill switches; false where anyone may. */
  readonly guarded?: boolean;
  /** How long closed orders stay in the books, where not as usual. */
  readonly keepClosed?: Micros | undefined;
  /** Where connections come from; the machine's network where it is not given. With one in memory the clock is not the machine's either. */
  readonly network?: Network | undefined;
  readonly tap?: EngineTap | undefined;
  /** Notes what the dashboard shows of orders; absent: there is none. */
  readonly orders?: OrdersSeen | undefined;
  /** How long an answer of a model takes by the clock (us), where that is not the system's; absent: as long as it takes. */
  readonly modelLatency?: Micros | undefined;
  /** Called where nothing more may leave the process. */
  readonly die: (code: number) => void;
}

/** How long (ms) the emergency cancels have to reach the venue before the process ends. */
const EMERGENCY_MS = 500;

/** The gateway: sessions, line and kill latch put together. Everything it does is a fact; this only wires. */
export class Gateway implements LineWatch {
  readonly line: Line;
  readonly engine: FixEngine;
  /** Told of every committed turn. */
  readonly watchers = new Set<(turn: Turn) => void>();
  readonly copies: DropCopy;
  readonly copiesIn: CopiesIn;
  readonly counters = new SessionCounters();
  readonly loop = new LoopDelay();
  readonly closed: ClosedOrders;
  readonly limits: LimitsDesk;
  readonly instruments: InstrumentsDesk;
  readonly alerts: Alerts;
  readonly kills: KillDesk;
  readonly market: MarketDesk;
  readonly forecasts: ForecastDesk;
  private readonly inbound: Inbound;
  private readonly timers: Timers;
  private readonly subscriptions: Subscriptions;
  private readonly sessionsAhead: SessionsDesk;
  private watchLatch: NodeJS.Timeout | undefined;

  constructor(private readonly parts: GatewayParts) {
    const { settings, journal, clock } = parts;
    this.copies = new DropCopy(settings);
    this.copiesIn = new CopiesIn(settings, (copy, at) => this.post(copy, at));
    this.alerts = new Alerts(parts.config.alerts);
    this.sessionsAhead = SessionsDesk.of(parts.config);
    this.line = new Line(journal, clock, this, parts.stopAt ?? noStop);
    const omsSessions = (): string[] => settings.filter(s => s.role === 'oms').map(s => s.id);
    this.limits = new LimitsDesk(this.line, parts.config, omsSessions);
    this.instruments = new InstrumentsDesk(this.line, parts.config, omsSessions, added => this.subscriptions.add(added));
    this.kills = new KillDesk(this.line, parts.latch, clock, parts.guarded === true);
    this.forecasts = new ForecastDesk({ post: input => this.post(input), ...answering(parts) });
    this.closed = new ClosedOrders(this.line, journal.archive, clock);
    this.market = this.marketDesk();
    this.inbound = new Inbound(settings, journal, (input, at) => this.post(input, at, 'session'), this);
    this.timers = new Timers(clock, timer => this.post({ type: 'TimerFired', timer }, clock.now()));
    this.engine = new FixEngine(settings, clock, journal, {
      message: (session, view, at) =>
        view.msgType === 'Y' ? this.subscriptions.refused(session, view) : this.inbound.message(session, view, at),
      event: e => this.event(e),
      network: parts.network,
      tap: parts.tap,
      reading: since => this.line.reading(since),
      pending: () => this.line.schedule(),
    });
    const { engine, line } = this;
    const { marketData } = parts.config;
    this.subscriptions = new Subscriptions(
      {
        sessions: () => engine.sessions(),
        session: id => engine.session(id),
        depth: marketData.depth,
        asksForStatus: () => marketData.status || marketData.caution.halt !== undefined || asksForStatus(line.books.levels.specs),
      },
      parts.log,
    );
  }

  /** Begins: the start is a fact, timers are armed again, then ports open and venues are dialled. Rejects where a port cannot be opened. */
  async start(): Promise<void> {
    const { config, clock } = this.parts;
    const { engine, inbound, timers, line, forecasts } = this;
    this.instruments.allowStart();
    const beforeOrders = (): void => this.kills.lookIfStale(clock.now());
    const askForecast = forecasts.add.bind(forecasts);
    line.connect(engine, { ...sessionOutlets(engine), beforeOrders, dialect: s => inbound.dialect(s), timers, askForecast });
    forecasts.serve(this.parts.models?.served ?? []);
    this.alerts.start({ log: this.parts.log, post: input => line.post(input), now: () => clock.now() });
    line.post(startedBy(this.parts, clock.now()));
    if (config.positions && config.positions.digest !== line.books.positionsLoaded) line.post(config.positions);
    this.copies.start(this.copyOutlets(), line.lastSeq);
    this.kills.look();
    for (const [timer, at] of line.books.timers) timers.set(timer, at);
    this.closed.start(this.parts.keepClosed);
    this.loop.start();
    this.watchLatch = setInterval(() => this.kills.look(), LATCH_MS);
    await this.market.start();
    await engine.start();
  }

  private marketDesk(): MarketDesk {
    const { config, settings, clock } = this.parts;
    return new MarketDesk({
      config: config.marketData,
      settings,
      books: this.line.books,
      post: (input, at) => this.line.post(input, at),
      now: () => clock.now(),
      expected: symbol => this.sessionsAhead.expected(symbol),
      sessions: () => this.engine.sessions().filter(s => s.settings.role === 'marketdata'),
      looks: this.parts.network === undefined,
    });
  }

  private copyOutlets(): CopyOutlets {
    const { engine, inbound, line, parts } = this;
    return {
      send: (session, msgType, build) => engine.session(session).send(msgType, build),
      dialect: session => inbound.dialect(session),
      post: input => line.post(input),
      failed: (session, seq, error) =>
        parts.log.error({ err: error, session, seq }, 'a report could not be copied to a drop copy session'),
    };
  }

  /** Logs out, commits, closes. */
  async stop(): Promise<void> {
    clearInterval(this.watchLatch);
    this.timers.stop();
    this.closed.stop();
    this.loop.stop();
    this.copies.stop();
    this.copiesIn.stop();
    this.alerts.stop();
    await this.market.stopWatching();
    await this.engine.stop();
    await this.market.stop();
    this.forecasts.close();
    this.line.stop();
    this.parts.journal.close();
    await this.alerts.lastAlerts();
  }

  /**
   * Posts an input, behind what its decision reads. New risk is decided with a latch looked at within LATCH_FRESH_MICROS, whoever wrote it (also
   * after the process hung), and with sessions and market as they are known now.
   */
  post(input: Input, at = this.parts.clock.now(), from: 'session' | 'gateway' = 'gateway'): void {
    this.closed.recall(input, at);
    if (ADDS_RISK.has(input.type)) {
      this.kills.lookIfStale(at);
      const ahead = this.sessionsAhead.before(input, this.line.books, at);
      if (ahead) this.line.post(ahead, at);
      this.market.before(input, at);
    }
    const asked = input.type === 'MassCancelReceived' ? this.massCancel(input) : input;
    if (from === 'session') this.line.postRead(asked, at);
    else this.line.post(asked, at);
  }

  private massCancel(request: FactOf<'MassCancelReceived'>): FactOf<'MassCancelReceived'> {
    const { settings } = this.engine.session(request.session);
    return latchedByFix(request, settings, this.kills, this.line.books.instruments);
  }

  /** Sends a drop copy session its copies again, from a time on; see `replayCopies`. Throws an Error for a session of another role. */
  replayCopies(id: SessionId, from: Micros, over: (sent: number, early?: string) => void): () => void {
    const session = this.engine.session(id);
    if (session.settings.role !== 'dropcopy' || session.settings.connectionType !== 'acceptor')
      throw new Error(`${id} is no drop copy session that we serve`);
    return replayCopies(this.parts.journal, session, from, over);
  }

  turned(turn: RecordedTurn, books: Books): void {
    this.copies.turned(turn, books);
    this.copiesIn.turned(turn.facts[0]?.type);
    this.alerts.turned(turn);
    this.parts.orders?.turned(turn, books, this.market?.feed);
  }

  committed(turn: Turn): void {
    const { log } = this.parts;
    this.closed.committed(turn);
    this.forecasts.committed();
    for (const fact of turn.facts) {
      if (fact.type === 'ParentOrderDenied') log.info({ clOrdId: fact.clOrdId, code: fact.code }, `denied: ${fact.text}`);
      else if (fact.type === 'ParentReported' && fact.event === 'Duplicate')
        log.info({ clOrdId: fact.clOrdId }, `denied: ${fact.text}`);
    }
    this.alerts.committed(turn);
    for (const watcher of this.watchers) watcher(turn);
  }

  failed(cause: FailureCause, error: unknown): void {
    const { log, latch, die } = this.parts;
    log.error({ err: error }, FAILURES[cause]);
    if (cause === 'commit') return die(1);
    if (cause === 'emergency') return;
    const reason = `the line failed: ${error instanceof Error ? error.message : String(error)}`;
    const engaged = emergencyKill(latch, reason, latchError =>
      log.error({ err: latchError }, 'the kill latch could not be written: the journal has the kill'),
    );
    this.line.emergency(emergencyFacts(this.line.books, engaged));
    setTimeout(() => die(1), EMERGENCY_MS);
  }

  private event(e: EngineEvent): void {
    const { log, settings } = this.parts;
    log[LOUD.has(e.type) ? 'warn' : 'info'](shown(e, settings), e.type);
    this.counters.note(e);
    if (e.type === 'resent') this.parts.stopAt?.('mid-resend');
    this.inbound.event(e, id => settings.find(s => s.id === id)!.role);
    if (e.type === 'loggedOn') this.subscriptions.ask(e.session, this.line.books.instruments.symbols);
    this.marketEvent(e);
  }

  private marketEvent(e: EngineEvent): void {
    if (e.type !== 'loggedOn' && e.type !== 'loggedOff') return;
    const { settings, closedUntil } = this.engine.session(e.session);
    if (settings.role !== 'marketdata') return;
    if (e.type === 'loggedOn') this.market.loggedOn(e.at);
    else this.market.loggedOff(e.session, closedUntil !== undefined, e.at);
  }
}

/** When models are asked and what their answers are said to have taken: at once and by measure, or by a clock that is not the system's. */
const answering = ({ clock, modelLatency: took }: GatewayParts): Pick<ForecastDeskParts, 'later' | 'took'> =>
  took === undefined ? { later: run => void setImmediate(run) } : { took, later: run => void clock.at(clock.now() + took, run) };

/** How often (ms) the latch is looked at while nothing asks for new risk. */
const LATCH_MS = 100;

/** Inputs that may add risk. */
const ADDS_RISK: ReadonlySet<Input['type']> = new Set([
  'ParentOrderReceived',
  'ParentReplaceReceived',
  'HeldOrderReleased',
  'TimerFired',
  'ForecastReceived',
  'ForecastFailed',
]);
