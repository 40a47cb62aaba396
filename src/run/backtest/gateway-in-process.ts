import { Books } from '../../core/books';
import type { VenueFees } from '../../core/costs/fees';
import type { BanditTerms, Input, ModelsInForce } from '../../core/facts';
import type { ImpactModel } from '../../core/impact/model';
import type { InstrumentSpec } from '../../core/instruments';
import type { Journal } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { LimitSpecs } from '../../core/risk/limits';
import type { Turn } from '../../core/turn';
import type { MessageView } from '../../fix/codec/view';
import type { MessageWriter } from '../../fix/codec/writer';
import { fromOms } from '../../fix/translate/from-oms';
import { fromVenue } from '../../fix/translate/from-venue';
import { marketDataRequest, securityStatus, securityStatusRequest } from '../../fix/translate/market-data';
import type { FeatureRow } from '../../market-data/features/sampler';
import { type LineOwner, Mailbox } from '../../pipeline/mailbox';
import { dispatch } from '../dispatch';
import { ForecastDesk, type Served } from '../forecast/desk';
import type { MarketDataConfig } from '../market/config';
import { type DeskParts, MarketDesk } from '../market/desk';
import { newOrder } from '../order-client-messages';
import type { Outlets } from '../outlets';
import type { SessionsDesk } from '../sessions-desk';
import { Timers } from '../timers';
import { VERSION } from '../version';
import { changeType, writeChange } from './changes';
import type { JumpingClock } from './jumping-clock';
import type { ParentChange, ParentSpec } from './parents';
import { dialectOf, FEED, OMS, omsPen, ourPen, VENUE } from './wire';

/** What the gateway of a backtest knows beside the market, as its config would tell it. */
export interface Knowledge {
  readonly instruments: readonly InstrumentSpec[];
  readonly limits: LimitSpecs;
  /** Hours and volume of the market's days. */
  readonly sessions: SessionsDesk;
  readonly marketData: MarketDataConfig;
  /** What the venue is expected to charge. */
  readonly fees?: VenueFees | undefined;
  /** What orders are expected to cost. */
  readonly impact?: ImpactModel | undefined;
  /** Learned models that are in force from the start. */
  readonly models?: ModelsInForce | undefined;
  /** They and others that may be asked, opened in this thread. */
  readonly served?: readonly Served[] | undefined;
  /** How long an answer of theirs takes (us); absent: 100. */
  readonly modelLatency?: Micros | undefined;
  /** How the pricing of slices is explored. */
  readonly bandit?: BanditTerms | undefined;
}

export interface GatewayInProcessParts {
  readonly clock: JumpingClock;
  readonly journal: Journal;
  readonly knows: Knowledge;
  /** Sends bytes to the venue. */
  readonly send: (session: SessionId, bytes: Buffer) => void;
  /** A turn closed and is committed. */
  readonly turned: (turn: Turn, books: Books) => void;
}

/** What a model's answer takes where nobody says (us). */
const MODEL_LATENCY: Micros = 100;

/** The one market data session, which is there all the time. */
const FEEDS = [{ id: FEED, loggedOn: true, closedUntil: undefined }];

/**
 * The gateway's line under a jumping clock: the same mailbox, pipeline, journal, translators, market data and dispatch as live, without
 * sessions. What one input brings is one batch: it is committed before anything of it leaves.
 */
export class GatewayInProcess implements LineOwner {
  readonly books = new Books();
  private readonly mailbox = new Mailbox(this.books, this);
  private readonly pen = ourPen();
  private readonly oms = omsPen();
  private readonly market: MarketDesk;
  private readonly outlets: Outlets;
  private readonly forecasts: ForecastDesk;
  private waiting: { readonly session: SessionId; readonly bytes: Buffer }[] = [];
  private closed: Turn[] = [];
  private failure: Error | undefined;

  constructor(private readonly parts: GatewayInProcessParts) {
    const { clock, knows } = parts;
    const now = (): number => clock.now();
    this.outlets = {
      send: (session, msgType, build) => {
        // nobody reads what the OMS is told: the journal has it
        if (session !== OMS) this.waiting.push({ session, bytes: this.pen.write(msgType, build, now()) });
        return undefined;
      },
      leave: () => undefined,
      beforeOrders: () => undefined,
      proveTold: () => undefined,
      askForecast: request => this.forecasts.add(request),
      dialect: dialectOf,
      timers: new Timers(clock, timer => this.decide({ type: 'TimerFired', timer })),
    };
    const post = (input: Input): void => this.post(input);
    const took = knows.modelLatency ?? MODEL_LATENCY;
    this.forecasts = new ForecastDesk({
      post: input => this.decide(input),
      took,
      later: run => void clock.at(now() + took, run),
    });
    this.forecasts.serve(knows.served ?? []);
    const { books } = this;
    const expected: DeskParts['expected'] = symbol => knows.sessions.expected(symbol);
    this.market = new MarketDesk({ config: knows.marketData, settings: [], books, post, now, sessions: () => FEEDS, expected });
  }

