import type { Heard, Level } from './heard';

/**
 * The features as of `at`, computed from the whole history by the words of SYMBOL_FEATURES and the class, one formula after the other and with
 * nothing carried along: slow, and only as clever as it must be. Volumes beside a curve have tests of their own. `qtyScale` is 0.
 */
export function slowly(history: readonly Heard[], at: number): Record<string, number> {
  const market = inOrder(history);
  const now = Math.max(at, market.at(-1)?.e.at ?? at);
  const whole = new Halts(market);
  const session = sessionOf(market, now);
  return {
    ...new Session(session, whole, now).features(),
    ...newsOf(history, at),
    sinceHalt: whole.haltedAt(now) ? 0 : (now - (whole.lastResumed() ?? Number.NaN)) / 1e6,
  };
}

interface Told {
  readonly e: Heard;
  /** Whether trading was halted just before. */
  readonly halted: boolean;
}

/** What is of the market, with stamps that never go back. */
function inOrder(history: readonly Heard[]): Told[] {
  let latest = Number.NEGATIVE_INFINITY;
  let trading = true;
  return history
    .filter(e => e.type !== 'news')
    .map(e => {
      const halted = !trading;
      if (e.type === 'status') trading = e.trading;
      return { e: { ...e, at: (latest = Math.max(latest, e.at)) }, halted };
    });
}

/** What came after the last hour without an update; nothing where that hour is now. */
function sessionOf(market: readonly Told[], now: number): Told[] {
  const last = market.at(-1);
  if (!last || now - last.e.at > 3600e6) return [];
  const begins = market.findLastIndex(({ e }, i) => i > 0 && e.at - market[i - 1]!.e.at > 3600e6);
  return market.slice(Math.max(0, begins));
}

function newsOf(history: readonly Heard[], at: number): Record<string, number> {
  const news = history.filter(e => e.type === 'news').at(-1);
  return { newsUrgency: news?.urgency ?? Number.NaN, sinceNews: news ? Math.max(0, at - news.at) / 1e6 : Number.NaN };
}

/** When trading was halted. */
class Halts {
  private readonly spans: { readonly from: number; to: number }[] = [];

  constructor(market: readonly Told[]) {
    for (const { e } of market) {
      if (e.type !== 'status') continue;
      const open = this.spans.at(-1)?.to === Number.POSITIVE_INFINITY;
      if (!e.trading && !open) this.spans.push({ from: e.at, to: Number.POSITIVE_INFINITY });
      if (e.trading && open) this.spans.at(-1)!.to = e.at;
    }
  }

  lastResumed = (): number | undefined => this.spans.findLast(s => s.to < Number.POSITIVE_INFINITY)?.to;
  haltedAt = (now: number): boolean => this.spans.at(-1)?.to === Number.POSITIVE_INFINITY && now >= this.spans.at(-1)!.from;
  /** Trading time by `at`. */
  trading = (at: number): number => at - this.spans.reduce((sum, s) => sum + Math.max(0, Math.min(at, s.to) - s.from), 0);
}

type Book = Extract<Heard, { type: 'book' }>;

const saysSomething = (b: Book | undefined): b is Book =>
  b !== undefined &&
  b.bids.length > 0 &&
  b.asks.length > 0 &&
  b.bids[0]![1] > 0 &&
  b.asks[0]![1] > 0 &&
  b.bids[0]![0] <= b.asks[0]![0] &&
  b.bids[0]![0] + b.asks[0]![0] > 0;
const midOf = (b: Book): number => (b.bids[0]![0] + b.asks[0]![0]) / 2;
const five = (levels: readonly Level[]): number => levels.slice(0, 5).reduce((sum, [, qty]) => sum + qty, 0);

interface Moment {
  readonly e: Heard;
  /** Trading time. */
  readonly t: number;
  readonly halted: boolean;
  /** The book as it is then, and as it was before. */
  readonly book: Book | undefined;
  readonly before: Book | undefined;
}

class Session {
  private readonly moments: Moment[];
  private readonly t: number;

  constructor(events: readonly Told[], halts: Halts, now: number) {
    let book: Book | undefined;
    this.moments = events.map(({ e, halted }) => {
      const before = book;
      if (e.type === 'book') book = e;
      return { e, halted, t: halts.trading(e.at), book, before };
    });
    this.t = halts.trading(now);
  }

  features(): Record<string, number> {
    const volatility = (tau: number): number => Math.sqrt(this.rate(this.squares(), tau, this.firstMid()));
    const trades = this.trades();
    const first = this.moments[0]?.t ?? Number.NaN;
    const over = (tau: number, part: (sign: number) => number): number =>
      this.rate(
        trades.map(({ t, qty, sign }) => [t, qty * part(sign)]),
        tau,
        first,
      );
    const flow = (part: (sign: number) => number): number => over(60, part);
    const bought = flow(sign => (1 + sign) / 2);
    const sold = flow(sign => (1 - sign) / 2);
    const depth = this.depth();
    return {
      volatility10: volatility(10),
      volatility60: volatility(60),
      volatility300: volatility(300),
      trades: flow(() => 1),
      signedTrades: flow(sign => sign),
      tradeCount: this.rate(
        trades.map(({ t }) => [t, 1]),
        60,
        first,
      ),
      tradeSign: trades.at(-1)?.sign ?? Number.NaN,
      trend300: this.rate(this.returns(), 300, this.firstMid()),
      flow300: over(300, sign => sign) / over(300, () => 1),
      depth,
      volumeDay: Number.NaN,
      volumeNow: Number.NaN,
      ...this.book(depth, { bought, sold }),
    };
  }

