import { Books } from '../../src/core/books';
import type { Fact, FactOf, Input, VenueTraits } from '../../src/core/facts';
import type { InstrumentSpec } from '../../src/core/instruments';
import type { Micros } from '../../src/core/numbers';
import type { LimitSpec, LimitSpecs } from '../../src/core/risk/limits';
import type { Turn } from '../../src/core/turn';
import { Mailbox } from '../../src/pipeline/mailbox';
import { tell } from './tell';

export const OMS = 'FIX.4.4:SLUICE->OMS';
export const VENUE = 'FIX.4.4:SLUICE->VENUE';
export const SECOND = 1_000_000;
/** 2026-01-05T10:00:00Z */
export const T0: Micros = 1_767_607_200_000_000;

type Order = Partial<FactOf<'ParentOrderReceived'>>;
type Replace = Partial<FactOf<'ParentReplaceReceived'>>;
type Report = Partial<FactOf<'VenueReportReceived'>>;

export interface RigOptions {
  /** The firm's limits. */
  readonly limits?: LimitSpec;
  /** Limits of the other levels, rates and lists. */
  readonly levels?: Omit<LimitSpecs, 'firm'>;
  readonly instruments?: readonly InstrumentSpec[];
  readonly venues?: readonly string[];
  readonly omsRules?: FactOf<'Started'>['omsRules'];
  /** How the first venue is not the usual one. */
  readonly traits?: Partial<VenueTraits>;
  /** What else the start says. */
  readonly started?: Partial<FactOf<'Started'>>;
  /** Turns to fold before anything is posted. */
  readonly recorded?: readonly Turn[];
}

/** The whole line in memory: an OMS and a venue post what they say, and everything that would leave the gateway is written down. */
export class Rig {
  books = new Books();
  readonly turns: Turn[] = [];
  readonly failures: unknown[] = [];
  at: Micros = T0;
  private readonly mailbox: Mailbox;
  private said: string[] = [];
  private execs = 0;

  constructor(options: RigOptions = {}) {
    const { recorded = [], venues = [VENUE] } = options;
    for (const turn of recorded) for (const fact of turn.facts) this.books.apply(fact, turn.seq, turn.at);
    const last = recorded.at(-1);
    this.at = last?.at ?? T0;
    this.mailbox = new Mailbox(
      this.books,
      {
        turn: turn => {
          this.turns.push(turn);
          for (const fact of turn.facts) this.said.push(...tell(fact, this.books));
        },
        failed: error => this.failures.push(error),
      },
      last?.seq,
      last?.at,
    );
    const instruments = options.instruments ?? [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
    const limits = { firm: options.limits ?? {}, ...options.levels };
    const { omsRules, traits } = options;
    const venueTraits = traits && {
      [venues[0]!]: { statusQuery: 'H', cancelsOn: 'none', cancelsGtc: false, ...traits } as const,
    };
    this.post({
      type: 'Started',
      version: 'test',
      epoch: 'T',
      instruments,
      limits,
      venues,
      venueTraits,
      omsRules,
      ...options.started,
    });
  }

  /** A gateway whose first venue takes orders and whose market is 99.99 to 100.01. */
  static ready(options: RigOptions = {}): Rig {
    const rig = new Rig(options);
    rig.venueUp();
    rig.quote('99.99', '100.01');
    rig.heard();
    return rig;
  }

  post(input: Input): this {
    this.mailbox.post(input, this.at);
    return this;
  }

  /** What left the gateway (and its alarms) since the last time this was asked. */
  heard(): string[] {
    const said = this.said;
    this.said = [];
    return said;
  }

  /** Facts of a type, in order. */
  facts<T extends Fact['type']>(type: T): FactOf<T>[] {
    return this.turns.flatMap(t => t.facts).filter((f): f is FactOf<T> => f.type === type);
  }

  venueUp(session = VENUE): this {
    return this.post({ type: 'SessionLoggedOn', session }).post({ type: 'SessionSettled', session });
  }
  venueDown(session = VENUE): this {
    return this.post({ type: 'SessionLoggedOff', session, reason: 'gone' });
  }
  quote(bid: string | undefined, ask: string | undefined, last?: string): this {
    return this.post({ type: 'QuoteReceived', symbol: 'ACME', bid, ask, last });
  }

  // ---- the OMS
  order(clOrdId: string, over: Order = {}): this {
    return this.post({ ...ORDER, clOrdId, ...over });
  }
  twap(clOrdId: string, orderQty: string, duration: string, over: Order = {}): this {
    return this.order(clOrdId, { strategy: '1001', orderQty, parameters: { Duration: duration }, ...over });
  }
  replace(clOrdId: string, origClOrdId: string, over: Replace = {}): this {
    return this.post({ ...ORDER, type: 'ParentReplaceReceived', clOrdId, origClOrdId, ...over });
  }
  cancel(clOrdId: string, origClOrdId: string, over: Partial<FactOf<'ParentCancelReceived'>> = {}): this {
    const terms = { session: OMS, symbol: 'ACME', side: '1', body: '' };
    return this.post({ type: 'ParentCancelReceived', ...terms, clOrdId, origClOrdId, ...over });
  }
  status(clOrdId: string): this {
    return this.post({ type: 'ParentStatusAsked', session: OMS, clOrdId, symbol: 'ACME', side: '1', requestId: 'Q' });
  }

  // ---- the venue
  report(clOrdId: string, execType: string, over: Report = {}): this {
    const execId = over.execId ?? `V${++this.execs}`;
    return this.post({ ...REPORT, clOrdId, execType, ordStatus: execType, ...over, execId });
  }
  ack(clOrdId: string): this {
    return this.report(clOrdId, '0');
  }
  fill(clOrdId: string, lastQty: string, lastPx: string, over: Report = {}): this {
    return this.report(clOrdId, 'F', { lastQty, lastPx, ...over });
  }
  replaced(clOrdId: string, orderQty: string, price: string): this {
    return this.report(clOrdId, '5', { orderQty, price });
  }
  refuse(clOrdId: string, origClOrdId: string, cxlRejReason = '0', text = 'too late'): this {
    return this.post({
      type: 'VenueCancelRejectReceived',
      session: VENUE,
      clOrdId,
      origClOrdId,
      ordStatus: '2',
      cxlRejReason,
      text,
    });
  }

  /** Time passes: timers that fall due up to `seconds` from the start of the day's story fire at their time. */
  until(seconds: number): this {
    const end = T0 + Math.round(seconds * SECOND);
    for (;;) {
      const [timer, at] = [...this.books.timers].sort((a, b) => a[1] - b[1])[0] ?? [];
      if (timer === undefined || at === undefined || at > end) break;
      this.at = Math.max(this.at, at);
      this.post({ type: 'TimerFired', timer });
    }
    this.at = end;
    return this;
  }
}

/** A day order to buy 100 ACME at 100. */
const ORDER: FactOf<'ParentOrderReceived'> = {
  type: 'ParentOrderReceived',
  session: OMS,
  clOrdId: '',
  symbol: 'ACME',
  side: '1',
  orderQty: '100',
  ordType: '2',
  price: '100',
  timeInForce: '0',
  body: '',
};

const REPORT: FactOf<'VenueReportReceived'> = {
  type: 'VenueReportReceived',
  session: VENUE,
  clOrdId: '',
  orderId: 'O1',
  execId: '',
  execType: '',
  ordStatus: '',
  symbol: 'ACME',
  side: '1',
};