  /** The start is a fact, as it is live; ids carry the time of the start in the epoch. Asks for market data and the state of trading. */
  start(): void {
    const { knows, clock } = this.parts;
    const { instruments, limits, fees, impact, bandit, marketData } = knows;
    const epoch = Math.floor(clock.now() / 1_000_000).toString(36);
    const told = {
      ...(fees && { fees: { [VENUE]: fees } }),
      ...(impact && { impact }),
      ...(knows.models && { models: knows.models }),
      ...(bandit && { bandit }),
      caution: marketData.caution,
    };
    this.post({ type: 'Started', version: VERSION, epoch, instruments, limits, venues: [VENUE], ...told });
    this.post({ type: 'SessionLoggedOn', session: VENUE });
    this.post({ type: 'SessionSettled', session: VENUE });
    const { symbols } = this.books.instruments;
    this.outlets.send(FEED, 'V', w => marketDataRequest(w, 'MD', symbols, marketData.depth));
    for (const symbol of symbols) this.outlets.send(FEED, 'e', w => securityStatusRequest(w, `ST-${symbol}`, symbol));
    this.commit();
  }

  /** A message of the venue. */
  message(session: SessionId, view: MessageView): void {
    const at = this.parts.clock.now();
    if (view.msgType === 'W' || view.msgType === 'X') return this.market.prices(session, view, at);
    if (view.msgType === 'f') return this.status(view);
    const input = fromVenue(session, view);
    if (input) this.post(input);
  }

  /** A parent order comes in, as a NewOrderSingle (D) would. Throws where the translator refuses it. */
  order(spec: ParentSpec): void {
    this.asked('D', spec, (w, at) => newOrder(w, spec.clOrdId, spec.order, at));
  }

  /** A cancel or a replace of a parent comes in, as its OMS would send it; `current` is the ClOrdID that it names as OrigClOrdID (41). Throws as `order` does. */
  change(spec: ParentSpec, change: ParentChange, current: string): void {
    this.asked(changeType(change), spec, (w, at) => writeChange(w, spec, change, at, current));
  }

  private asked(msgType: string, spec: ParentSpec, write: (w: MessageWriter, at: Micros) => void): void {
    const at = this.parts.clock.now();
    const bytes = this.oms.write(msgType, w => write(w, at), at);
    const input = fromOms(this.oms.read(bytes), { dialect: dialectOf(OMS), venues: [dialectOf(VENUE)] });
    if ('refused' in input) throw new Error(`parent ${spec.clOrdId}: ${input.text}`);
    this.decide(input);
  }

  /** Writes what is known of a symbol at `at`; false where that is nothing. */
  row(symbol: string, at: Micros, row: FeatureRow): boolean {
    return this.market.feed.row(symbol, at, row);
  }

  /** Resolves once a recording of what was received is complete. */
  stop(): Promise<void> {
    this.forecasts.close();
    return this.market.stop();
  }

  turn(turn: Turn): void {
    this.parts.journal.append(turn);
    this.closed.push(turn);
    dispatch(turn, this.books, this.outlets);
  }

  failed(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
  }

  /** Posts an input behind what its decision reads: hours and market, as they are known now. */
  private decide(input: Input): void {
    const { knows, clock } = this.parts;
    const ahead = knows.sessions.before(input, this.books, clock.now());
    if (ahead) this.post(ahead);
    this.market.before(input, clock.now());
    this.post(input);
  }

  private status(view: MessageView): void {
    const status = securityStatus(view);
    if (!status) return;
    this.post(status);
    this.market.status(status, this.parts.clock.now());
  }

  /** Posts an input; what it brings is committed, and then sent. Throws what a stage threw. */
  private post(input: Input): void {
    this.mailbox.post(input, this.parts.clock.now());
    this.commit();
  }

  private commit(): void {
    if (this.failure) throw this.failure;
    const { journal, send, turned } = this.parts;
    journal.commit(undefined);
    const { waiting, closed } = this;
    this.waiting = [];
    this.closed = [];
    for (const { session, bytes } of waiting) send(session, bytes);
    this.forecasts.committed();
    for (const turn of closed) turned(turn, this.books);
  }
}