  private book(depth: number, { bought, sold }: { bought: number; sold: number }): Record<string, number> {
    const names = ['spreadBps', 'imbalance1', 'imbalance5', 'microprice', 'orderFlow', 'queueBid', 'queueAsk'];
    const { book } = this.moments.at(-1) ?? {};
    if (!saysSomething(book) || this.haltedNow()) return Object.fromEntries(names.map(n => [n, Number.NaN]));
    const [b, qb] = book.bids[0]!;
    const [a, qa] = book.asks[0]!;
    const mid = (a + b) / 2;
    const sums = [five(book.bids), five(book.asks)] as const;
    return {
      spreadBps: (10_000 * (a - b)) / mid,
      imbalance1: (qb - qa) / (qb + qa),
      imbalance5: (sums[0] - sums[1]) / (sums[0] + sums[1]),
      microprice: (10_000 * ((a * qb + b * qa) / (qa + qb) - mid)) / mid,
      orderFlow: this.orderFlow() / depth,
      queueBid: Math.min(3600, qb / sold),
      queueAsk: Math.min(3600, qa / bought),
    };
  }

  private haltedNow(): boolean {
    const last = this.moments.at(-1)!;
    return last.e.type === 'status' ? !last.e.trading : last.halted;
  }

  private orderFlow(): number {
    let sum = 0;
    for (const { e, t, halted, book, before } of this.moments) {
      const inside = Math.floor(t / 1e5) > Math.floor(this.t / 1e5) - 100;
      if (e.type !== 'book' || halted || !inside || !saysSomething(book) || !saysSomething(before)) continue;
      const [[b, qb], [a, qa]] = [book.bids[0]!, book.asks[0]!];
      const [[b0, qb0], [a0, qa0]] = [before.bids[0]!, before.asks[0]!];
      sum += (b >= b0 ? qb : 0) - (b <= b0 ? qb0 : 0) - (a <= a0 ? qa : 0) + (a >= a0 ? qa0 : 0);
    }
    return sum;
  }

  /** Mids that a return may begin or end at; after a halt the first begins anew. */
  private mids(): { readonly t: number; readonly mid: number; readonly anew: boolean }[] {
    const mids: { t: number; mid: number; anew: boolean }[] = [];
    let anew = true;
    for (const { e, t, halted, book } of this.moments) {
      const resumes = e.type === 'status' && e.trading && halted;
      if (resumes) anew = true;
      if ((resumes || (e.type === 'book' && !halted)) && saysSomething(book)) {
        mids.push({ t, mid: midOf(book), anew });
        anew = false;
      }
    }
    return mids;
  }

  private firstMid = (): number => this.mids()[0]?.t ?? Number.NaN;

  private returns(): [t: number, bps: number][] {
    const mids = this.mids();
    return mids.flatMap(({ t, mid, anew }, i) => (anew ? [] : [[t, 10_000 * Math.log(mid / mids[i - 1]!.mid)]]));
  }

  private squares = (): [t: number, square: number][] => this.returns().map(([t, bps]) => [t, bps ** 2]);

  private trades(): { readonly t: number; readonly qty: number; readonly sign: number }[] {
    const trades: { t: number; px: number; qty: number; sign: number }[] = [];
    for (const { e, t, halted, book } of this.moments) {
      if (e.type !== 'trade' || halted || !(e.qty > 0) || !Number.isFinite(e.px)) continue;
      trades.push({ t, px: e.px, qty: e.qty, sign: e.sign === 0 ? signOf(e.px, book, trades.at(-1)) : e.sign });
    }
    return trades;
  }

  /** A sum of events, faded by exp(-age / tau), a second of the span that was seen. */
  private rate(events: readonly (readonly [t: number, value: number])[], tau: number, since: number): number {
    const seen = (this.t - since) / 1e6;
    if (!(seen >= tau / 10)) return Number.NaN;
    const sum = events.reduce((total, [t, value]) => total + value * Math.exp((t - this.t) / 1e6 / tau), 0);
    return sum / (tau * (1 - Math.exp(-seen / tau)));
  }

  /** The mean of the touch over the time in which it was known, faded. */
  private depth(): number {
    let [sum, weight] = [0, 0];
    this.moments.forEach(({ t, book }, i) => {
      if (!saysSomething(book)) return;
      const until = this.moments[i + 1]?.t ?? this.t;
      const part = Math.exp((t - this.t) / 60e6) * Math.expm1((until - t) / 60e6);
      sum += (part * (book.bids[0]![1] + book.asks[0]![1])) / 2;
      weight += part;
    });
    return weight > 0 ? sum / weight : Number.NaN;
  }
}

function signOf(px: number, book: Book | undefined, last: { readonly px: number; readonly sign: number } | undefined): number {
  const byQuote = saysSomething(book) ? Math.sign(px - midOf(book)) : 0;
  if (byQuote !== 0) return byQuote;
  if (!last) return 0;
  return px === last.px ? last.sign : Math.sign(px - last.px);
}
